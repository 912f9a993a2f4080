// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.cardtap;

import dev.naru.authentication.cardtap.cryptogram.CardKeyOption;
import dev.naru.authentication.cardtap.cryptogram.CryptogramVersion;
import dev.naru.authentication.cardtap.cryptogram.IssuedCards;
import dev.naru.authentication.cardtap.cryptogram.IssuerAdapter;
import dev.naru.authentication.cardtap.cryptogram.IssuerKeys;
import dev.naru.authentication.cardtap.cryptogram.KeyAlgorithm;
import dev.naru.authentication.cardtap.cryptogram.SoftwareIssuerKeys;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One tap of each version whose cryptogram is published (tests/test_cvn_hsm.py of pyemv), of a
 * number and under a key that are nobody's.
 */
final class PublishedTaps {
    private static final int AMOUNT = 0x9F02;
    private static final String KEY = "0123456789ABCDEFFEDCBA9876543210";
    private static final String CARD = " 5A=1234567890123456 5F34=00 ";
    private static final String VISA =
            "9F02=000000004000 9F03=000000000000 9F1A=0124 95=8000048000 5F2A=0124 9A=191105 9C=01"
                    + " 9F37=52BF4585 82=1800 9F36=001C"
                    + CARD;
    private static final String MCHIP =
            "9F02=000000009999 9F03=000000000000 9F1A=0124 95=8000000000 5F2A=0124 9A=209906 9C=00"
                    + " 9F37=ABCDEF12 82=1800 9F36=001C"
                    + CARD;

    private PublishedTaps() {}

    /** The values of each tap's tags. */
    static List<Map<Integer, byte[]>> all() {
        return Stream.of(
                        VISA + "9F10=06010A03A06010 9F26=29CCA15AE665FA2E",
                        VISA + "9F10=06011203A0B800 9F26=7A788EA6B8A3E733",
                        MCHIP
                                + "9F10=0110A00003220000000000000000000000FF"
                                + " 9F26=24CCF3DEE3158C70",
                        MCHIP
                                + "9F10=0111A00003220000000000000000000322FF"
                                + " 9F26=EAE8A620A75648D8",
                        MCHIP
                                + "9F10=0114A00003220000000000000000000000FF"
                                + " 9F26=CD29615D6452E70E",
                        MCHIP
                                + "9F10=0115A00003220000000000000000000322FF"
                                + " 9F26=C30E54BE496CF5E5")
                .map(PublishedTaps::tags)
                .toList();
    }

    private static Map<Integer, byte[]> tags(String values) {
        Map<Integer, byte[]> tags = new HashMap<>();
        for (String value : values.split(" ")) {
            String[] both = value.split("=");
            tags.put(Integer.parseInt(both[0], 16), HexFormat.of().parseHex(both[1]));
        }
        return tags;
    }

    /** The same with an amount that it was not computed for: any that begins with other digits. */
    static Map<Integer, byte[]> withAmount(Map<Integer, byte[]> tap, long amount) {
        Map<Integer, byte[]> other = new HashMap<>(tap);
        ByteBuffer value = ByteBuffer.allocate(6).put((byte) 0x99).put((byte) 0);
        other.put(AMOUNT, value.putInt((int) amount).array());
        return other;
    }

    /** The issuer of all of them, with its key in this process. */
    static IssuerAdapter issuer() {
        IssuerKeys keys = new SoftwareIssuerKeys(KeyAlgorithm.TDES, HexFormat.of().parseHex(KEY));
        return new IssuerAdapter(
                Stream.of(
                                CryptogramVersion.VISA_CVN_10,
                                CryptogramVersion.VISA_CVN_18,
                                CryptogramVersion.MCHIP_CVN_16,
                                CryptogramVersion.MCHIP_CVN_17,
                                CryptogramVersion.MCHIP_CVN_20,
                                CryptogramVersion.MCHIP_CVN_21)
                        .map(
                                version ->
                                        new IssuedCards(
                                                "123456", version, CardKeyOption.A, 1, keys))
                        .toList());
    }
}
