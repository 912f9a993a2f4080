// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.protocol.Particulars;
import java.util.Base64;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ResolutionSealTest {
    private static final Resolution RESOLUTION =
            new Resolution(
                    10,
                    5,
                    "QRIS",
                    new Particulars.Payee(
                            "WARUNG MELATI", "BANDUNG", "936000140000001234", "5812", "ID1"),
                    new Particulars.Scan("0002 한글 \uD83D\uDE00", "INV-1", "L-1"),
                    OptionalLong.of(0),
                    1_795_305_600_000_000_000L);

    private final ResolutionSeal seal = new ResolutionSeal(new byte[32]);

    @Test
    void whatWasSealedComesBack() {
        assertThat(seal.open(seal.seal(RESOLUTION))).contains(RESOLUTION);
        Resolution open =
                new Resolution(
                        1,
                        2,
                        "",
                        Particulars.NONE.payee(),
                        Particulars.NONE.scan(),
                        OptionalLong.empty(),
                        0);
        assertThat(seal.open(seal.seal(open))).contains(open);
    }

    @Test
    void everyTouchedBitIsNoticed() {
        byte[] sealed = Base64.getUrlDecoder().decode(seal.seal(RESOLUTION));
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] touched = sealed.clone();
            touched[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(seal.open(text(touched))).isEmpty();
        }
    }

    @Test
    void anotherKeyOpensNothing() {
        byte[] other = new byte[32];
        other[31] = 1;
        assertThat(new ResolutionSeal(other).open(seal.seal(RESOLUTION))).isEmpty();
    }

    @Test
    void rubbishIsNoResolution() {
        for (String rubbish :
                new String[] {
                    "", "A", "====", "!!", "A".repeat(43), "A".repeat(44), "A".repeat(100_000), "한글"
                }) {
            assertThat(seal.open(rubbish)).isEmpty();
        }
    }

    @Test
    void thePayeeIsTheSchemeTheCorridorTheMerchantTheAccountAndTheCode() {
        assertThat(RESOLUTION.payeeDigest()).isEqualTo(with("BANDUNG", "L-2").payeeDigest());
        Resolution otherCode =
                new Resolution(
                        10,
                        5,
                        "QRIS",
                        RESOLUTION.payee(),
                        new Particulars.Scan("0003", "INV-1", "L-1"),
                        OptionalLong.of(0),
                        RESOLUTION.expiresAtNs());
        assertThat(otherCode.payeeDigest()).isNotEqualTo(RESOLUTION.payeeDigest());
    }

    private static Resolution with(String city, String lookUpReference) {
        Particulars.Payee payee = RESOLUTION.payee();
        return new Resolution(
                11,
                5,
                "QRIS",
                new Particulars.Payee(
                        "ANOTHER NAME",
                        city,
                        payee.account(),
                        payee.category(),
                        payee.merchantId()),
                new Particulars.Scan(RESOLUTION.scan().qrText(), "", lookUpReference),
                OptionalLong.empty(),
                0);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
