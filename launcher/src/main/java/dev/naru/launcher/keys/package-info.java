// SPDX-License-Identifier: Apache-2.0
/**
 * What {@code ./naru keys} does: shows TrustOne's keys, and changes them while gateways run. Never
 * comes here: a key itself, of which only its id is told.
 */
@NullMarked
package dev.naru.launcher.keys;

import org.jspecify.annotations.NullMarked;
