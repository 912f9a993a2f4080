// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.http.machine.CanonicalDigest;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class PseudonymsTest {
    private static final byte[] KEY =
            "a key of thirty-two bytes, no less".substring(0, 32).getBytes(UTF_8);
    private final Pseudonyms pseudonyms = new Pseudonyms(ByteString.of(KEY));

    @Test
    void anAccountIsNamedByTheCodeThatOnlyTheHubCanCompute() throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        byte[] expected =
                mac.doFinal("15:payer account 1\n2:10\n8:cust-771\n7:110-222\n".getBytes(UTF_8));
        assertThat(pseudonyms.payerAccount(10, "cust-771", "110-222").toByteArray())
                .isEqualTo(expected)
                .isNotEqualTo(
                        CanonicalDigest.whole("payer account 1", "10", "cust-771", "110-222")
                                .toArray());
    }

    @Test
    void anAccountThatMoneyGoesToIsNamedWithWhoseItIsSaidToBe() throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        byte[] expected =
                mac.doFinal(
                        "20:withdrawal account 1\n2:10\n9:Kim Garam\n7:110-222\n".getBytes(UTF_8));
        assertThat(pseudonyms.withdrawalAccount(10, "Kim Garam", "110-222").toByteArray())
                .isEqualTo(expected);
        assertThat(pseudonyms.withdrawalAccount(10, "Kim Garam1", "10-222").toByteArray())
                .isNotEqualTo(expected);
    }

    @Test
    void whatIsNamedForOneThingOrUnderAnotherKeyHasAnotherName() {
        Pseudonyms others = new Pseudonyms(ByteString.of(new byte[Pseudonyms.KEY_BYTES]));
        ByteString name = pseudonyms.challengeRequest("{}");
        assertThat(name).isEqualTo(pseudonyms.challengeRequest("{}"));
        assertThat(name)
                .isNotEqualTo(others.challengeRequest("{}"))
                .isNotEqualTo(pseudonyms.challengeRequest("{ }"))
                .isNotEqualTo(pseudonyms.payerAccount(10, "{}", ""));
    }
}
