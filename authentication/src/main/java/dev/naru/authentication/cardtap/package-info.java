// SPDX-License-Identifier: Apache-2.0
/**
 * Whether a genuine chip card signed this very transaction: offline data authentication (EMV 4.4,
 * Book 2, sections 5 and 6) with dynamic signatures only. Static authentication proves nothing
 * here, since whoever has read a card once can repeat it.
 */
@NullMarked
package dev.naru.authentication.cardtap;

import org.jspecify.annotations.NullMarked;
