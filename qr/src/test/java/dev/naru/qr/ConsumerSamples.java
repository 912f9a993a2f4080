// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Payers' codes of our own making, written out in bytes so that no writer of ours is trusted. */
final class ConsumerSamples {
    static final String EMVCO = "85 05 4350563031";
    static final String JPQR_INDICATOR = "85 05 4A50515231";
    static final String CARD = "6250941006528599";

    /** One card with a second track. */
    static final String TRACK =
            text(
                    EMVCO,
                    "61 1C 4F 08 A000000333010102",
                    "57 10 6250941006528599 D3012 201 00000088");

    /** UnionPay's shape: a track, a sequence number, and the issuer's part apart. */
    static final String CRYPTOGRAM =
            text(
                    EMVCO,
                    "61 4C 4F 08 A000000333010101",
                    "57 11 6250941006528599 D3012 201 000000881F",
                    "5F34 01 02",
                    "63 29",
                    "9F26 08 0123456789ABCDEF 9F27 01 80 9F10 07 06010A03A4B005",
                    "9F36 02 0022 82 02 1980 9F37 04 CAFEBABE");

    /** Two applications that share a card, a name and a cryptogram. */
    static final String TWO =
            text(
                    EMVCO,
                    "61 11 4F 07 A0000000777701 50 06 466572727931",
                    "61 11 4F 07 A0000000777702 50 06 466572727932",
                    "62 31 5A 08 6250941006528599",
                    "5F20 0B 4B494D2F4E415255204A41",
                    "5F2D 04 6B6F656E 64 10",
                    "9F26 08 1122334455667788 9F36 02 0001");

    /** Indonesia's shape, with the token as text and an object of the issuer's own. */
    static final String QRIS =
            text(
                    EMVCO,
                    "61 37 4F 07 A0000006022020 50 07 5152495343504D",
                    "5A 0A 9360099900000123457F 5F2D 04 6964656E",
                    "9F25 02 3457 63 0B",
                    "9F74 08 544F4B454E2D3031");

    /** Japan's shape: the provider's eight digits, an id of the payment, something free. */
    static final String JPQR =
            text(
                    JPQR_INDICATOR,
                    "61 18 4F 08 3132333435363738",
                    "57 08 0102030405060708 99 02 ABCD");

    private ConsumerSamples() {}

    static List<String> all() {
        return List.of(TRACK, CRYPTOGRAM, TWO, QRIS, JPQR);
    }

    /** A template of 254 objects. */
    static String ofManyObjects() {
        StringBuilder inside = new StringBuilder();
        for (int number = 1; number < 128; number++) {
            String tag = String.format(Locale.ROOT, "%02X", number);
            inside.append("9F").append(tag).append("0101DF").append(tag).append("0102");
        }
        return text(EMVCO, "61 09 4F 07 A0000000777701", "7F70 82 03F8", inside.toString());
    }

    /** Base64 of bytes that are written in hexadecimal with blanks. */
    static String text(String... hex) {
        return Base64.getEncoder().encodeToString(bytes(hex));
    }

    static byte[] bytes(String... hex) {
        return HexFormat.of().parseHex(String.join("", hex).replace(" ", ""));
    }

    static ConsumerCode code(String text) {
        return code(Qr.classify(text));
    }

    static ConsumerCode code(Presented presented) {
        return switch (presented) {
            case ConsumerCode code -> code;
            case Presented.Refused refused ->
                    throw new AssertionError(refused.error() + " in " + refused.text());
            case Presented.Merchant _,
                    Presented.WalletLink _,
                    Presented.WalletBarcode _,
                    Presented.NotPayment _,
                    UpiLink _,
                    TwqrLink _ ->
                    throw new AssertionError(presented);
        };
    }

    static QrError error(String text) {
        return error(Qr.classify(text));
    }

    static QrError error(Presented presented) {
        if (presented instanceof Presented.Refused refused) {
            return refused.error();
        }
        throw new AssertionError("was accepted: " + presented + " of " + presented.text());
    }
}
