// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import dev.naru.authentication.trustone.TransactionTerms;
import dev.naru.formats.emv.ByteString;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Digest;
import dev.naru.protocol.PaymentId;
import java.util.Optional;

/**
 * What a participant wants a payer to agree to.
 *
 * @param digest a pseudonym of the request, so that another one under the same id is noticed
 * @param card the reference of the card that must be tapped, 32 bytes; empty where one is enrolled
 * @param device the thumbprint of the device's key, 32 bytes; empty where none signs
 * @param matter what it is about
 */
public record Asked(
        Bytes digest,
        ChallengePurpose purpose,
        Payer payer,
        ByteString card,
        ByteString device,
        Matter matter) {
    /**
     * Whose money or account it is about.
     *
     * @param reference the participant's own
     * @param name the machine's
     * @param accountHash a pseudonym of the account, 32 bytes
     */
    public record Payer(String reference, Digest name, ByteString accountHash) {
        /** Nothing of whom. */
        @Override
        public String toString() {
            return "Payer";
        }
    }

    /**
     * Who gets the money.
     *
     * @param hash 32 bytes whose first 16 are the machine's name of a payment's payee
     * @param name as the payer is shown it
     * @param accountShown what the payer is shown of the account of a withdrawal; empty for none
     */
    public record Payee(ByteString hash, String name, String accountShown) {
        /** Nobody. */
        public static final Payee NONE = new Payee(ByteString.EMPTY, "", "");

        /** Nothing of whom. */
        @Override
        public String toString() {
            return "Payee";
        }
    }

    /**
     * What it is about. Whatever a purpose has not is empty, or 0.
     *
     * @param sourceGroupId the settlement group in whose currency a payment is debited
     * @param amountMinor in the currency's minor units
     * @param currency of the amount, or of the account where there is none
     * @param payee where money moves
     * @param limit which limit is changed, as the payer is shown it
     */
    public record Matter(
            Optional<PaymentId> paymentId,
            int sourceGroupId,
            long amountMinor,
            Currency currency,
            Payee payee,
            String limit) {
        /** The most that cards can be told. */
        public static final long MOST_AMOUNT = TransactionTerms.MOST_AMOUNT;

        /** Where there is neither amount nor payee. */
        public static Matter none(Currency ofAccount) {
            return new Matter(Optional.empty(), 0, 0, ofAccount, Payee.NONE, "");
        }

        /** Nothing of whom. */
        @Override
        public String toString() {
            return "Matter";
        }
    }
}
