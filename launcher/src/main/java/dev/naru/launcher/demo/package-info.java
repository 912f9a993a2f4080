// SPDX-License-Identifier: Apache-2.0
/**
 * The demo: a hub in a process of its own, the simulators in this one, and the story that they play
 * together over HTTP. Never comes here: anything that the hub needs to run. Start at {@link
 * dev.naru.launcher.demo.Story}.
 */
@NullMarked
package dev.naru.launcher.demo;

import org.jspecify.annotations.NullMarked;
