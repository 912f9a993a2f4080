// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.assertion;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import dev.naru.authentication.assertion.Assertion.Transaction;
import dev.naru.formats.emv.ByteString;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Checks assertions for a relying party. Whether one was used before it does not know: remember
 * {@link Assertion#challenge} where the money is moved, and in the same step. Safe for many
 * threads.
 */
public final class AssertionVerifier {
    /** More is not looked at, in characters. */
    public static final int MAX_LENGTH = 4 * 1024;

    /** How much two clocks may differ. */
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    private static final int PARTS = 3;
    private static final String ALGORITHM = "ES256";

    private final PublishedKeys keys;
    private final String issuer;
    private final String audience;

    /**
     * A verifier of one issuer's assertions.
     *
     * @param keys that the issuer publishes
     * @param audience this relying party
     */
    public AssertionVerifier(PublishedKeys keys, String issuer, String audience) {
        this.keys = keys;
        this.issuer = issuer;
        this.audience = audience;
    }

    /** What a check came to. */
    public sealed interface Verdict {
        /** It is genuine, timely, and for this. */
        record Believed(Assertion assertion) implements Verdict {}

        /** It is not to be believed. */
        record Refused(AssertionRefusal why) implements Verdict {}
    }

    /**
     * Checks one of a payment or a withdrawal.
     *
     * @param expected the transaction that is to be done, from one's own store and never from the
     *     message that brought the assertion
     */
    public Verdict check(String assertion, Transaction expected, Instant now) {
        Optional<Transaction> wanted = Optional.of(expected);
        return check(assertion, found -> found.transaction().equals(wanted), now);
    }

    /**
     * Checks one of any purpose, by the hash of all that was agreed to.
     *
     * @param expected T as the service told it when the challenge was asked for, from one's own
     *     store and never from the message that brought the assertion, 32 bytes
     */
    public Verdict check(String assertion, ByteString expected, Instant now) {
        return check(assertion, found -> found.hash().equals(expected), now);
    }

    private Verdict check(String assertion, Predicate<Assertion> isExpected, Instant now) {
        // Everything that can be wrong, the cheap things first.
        if (assertion.length() > MAX_LENGTH) {
            return refused(AssertionRefusal.TOO_LARGE);
        }
        Optional<CompactText> read = CompactText.read(assertion, PARTS);
        if (read.isEmpty()) {
            return refused(AssertionRefusal.MALFORMED);
        }
        CompactText text = read.get();
        Optional<AssertionRefusal> wrong = wrongHeader(text);
        if (wrong.isPresent()) {
            return refused(wrong.get());
        }
        Optional<ECDSAVerifier> key = text.text("kid").flatMap(keys::named);
        if (key.isEmpty()) {
            return refused(AssertionRefusal.KEY);
        }
        if (!isSigned(text, key.get())) {
            return refused(AssertionRefusal.SIGNATURE);
        }
        return Claims.read(text.part(1).decode())
                .map(claims -> judged(claims, isExpected, now))
                .orElseGet(() -> refused(AssertionRefusal.CLAIMS));
    }

    private static Optional<AssertionRefusal> wrongHeader(CompactText text) {
        if (text.text("alg").filter(ALGORITHM::equals).isEmpty()) {
            return Optional.of(AssertionRefusal.ALGORITHM);
        }
        if (text.text("typ").filter(AssertionSigner.TYPE::equals).isEmpty()) {
            return Optional.of(AssertionRefusal.TYPE);
        }
        return text.says("crit") ? Optional.of(AssertionRefusal.CRITICAL) : Optional.empty();
    }

    /** Whether the key has signed the first two parts with the third, and the header says so. */
    static boolean isSigned(CompactText text, ECDSAVerifier key) {
        try {
            return key.verify(
                    JWSHeader.parse(text.part(0)),
                    (text.part(0) + "." + text.part(1)).getBytes(US_ASCII),
                    text.part(2));
        } catch (ParseException | JOSEException | IllegalArgumentException notES256) {
            return false;
        }
    }

    private Verdict judged(Claims claims, Predicate<Assertion> isExpected, Instant now) {
        Assertion assertion = claims.assertion();
        if (!claims.issuer().equals(issuer)) {
            return refused(AssertionRefusal.ISSUER);
        }
        if (!assertion.audience().equals(audience)) {
            return refused(AssertionRefusal.AUDIENCE);
        }
        if (assertion.issuedAt().isAfter(now.plus(CLOCKS))) {
            return refused(AssertionRefusal.FUTURE);
        }
        if (!now.isBefore(assertion.expiresAt())) {
            return refused(AssertionRefusal.EXPIRED);
        }
        return isExpected.test(assertion)
                ? new Verdict.Believed(assertion)
                : refused(AssertionRefusal.TRANSACTION);
    }

    private static Verdict refused(AssertionRefusal why) {
        return new Verdict.Refused(why);
    }
}
