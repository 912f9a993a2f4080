// SPDX-License-Identifier: Apache-2.0
/** What {@code ./naru tap} does: a card in a reader answers a challenge. */
@NullMarked
package dev.naru.launcher.tap;

import org.jspecify.annotations.NullMarked;
