// SPDX-License-Identifier: Apache-2.0
/**
 * How a running hub is, read from outside over its own endpoints and told on one screen. Never
 * comes here: a guess. What could not be read is said. Start at {@link
 * dev.naru.launcher.status.HubSight}.
 */
@NullMarked
package dev.naru.launcher.status;

import org.jspecify.annotations.NullMarked;
