// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import java.util.Arrays;

/** What the issuer sends back to a card whose cryptogram it verified. */
public sealed interface IssuerAnswer {
    /**
     * The card can verify it.
     *
     * @param authentication issuer authentication data (tag 91): the response cryptogram and what
     *     it answers with
     */
    record Answered(IssuerAuthentication authentication) implements IssuerAnswer {}

    /** The card's own cryptogram was refused, so it gets no answer. */
    record Unanswered(CryptogramVerdict.Refused refused) implements IssuerAnswer {}

    /** The value of tag 91, which is in no text. */
    final class IssuerAuthentication {
        private final byte[] value;

        IssuerAuthentication(byte[] cryptogram, byte[]... more) {
            int length = cryptogram.length;
            for (byte[] part : more) {
                length += part.length;
            }
            value = Arrays.copyOf(cryptogram, length);
            int at = cryptogram.length;
            for (byte[] part : more) {
                System.arraycopy(part, 0, value, at, part.length);
                at += part.length;
            }
        }

        /** 8 to 16 bytes. */
        public byte[] value() {
            return value.clone();
        }

        @Override
        public String toString() {
            return "IssuerAuthentication[" + value.length + " bytes]";
        }
    }
}
