// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.formats.emv.ByteString;

/**
 * What a transcript shows, before any signature of it is checked.
 *
 * @param application the name of the card's application
 * @param brand whose application it is
 * @param certificates what vouches for the card's key
 * @param told what the card must have signed
 * @param signature what it signed with
 * @param counter its transaction counter (9F36), 0 to 65,535
 * @param binding how much of the transaction the card signs
 */
public record CardTap(
        ByteString application,
        Brand brand,
        CardCertificates certificates,
        DynamicSignature told,
        ByteString signature,
        int counter,
        Binding binding) {
    /** How much of a transaction a card's signature covers, from the least on. */
    public enum Binding {
        /** 32 bits of its hash. */
        NUMBER,
        /** 32 bits of its hash, its amount and its currency. */
        NUMBER_AND_AMOUNT,
        /** 160 bits of its hash. */
        HASH
    }
}
