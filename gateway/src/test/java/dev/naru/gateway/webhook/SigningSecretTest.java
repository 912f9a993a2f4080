// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Receivers check signatures with other people's code; so does this. */
class SigningSecretTest {
    private static final String ID = "evt_0000000000001";
    private static final byte[] BODY = "{\"type\":\"payment.completed\",\"가\":1}".getBytes(UTF_8);

    @Test
    void theStandardsOwnLibraryAcceptsTheSharedKey() throws Exception {
        SigningSecret secret = SigningSecret.fresh(SigningSecret.Kind.HMAC);
        long now = System.currentTimeMillis() / 1_000;
        Webhook receiver = new Webhook(secret.shown());

        assertThatCode(
                        () ->
                                receiver.verify(
                                        new String(BODY, UTF_8),
                                        headers(secret.sign(ID, now, BODY), now)))
                .doesNotThrowAnyException();
        assertThatThrownBy(
                        () ->
                                receiver.verify(
                                        new String(BODY, UTF_8) + " ",
                                        headers(secret.sign(ID, now, BODY), now)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void idAndTimeAreSignedAsWell() {
        SigningSecret secret = SigningSecret.fresh(SigningSecret.Kind.HMAC);
        assertThat(secret.sign("a", 1, new byte[0])).startsWith("v1,").hasSize(3 + 44);
        assertThat(secret.sign("a", 1, new byte[0]))
                .isNotEqualTo(secret.sign("a", 2, new byte[0]))
                .isNotEqualTo(secret.sign("b", 1, new byte[0]));
    }

    @Test
    void anybodyChecksTheHubsOwnKeyWithItsPublicHalf() throws Exception {
        SigningSecret secret = SigningSecret.fresh(SigningSecret.Kind.ED25519);
        byte[] raw = Base64.getDecoder().decode(secret.shown().substring("whpk_".length()));
        String signature = secret.sign(ID, 1_795_305_600, BODY);

        assertThat(signature).startsWith("v1a,");
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(publicKey(raw));
        check.update((ID + ".1795305600.").getBytes(UTF_8));
        check.update(BODY);
        assertThat(check.verify(Base64.getDecoder().decode(signature.substring(4)))).isTrue();
    }

    @Test
    void aSecretIsTheSameAfterItWasWrittenDown() {
        for (SigningSecret.Kind kind : SigningSecret.Kind.values()) {
            SigningSecret secret = SigningSecret.fresh(kind);
            SigningSecret again = SigningSecret.parse(secret.text());
            assertThat(again.sign(ID, 7, BODY)).isEqualTo(secret.sign(ID, 7, BODY));
            assertThat(again.shown()).isEqualTo(secret.shown());
            assertThat(secret.toString()).doesNotContain("wh");
        }
        assertThat(SigningSecret.fresh(SigningSecret.Kind.ED25519).shown()).startsWith("whpk_");
        assertThatThrownBy(() -> SigningSecret.parse("whsec_AAAA"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SigningSecret.parse("secret"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDatabaseHasNoSecretThatCanBeReadOrMoved() {
        SecretBox box = new SecretBox(new byte[SecretBox.KEY_BYTES]);
        SigningSecret secret = SigningSecret.fresh(SigningSecret.Kind.HMAC);
        byte[] closed = box.close("we_a", secret);

        assertThat(new String(closed, UTF_8)).doesNotContain("whsec_");
        assertThat(box.open("we_a", closed).text()).isEqualTo(secret.text());
        assertThatThrownBy(() -> box.open("we_b", closed))
                .isInstanceOf(IllegalStateException.class);
        closed[closed.length - 1] ^= 1;
        assertThatThrownBy(() -> box.open("we_a", closed))
                .isInstanceOf(IllegalStateException.class);
    }

    private static HttpHeaders headers(String signature, long now) {
        return HttpHeaders.of(
                Map.of(
                        "webhook-id", List.of(ID),
                        "webhook-timestamp", List.of(Long.toString(now)),
                        "webhook-signature", List.of(signature)),
                (name, value) -> true);
    }

    /** RFC 8410: the raw key behind the fixed beginning of a SubjectPublicKeyInfo. */
    private static PublicKey publicKey(byte[] raw) throws Exception {
        byte[] encoded =
                HexFormat.of().parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(raw));
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}
