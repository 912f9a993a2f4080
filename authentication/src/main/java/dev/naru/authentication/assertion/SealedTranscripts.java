// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.assertion;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.util.Base64URL;
import dev.naru.formats.emv.ByteString;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Opens what telephones seal for the service: JWE in its compact form (RFC 7516), agreed by ECDH-ES
 * with or without A256KW on P-256, under A256GCM. Safe for many threads.
 */
public final class SealedTranscripts {
    /** More is not looked at, in characters. */
    public static final int MAX_LENGTH = 24 * 1024;

    private static final int PARTS = 5;
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final String DIRECT = "ECDH-ES";
    private static final Set<String> ALGORITHMS = Set.of(DIRECT, "ECDH-ES+A256KW");
    private static final String ENCRYPTION = "A256GCM";

    private final ServiceKeys keys;

    /** Opens with these, the current one and the one before. */
    public SealedTranscripts(ServiceKeys keys) {
        if (keys.use() != ServiceKeys.Use.OPENING) {
            throw new IllegalArgumentException("keys for opening are needed");
        }
        this.keys = keys;
    }

    /** What came of opening. */
    public sealed interface Opening {
        /**
         * It is open.
         *
         * @param content what was sealed; it has card numbers in it
         */
        record Opened(ByteString content) implements Opening {}

        /**
         * It stays shut.
         *
         * @param why for the audit log; the caller is never told
         */
        record Refused(SealRefusal why) implements Opening {}
    }

    /** Opens one, or says why not, at the first thing that is wrong. */
    public Opening open(String sealed) {
        // Everything that can be wrong, the cheap things first.
        if (sealed.length() > MAX_LENGTH) {
            return refused(SealRefusal.TOO_LARGE);
        }
        Optional<CompactText> read = CompactText.read(sealed, PARTS);
        if (read.isEmpty()) {
            return refused(SealRefusal.MALFORMED);
        }
        CompactText text = read.get();
        if (text.part(2).decode().length != NONCE || text.part(4).decode().length != TAG) {
            return refused(SealRefusal.MALFORMED);
        }
        Optional<SealRefusal> wrong = wrongHeader(text);
        if (wrong.isPresent()) {
            return refused(wrong.get());
        }
        return text.text("kid")
                .flatMap(kid -> keys.held().good(kid))
                .map(key -> decrypted(text, key.decrypter()))
                .orElseGet(() -> refused(SealRefusal.KEY));
    }

    private static Optional<SealRefusal> wrongHeader(CompactText text) {
        if (text.text("alg").filter(ALGORITHMS::contains).isEmpty()) {
            return Optional.of(SealRefusal.ALGORITHM);
        }
        if (text.text("enc").filter(ENCRYPTION::equals).isEmpty()) {
            return Optional.of(SealRefusal.ENCRYPTION);
        }
        // What was packed small may be anything when it is unpacked.
        if (text.says("zip")) {
            return Optional.of(SealRefusal.COMPRESSED);
        }
        if (text.says("crit")) {
            return Optional.of(SealRefusal.CRITICAL);
        }
        boolean onTheCurve =
                text.header().get("epk") instanceof Map<?, ?> point
                        && "P-256".equals(point.get("crv"));
        if (!onTheCurve) {
            return Optional.of(SealRefusal.EPHEMERAL_KEY);
        }
        // With ECDH-ES alone no key is sent, and whatever stood there would be unauthenticated.
        boolean keySent = !text.part(1).toString().isEmpty();
        return keySent == text.text("alg").filter(DIRECT::equals).isPresent()
                ? Optional.of(SealRefusal.MALFORMED)
                : Optional.empty();
    }

    private static Opening decrypted(CompactText text, ECDHDecrypter decrypter) {
        JWEHeader header;
        try {
            header = JWEHeader.parse(text.part(0));
        } catch (ParseException | IllegalArgumentException wrong) {
            // All else was looked at: the ephemeral key is on another curve than it says, or none.
            return refused(SealRefusal.EPHEMERAL_KEY);
        }
        try {
            Base64URL sentKey = text.part(1);
            return new Opening.Opened(
                    ByteString.of(
                            decrypter.decrypt(
                                    header,
                                    sentKey.toString().isEmpty() ? null : sentKey,
                                    text.part(2),
                                    text.part(3),
                                    text.part(4),
                                    text.part(0).toString().getBytes(StandardCharsets.US_ASCII))));
        } catch (JOSEException shut) {
            return refused(SealRefusal.UNDECIPHERABLE);
        }
    }

    private static Opening refused(SealRefusal why) {
        return new Opening.Refused(why);
    }
}
