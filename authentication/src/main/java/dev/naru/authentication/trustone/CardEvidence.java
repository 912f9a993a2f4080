// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import dev.naru.authentication.cardtap.Brand;
import dev.naru.authentication.cardtap.CardProof.Binding;
import dev.naru.authentication.cardtap.Digests;
import dev.naru.formats.emv.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a tap has proved, to be kept. No card number is in it, nor anything that gives one to who
 * has public keys.
 *
 * @param method how the card signed
 * @param binding how much of the transaction it signed, its issuer's word included
 * @param reference the card's name here: HMAC-SHA-256 of who gave it out and its number, 32 bytes
 * @param keyThumbprint SHA-256 of the card's key
 * @param counter what must have risen since the card's last tap; empty where nobody vouches for it
 * @param lastMonth until the end of which the card is good
 * @param paymentCard what only payment cards have
 * @param issuerWord whether the issuer was asked and agreed
 * @param transcriptHash SHA-256 of all that was said, {@link TapTranscript#hash}
 * @param maskedTranscript what was said, without what was said of the card: a line a command
 * @param slowestUs how long the slowest command took by the telephone, in microseconds: a hint of a
 *     risk, never a proof
 */
public record CardEvidence(
        Method method,
        Binding binding,
        ByteString reference,
        ByteString keyThumbprint,
        OptionalLong counter,
        YearMonth lastMonth,
        Optional<PaymentCard> paymentCard,
        IssuerWord issuerWord,
        ByteString transcriptHash,
        List<String> maskedTranscript,
        int slowestUs) {
    /** Copies the list. */
    public CardEvidence {
        maskedTranscript = List.copyOf(maskedTranscript);
    }

    /** How a card signs. */
    public enum Method {
        /** With its cryptogram. */
        CDA,
        /** With its cryptogram, and what it says of relays as well. */
        CDA_WITH_RELAY_RESISTANCE,
        /** Visa's, with its options. */
        FDDA,
        /** By INTERNAL AUTHENTICATE, which says nothing of amount and counter. */
        DDA,
        /** The dedicated card. */
        DEDICATED
    }

    /** What the issuer said of the application cryptogram. */
    public enum IssuerWord {
        /** It is the card's own. */
        CONFIRMED,
        /** Nothing: nobody was asked, or nobody could say. */
        NOT_GIVEN
    }

    /**
     * What only payment cards have.
     *
     * @param brand whose application it is
     * @param firstDigits six, which say the issuer
     * @param lastDigits four of the number, fewer of one that has less than fifteen
     * @param listsThumbprint SHA-256 of what the card asks to be told
     */
    public record PaymentCard(
            Brand brand, String firstDigits, String lastDigits, ByteString listsThumbprint) {}

    /**
     * What a card never changes of how it asks and signs: SHA-256 of the method's name, a zero
     * byte, and the thumbprint of its lists where it has any. To be remembered at the enrolment and
     * to be the same at every tap, since a card does not sign where its PDOL ends, and must not be
     * made to sign less, nor to leave out what it says of relays.
     */
    public ByteString profileThumbprint() {
        return Digests.sha256(
                ByteString.of(method.name().getBytes(StandardCharsets.US_ASCII)),
                ByteString.of((byte) 0),
                paymentCard.map(PaymentCard::listsThumbprint).orElse(ByteString.EMPTY));
    }

    /** How much of the transaction is bound where the issuer confirms the cryptogram. */
    Binding boundWithWord() {
        return binding.compareTo(Binding.NUMBER_AND_AMOUNT) >= 0
                ? binding
                : Binding.NUMBER_AND_AMOUNT;
    }

    /** The same with the issuer's word, which vouches for counter, amount and currency. */
    CardEvidence confirmed(int itsCounter) {
        return new CardEvidence(
                method,
                boundWithWord(),
                reference,
                keyThumbprint,
                OptionalLong.of(itsCounter),
                lastMonth,
                paymentCard,
                IssuerWord.CONFIRMED,
                transcriptHash,
                maskedTranscript,
                slowestUs);
    }
}
