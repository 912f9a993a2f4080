// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.formats.emv.ByteString;
import dev.naru.formats.emv.CardDate;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * A key that a certificate vouches for.
 *
 * @param holder whose: the issuer's identifier (4 bytes), or the account number (10 bytes)
 * @param lastMonth until the end of which the certificate is good
 * @param serial its number, 3 bytes
 * @param key the key
 */
record CertifiedKey(ByteString holder, YearMonth lastMonth, ByteString serial, RsaKey key) {
    private static final int HASH_SHA_1 = 0x01;
    private static final int KEY_RSA = 0x01;

    /** The two certificates, which differ in the length of their holder. */
    enum Form {
        /** Book 2, section 5.3, table 6. */
        ISSUER(Stage.ISSUER, 0x02, 4),
        /** Book 2, section 6.4, table 14. */
        CARD(Stage.CARD, 0x04, 10);

        private final Stage stage;
        private final int format;
        private final int holderLength;

        Form(Stage stage, int format, int holderLength) {
            this.stage = stage;
            this.format = format;
            this.holderLength = holderLength;
        }
    }

    /**
     * Opens a certificate.
     *
     * @param signer whose key signed it
     * @param remainder the rest of the modulus
     * @param exponent of the key that is certified
     * @param covered what else the signer signed
     */
    static Checked<CertifiedKey> open(
            Form form,
            RsaKey signer,
            ByteString certificate,
            ByteString remainder,
            ByteString exponent,
            ByteString covered) {
        return RecoveredBlock.open(form.stage, certificate, signer, form.format)
                .then(block -> read(form, block, remainder, exponent, covered));
    }

    private static Checked<CertifiedKey> read(
            Form form,
            RecoveredBlock block,
            ByteString remainder,
            ByteString exponent,
            ByteString covered) {
        int date = 2 + form.holderLength;
        int serial = date + 2;
        int algorithms = serial + 3;
        int lengths = algorithms + 2;
        if (block.at(algorithms) != HASH_SHA_1 || block.at(algorithms + 1) != KEY_RSA) {
            return Checked.refused(form.stage, Fault.ALGORITHM);
        }
        if (!block.isHashOf(remainder, exponent, covered)) {
            return Checked.refused(form.stage, Fault.HASH);
        }
        Optional<Integer> power = RsaKey.exponent(exponent);
        if (power.isEmpty() || block.at(lengths + 1) != exponent.length()) {
            return Checked.refused(form.stage, Fault.EXPONENT);
        }
        Optional<YearMonth> lastMonth = CardDate.month(block.slice(date, serial));
        if (lastMonth.isEmpty()) {
            return Checked.refused(form.stage, Fault.EXPIRED);
        }
        return block.modulus(lengths + 2, block.at(lengths), remainder)
                .then(
                        modulus ->
                                new Checked.Holds<>(
                                        new CertifiedKey(
                                                block.slice(2, date),
                                                lastMonth.get(),
                                                block.slice(serial, algorithms),
                                                new RsaKey(modulus, power.get()))));
    }

    boolean isExpired(LocalDate today) {
        return YearMonth.from(today).isAfter(lastMonth);
    }
}
