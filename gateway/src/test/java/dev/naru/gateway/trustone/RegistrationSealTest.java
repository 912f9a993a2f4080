// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.trustone.RegistrationSeal.Registration;
import dev.naru.protocol.Digest;
import org.junit.jupiter.api.Test;

class RegistrationSealTest {
    private final RegistrationSeal seal = new RegistrationSeal(ByteString.ofHex("0C".repeat(32)));
    private final Registration registration =
            new Registration(10, new Digest(1, 2), ByteString.ofHex("0D".repeat(32)), 4711);

    @Test
    void whatWasSealedIsKnownAgainAndNothingElse() {
        ByteString sealed = seal.seal(registration);
        assertThat(seal.open(sealed)).hasValue(registration);
        assertThat(new RegistrationSeal(ByteString.ofHex("0B".repeat(32))).open(sealed)).isEmpty();
        assertThat(seal.open(ByteString.EMPTY)).isEmpty();
        assertThat(seal.open(sealed.slice(1, sealed.length()))).isEmpty();
        for (int at = 0; at < sealed.length(); at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = sealed.toByteArray();
                changed[at] ^= (byte) (1 << bit);
                assertThat(seal.open(ByteString.of(changed))).isEmpty();
            }
        }
    }
}
