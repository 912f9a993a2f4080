// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.assertion;

import dev.naru.authentication.assertion.Assertion.Bind;
import dev.naru.authentication.assertion.Assertion.Card;
import dev.naru.authentication.assertion.Assertion.Device;
import dev.naru.authentication.assertion.Assertion.Method;
import dev.naru.authentication.assertion.Assertion.Standing;
import dev.naru.authentication.assertion.Assertion.Timing;
import dev.naru.authentication.assertion.Assertion.Transaction;
import dev.naru.authentication.trustone.Purpose;
import dev.naru.formats.emv.ByteString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** An assertion, and what tests do to texts. */
final class Samples {
    static final String ISSUER = "https://hub.example/trustone";
    static final String AUDIENCE = "member-7";
    static final Instant ISSUED = Instant.parse("2026-11-29T08:00:00Z");
    static final Transaction TRANSACTION =
            new Transaction(
                    UUID.fromString("0b54ce4b-8d8f-4f0e-9f6a-0d3f6a1c2e11"),
                    "8951",
                    "KRW",
                    ByteString.ofHex("A1".repeat(32)));
    static final Assertion ASSERTION =
            new Assertion(
                    AUDIENCE,
                    "4711",
                    "customer-1",
                    Purpose.PAYMENT,
                    ISSUED,
                    Optional.of(TRANSACTION),
                    ByteString.ofHex("5A".repeat(32)),
                    new Card(
                            "MASTERCARD",
                            Method.CDA,
                            Bind.HASH,
                            ByteString.ofHex("C4".repeat(32)),
                            OptionalLong.of(17)),
                    Optional.of(new Device("dev_1", Standing.ATTESTED)),
                    Timing.USUAL);

    private Samples() {}

    /** The text, each time with another bit of another character changed. */
    static List<String> singleBits(String text) {
        List<String> changed = new ArrayList<>();
        for (int at = 0; at < text.length(); at++) {
            for (int bit = 0; bit < 8; bit++) {
                StringBuilder copy = new StringBuilder(text);
                copy.setCharAt(at, (char) (text.charAt(at) ^ 1 << bit));
                changed.add(copy.toString());
            }
        }
        return changed;
    }
}
