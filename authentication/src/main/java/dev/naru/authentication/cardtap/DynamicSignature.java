// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.formats.emv.ByteString;

/** The ways in which a card signs something that was never signed before. */
sealed interface DynamicSignature {
    /**
     * By INTERNAL AUTHENTICATE (Book 2, section 6.5).
     *
     * @param terminalData what the card was told by its DDOL
     */
    record Dynamic(ByteString terminalData) implements DynamicSignature {}

    /**
     * With the cryptogram of GENERATE AC (Book 2, section 6.6).
     *
     * @param unpredictable what the terminal chose, 4 bytes
     * @param exchange the values of the PDOL and of CDOL1, and every object of the answer but the
     *     signature, as they were exchanged
     * @param information the cryptogram information data that the card answered (9F27)
     * @param relayData terminal's and card's entropy, least, greatest and estimated times, 14
     *     bytes, where EXCHANGE RELAY RESISTANCE DATA was part of the tap (Book C-2, section 3.10
     *     and table 6.8), else none
     */
    record Combined(
            ByteString unpredictable, ByteString exchange, int information, ByteString relayData)
            implements DynamicSignature {}

    /**
     * Visa's, with the answer of GET PROCESSING OPTIONS (Visa's contactless specification; format
     * 95, version 01).
     *
     * @param unpredictable what the terminal chose, 4 bytes
     * @param amount 9F02, 6 bytes
     * @param currency 5F2A, 2 bytes
     * @param cardData 9F69, 5 to 16 bytes
     * @param counter the transaction counter that the card said (9F36), which must be its number
     */
    record Fast(
            ByteString unpredictable,
            ByteString amount,
            ByteString currency,
            ByteString cardData,
            ByteString counter)
            implements DynamicSignature {}

    /**
     * What a card has signed.
     *
     * @param dynamicNumber the card's own number for this tap, 2 to 8 bytes; with {@link Fast} its
     *     transaction counter
     * @param cryptogram the application cryptogram, 8 bytes, of {@link Combined} alone
     */
    record Signed(ByteString dynamicNumber, ByteString cryptogram) {}

    /** Checks {@code signature} by the card's key. */
    default Checked<Signed> check(ByteString signature, RsaKey cardKey) {
        return switch (this) {
            case Dynamic(ByteString terminalData) ->
                    data(signature, cardKey, RecoveredBlock.SIGNED, terminalData)
                            .then(DynamicSignature::numberAlone);
            case Fast fast ->
                    data(
                                    signature,
                                    cardKey,
                                    RecoveredBlock.FAST_SIGNED,
                                    ByteString.concat(
                                            fast.unpredictable,
                                            fast.amount,
                                            fast.currency,
                                            fast.cardData))
                            .then(DynamicSignature::numberAlone)
                            .then(
                                    signed ->
                                            signed.dynamicNumber().equals(fast.counter)
                                                    ? new Checked.Holds<>(signed)
                                                    : Checked.refused(
                                                            Stage.SIGNATURE, Fault.EXCHANGE));
            case Combined combined ->
                    data(signature, cardKey, RecoveredBlock.SIGNED, combined.unpredictable)
                            .then(data -> combined(data, combined));
        };
    }

    private static Checked<ByteString> data(
            ByteString signature, RsaKey key, int format, ByteString terminalData) {
        return RecoveredBlock.open(Stage.SIGNATURE, signature, key, format)
                .then(
                        block -> {
                            int end = 4 + block.at(3);
                            if (block.at(2) != 0x01) {
                                return Checked.refused(Stage.SIGNATURE, Fault.ALGORITHM);
                            }
                            if (!block.isHashOf(terminalData)) {
                                return Checked.refused(Stage.SIGNATURE, Fault.HASH);
                            }
                            if (end > block.hashAt()) {
                                return Checked.refused(Stage.SIGNATURE, Fault.DYNAMIC_DATA);
                            }
                            return block.isFilledFrom(end)
                                    ? new Checked.Holds<>(block.slice(4, end))
                                    : Checked.refused(Stage.SIGNATURE, Fault.PADDING);
                        });
    }

    /** How many bytes the number has, or -1 where it has none that the books allow. */
    private static int numberLength(ByteString data) {
        int length = data.isEmpty() ? -1 : data.at(0);
        return length < 2 || length > 8 || data.length() < 1 + length ? -1 : length;
    }

    private static Checked<Signed> numberAlone(ByteString data) {
        int length = numberLength(data);
        return length > 0 && data.length() == 1 + length
                ? new Checked.Holds<>(new Signed(data.slice(1, data.length()), ByteString.EMPTY))
                : Checked.refused(Stage.SIGNATURE, Fault.DYNAMIC_DATA);
    }

    private static Checked<Signed> combined(ByteString data, Combined told) {
        int length = numberLength(data);
        // Number, information, cryptogram, hash of the exchange.
        if (length < 0 || data.length() != 1 + length + 1 + 8 + 20 + told.relayData.length()) {
            return Checked.refused(Stage.SIGNATURE, Fault.DYNAMIC_DATA);
        }
        int information = 1 + length;
        int cryptogram = information + 1;
        int hash = cryptogram + 8;
        int relay = hash + 20;
        boolean same =
                data.at(information) == told.information
                        && Digests.areEqual(data.slice(hash, relay), Digests.sha1(told.exchange))
                        && data.slice(relay, data.length()).equals(told.relayData);
        return same
                ? new Checked.Holds<>(
                        new Signed(data.slice(1, information), data.slice(cryptogram, hash)))
                : Checked.refused(Stage.SIGNATURE, Fault.EXCHANGE);
    }
}
