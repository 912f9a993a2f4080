// SPDX-License-Identifier: Apache-2.0
/**
 * Cards: the dedicated card's real applet and a simulated chip that it runs in, and payment cards
 * of an issuer and a payment system that are made up.
 */
@NullMarked
package dev.naru.simulators.card;

import org.jspecify.annotations.NullMarked;
