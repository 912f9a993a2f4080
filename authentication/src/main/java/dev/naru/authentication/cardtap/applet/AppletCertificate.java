// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.applet;

import dev.naru.formats.emv.ByteString;
import dev.naru.formats.emv.CardDate;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * What an issuer says of a dedicated card, in 144 bytes: version 01, issuer (4), card (8), last
 * month (2, MMYY), point of the card's key (65), and the issuer's signature over all of that (64, r
 * and s).
 *
 * @param issuer whose card it is
 * @param card the card's number, which pays nothing
 * @param lastMonth until the end of which the card is good
 * @param point the card's key
 * @param signed what the issuer signed
 * @param signature with which it did
 */
public record AppletCertificate(
        ByteString issuer,
        ByteString card,
        YearMonth lastMonth,
        ByteString point,
        ByteString signed,
        ByteString signature) {
    /** In bytes. */
    public static final int LENGTH = 144;

    /** Of which the issuer signs these. */
    static final int SIGNED = 80;

    private static final int VERSION = 1;
    private static final int ISSUER = 1;
    private static final int CARD = 5;
    private static final int MONTH = 13;
    private static final int KEY = 15;

    /** Reads a certificate; empty when the bytes are none. */
    static Optional<AppletCertificate> of(ByteString bytes) {
        if (bytes.length() != LENGTH || bytes.at(0) != VERSION) {
            return Optional.empty();
        }
        return CardDate.month(bytes.slice(MONTH, KEY))
                .map(
                        month ->
                                new AppletCertificate(
                                        bytes.slice(ISSUER, CARD),
                                        bytes.slice(CARD, MONTH),
                                        month,
                                        bytes.slice(KEY, SIGNED),
                                        bytes.slice(0, SIGNED),
                                        bytes.slice(SIGNED, LENGTH)));
    }

    boolean isExpired(LocalDate today) {
        return YearMonth.from(today).isAfter(lastMonth);
    }
}
