// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.macs.ISO9797Alg3Mac;
import org.bouncycastle.crypto.paddings.ISO7816d4Padding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockCiphersTest {
    private static final int LONGEST = 200;

    private final BlockCiphers ciphers = new BlockCiphers();
    private final Random random = new Random(4493);

    /** RFC 4493, section 4: the first so many bytes of one message. */
    @ParameterizedTest
    @CsvSource({
        "0, BB1D6929E95937287FA37D129B756746",
        "16, 070A16B46B4D4144F79BDD9DD04A287C",
        "40, DFA66747DE9AE63030CA32611497C827",
        "64, 51F0BEBF7E3B9D92FC49741779363CFE"
    })
    void cmacIsThatOfTheRfc(int bytes, String code) {
        byte[] message =
                Sample.hex(
                        "6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E51"
                            + "30C81C46A35CE411E5FBC1191A0A52EFF69F2445DF4F9B17AD2B417BE66C3710");
        byte[] key = Sample.hex("2B7E151628AED2A6ABF7158809CF4F3C");
        assertThat(ciphers.cmac(key, Arrays.copyOf(message, bytes))).isEqualTo(Sample.hex(code));
    }

    @Test
    void cmacAgreesWithTheSecondOpinionAtEveryLength() {
        for (int length = 0; length <= LONGEST; length++) {
            byte[] key = bytes(16);
            byte[] message = bytes(length);
            byte[] theirs = SecondOpinion.mac(new CMac(AESEngine.newInstance()), key, message, 16);
            assertThat(ciphers.cmac(key, message)).as("%d bytes", length).isEqualTo(theirs);
            assertThat(MacMethod.AES_CMAC.compute(ciphers, key, message, 8))
                    .isEqualTo(Arrays.copyOf(theirs, 8));
        }
    }

    @Test
    void algorithm3AgreesWithTheSecondOpinionAtEveryLength() {
        for (int length = 1; length <= LONGEST; length++) {
            byte[] key = bytes(16);
            byte[] message = bytes(length);
            assertThat(MacMethod.ISO_9797_3_ONE_BIT.compute(ciphers, key, message, 8))
                    .as("%d bytes", length)
                    .isEqualTo(
                            SecondOpinion.mac(
                                    new ISO9797Alg3Mac(new DESEngine(), 64, new ISO7816d4Padding()),
                                    key,
                                    message,
                                    8));
            assertThat(MacMethod.ISO_9797_3_ZEROS.compute(ciphers, key, message, 8))
                    .as("%d bytes", length)
                    .isEqualTo(
                            SecondOpinion.mac(
                                    new ISO9797Alg3Mac(new DESEngine()), key, message, 8));
        }
    }

    /** Published: README.rst of pyemv, of a session key with odd parity. */
    @Test
    void algorithm3IsThePublishedOne() {
        assertThat(
                        MacMethod.ISO_9797_3_ONE_BIT.compute(
                                ciphers,
                                Sample.hex("29B33180E567CE38EA4CBC9D753B0E61"),
                                Sample.hex("0123456789ABCDEF0123456789ABCDEF"),
                                8))
                .isEqualTo(Sample.hex("FA624250B008B59A"));
    }

    /** Published: pyemv/kd.py of pyemv. */
    @Test
    void theCommonSessionKeyIsThePublishedOne() {
        byte[] input =
                SessionKeyDerivation.COMMON.diversification(
                        KeyAlgorithm.TDES, Sample.hex("001C"), new byte[4]);
        byte[] key = ciphers.encrypt(KeyAlgorithm.TDES, Sample.TDES_KEY, input);
        assertThat(DesKeys.same(key, 0, Sample.hex("E9FB384AF807B940FEDCEA613461B0C4"), 0, 16))
                .isTrue();
    }

    @Test
    void keysAreTheSameWhateverTheirParityAndOtherwiseNot() {
        byte[] key = bytes(16);
        for (int bit = 0; bit < 128; bit++) {
            byte[] other = key.clone();
            other[bit / 8] ^= (byte) (0x80 >> (bit % 8));
            assertThat(DesKeys.same(key, 0, other, 0, 16)).isEqualTo(bit % 8 == 7);
        }
    }

    @Test
    void whatWasForgottenChangesNothing() {
        byte[] key = bytes(16);
        byte[] block = bytes(16);
        byte[] before = ciphers.encrypt(KeyAlgorithm.TDES, key, block);
        byte[] code = ciphers.iso9797Algorithm3(key, block);
        byte[] cmac = ciphers.cmac(key, block);
        ciphers.forget();
        assertThat(ciphers.encrypt(KeyAlgorithm.TDES, key, block)).isEqualTo(before);
        assertThat(ciphers.iso9797Algorithm3(key, block)).isEqualTo(code);
        assertThat(ciphers.cmac(key, block)).isEqualTo(cmac);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
