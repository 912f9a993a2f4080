// SPDX-License-Identifier: Apache-2.0
/**
 * Where the parts are put together: {@code main}, configuration, wiring, health and metrics. Never
 * comes here: a rule about money or messages. Start at {@link dev.naru.launcher.Main}.
 */
@NullMarked
package dev.naru.launcher;

import org.jspecify.annotations.NullMarked;
