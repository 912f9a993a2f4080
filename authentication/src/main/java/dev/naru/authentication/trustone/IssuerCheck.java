// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import dev.naru.authentication.cardtap.cryptogram.CryptogramVerdict;
import java.util.Map;

/**
 * Whoever can be asked for the word of a card's issuer, such as {@link
 * dev.naru.authentication.cardtap.cryptogram.IssuerAdapter#verify}. For any number of threads.
 */
@FunctionalInterface
public interface IssuerCheck {
    /**
     * What the issuer says of a tap's application cryptogram. It throws nothing: an issuer that
     * does not answer is a refusal.
     *
     * @param tags values by tag; whoever asks zeroes them
     */
    CryptogramVerdict verify(Map<Integer, byte[]> tags);
}
