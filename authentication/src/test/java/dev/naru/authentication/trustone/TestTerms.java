// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import dev.naru.formats.emv.ByteString;
import java.util.Optional;
import java.util.UUID;

/** Terms with every part as a test wants it; a purchase for 128,000 won to begin with. */
final class TestTerms {
    static final ByteString SECRET = ByteString.ofHex("07".repeat(32));

    UUID challengeId = UUID.fromString("3f2c1e0d-5a4b-4c6d-8e7f-0a1b2c3d4e5f");
    String relyingParty = "pay.example.kr";
    Purpose purpose = Purpose.PAYMENT;
    Optional<UUID> paymentId = Optional.of(UUID.fromString("0f0e0d0c-0b0a-4908-8706-050403020100"));
    long amountMinor = 128_000;
    String currency = "KRW";
    ByteString payeeAccountHash = ByteString.ofHex("11".repeat(32));
    String payeeName = "Kopi \"Jetty\" \u20ac \ud83d\ude00";
    String payeeAccountShown = "";
    String limit = "";
    ByteString payerAccountHash = ByteString.ofHex("22".repeat(32));
    ByteString cardReference = ByteString.ofHex("33".repeat(32));
    ByteString deviceKeyThumbprint = ByteString.ofHex("44".repeat(32));
    ByteString nonce = ByteString.ofHex("55".repeat(16));
    long issuedAtMs = 1_795_910_400_000L;
    long expiresAtMs = 1_795_910_460_000L;

    /** What is taken out to an account. */
    static TestTerms withdrawal() {
        TestTerms terms = new TestTerms();
        terms.purpose = Purpose.WITHDRAWAL;
        terms.payeeAccountShown = "***4711";
        return terms;
    }

    /** Where no money moves. */
    static TestTerms of(Purpose purpose) {
        TestTerms terms = new TestTerms();
        terms.purpose = purpose;
        terms.paymentId = Optional.empty();
        terms.amountMinor = 0;
        terms.payeeAccountHash = ByteString.EMPTY;
        terms.payeeName = "";
        terms.limit = purpose == Purpose.LIMIT_CHANGE ? "daily transfer" : "";
        terms.cardReference =
                purpose == Purpose.CARD_ENROLMENT ? ByteString.EMPTY : terms.cardReference;
        return terms;
    }

    TransactionTerms terms() {
        return new TransactionTerms(
                challengeId,
                relyingParty,
                purpose,
                paymentId,
                amountMinor,
                currency,
                payeeAccountHash,
                payeeName,
                payeeAccountShown,
                limit,
                payerAccountHash,
                cardReference,
                deviceKeyThumbprint,
                nonce,
                issuedAtMs,
                expiresAtMs);
    }
}
