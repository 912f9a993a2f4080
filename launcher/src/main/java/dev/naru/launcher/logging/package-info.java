// SPDX-License-Identifier: Apache-2.0
/**
 * How log lines look: one JSON object each, long digit runs masked. Never comes here: what is worth
 * logging.
 */
@NullMarked
package dev.naru.launcher.logging;

import org.jspecify.annotations.NullMarked;
