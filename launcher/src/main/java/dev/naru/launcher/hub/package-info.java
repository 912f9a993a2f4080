// SPDX-License-Identifier: Apache-2.0
/**
 * A hub's parts, wired as the configuration says. Start at {@link
 * dev.naru.launcher.hub.HubProcess}.
 */
@NullMarked
package dev.naru.launcher.hub;

import org.jspecify.annotations.NullMarked;
