// SPDX-License-Identifier: Apache-2.0
/**
 * A telephone that is a page in a browser, a purse of simulated cards beside it, and the little of
 * a member's server that its app needs. What a telephone computes is in the page's own JavaScript,
 * written from the documents: the terminal, the seal, the device's signature. Start at {@link
 * dev.naru.simulators.telephone.Telephone}.
 *
 * <p>Never comes here: the API key into a page, a card number onto a screen or into a log.
 */
@NullMarked
package dev.naru.simulators.telephone;

import org.jspecify.annotations.NullMarked;
