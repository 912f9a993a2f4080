// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.formats.emv.ByteString;
import java.util.OptionalInt;

/**
 * A genuine card that has signed what it was told.
 *
 * @param application the name of its application
 * @param brand whose application it is
 * @param keyThumbprint SHA-256 of the card's key. To be remembered at enrolment and to be the same
 *     at every tap: a certificate that somebody forged for another key is of no use then
 * @param listsThumbprint SHA-256 of what the card asks to be told. To be remembered and to be the
 *     same as well: a card does not sign where its PDOL ends, so that only a known one cannot be
 *     passed off as another
 * @param counter the transaction counter that it signed, which must have risen since the last tap;
 *     empty of cards that do not sign it
 * @param binding how much of the transaction it signed
 * @param cryptogram the application cryptogram, 8 bytes, where the card signs with it
 * @param relayData what it signed of relay resistance, 14 bytes; none where it was not asked
 */
public record CardProof(
        ByteString application,
        Brand brand,
        ByteString keyThumbprint,
        ByteString listsThumbprint,
        OptionalInt counter,
        Binding binding,
        ByteString cryptogram,
        ByteString relayData) {
    /** How much of a transaction a card's signature covers, from the least on. */
    public enum Binding {
        /** 32 bits of its hash. */
        NUMBER,
        /** 32 bits of its hash, its amount and its currency. */
        NUMBER_AND_AMOUNT,
        /** 160 bits of its hash. */
        HASH,
        /** All 256 bits of its hash: the dedicated card. */
        WHOLE_HASH
    }
}
