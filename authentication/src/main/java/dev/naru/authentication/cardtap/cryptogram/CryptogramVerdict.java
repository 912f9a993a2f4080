// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

/** What the issuer says of an application cryptogram. */
public sealed interface CryptogramVerdict {
    /**
     * The card with this number computed it over exactly these values. Not said: that nobody has
     * seen it before, nor that the parts of 9F10 that its version leaves out are as the card sent
     * them.
     *
     * @param counter the card's transaction counter, 0 to 65,535: whoever accepts must have seen
     *     none as high of this card
     */
    record Genuine(CryptogramVersion version, int counter) implements CryptogramVerdict {}

    /**
     * It is not accepted.
     *
     * @param detail a sentence for the audit log, without any value of a tag
     */
    record Refused(CryptogramRefusal reason, String detail) implements CryptogramVerdict {}
}
