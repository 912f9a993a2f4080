// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.protocol.Digest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CanonicalDigestTest {
    @Test
    void theFormIsLengthColonTextLineFeed() {
        assertThat(CanonicalDigest.canonical("payer 1", "10", "고객"))
                .isEqualTo("7:payer 1\n2:10\n6:고객\n");
    }

    @Test
    void theDigestIsTheFirstHalfOfSha256() {
        String form = CanonicalDigest.canonical("payer 1", "10", "cust-771");
        String hex = HexFormat.of().formatHex(CanonicalDigest.sha256(form).toArray());
        Digest digest = CanonicalDigest.payer(10, "cust-771");
        assertThat("%016x%016x".formatted(digest.high(), digest.low()))
                .isEqualTo(hex.substring(0, 32));
    }

    @Test
    void noTwoListsHaveOneForm() {
        assertThat(CanonicalDigest.of("a", "bc")).isNotEqualTo(CanonicalDigest.of("ab", "c"));
        assertThat(CanonicalDigest.of("a\n1:b")).isNotEqualTo(CanonicalDigest.of("a", "b"));
        assertThat(CanonicalDigest.request("quote", 1, "k"))
                .isNotEqualTo(CanonicalDigest.request("quote", 2, "k"))
                .isNotEqualTo(CanonicalDigest.request("funding", 1, "k"))
                .isEqualTo(CanonicalDigest.request("quote", 1, "k"));
    }
}
