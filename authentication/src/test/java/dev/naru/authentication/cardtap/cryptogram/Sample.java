// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The tags of a tap whose cryptogram is known, and the answer to it.
 *
 * @param tags by their number
 * @param answer the response cryptogram to {@link #decision}, in hexadecimal
 */
record Sample(
        CryptogramVersion version, CardKeyOption option, Map<Integer, byte[]> tags, String answer) {
    static final byte[] TDES_KEY = hex("0123456789ABCDEFFEDCBA9876543210");
    static final byte[] AES_KEY = hex("2B7E151628AED2A6ABF7158809CF4F3C");
    static final String PREFIX = "123456";
    static final String ZERO_PREFIX = "000000";

    private static final String VISA =
            "9F02=000000004000 9F03=000000000000 9F1A=0124 95=8000048000 5F2A=0124 9A=191105 9C=01"
                    + " 9F37=52BF4585 82=1800 9F36=001C ";
    private static final String MCHIP =
            "9F02=000000009999 9F03=000000000000 9F1A=0124 95=8000000000 5F2A=0124 9A=209906 9C=00"
                    + " 9F37=ABCDEF12 82=1800 9F36=001C ";
    private static final String NUMBER = "5A=1234567890123456 5F34=00 ";
    private static final String LONG_NUMBER = "5A=1234567890123456789F 5F34=07 ";

    /** Published: tests/test_cvn_hsm.py and tests/test_kd_hsm.py of pyemv. */
    static List<Sample> published() {
        return List.of(
                new Sample(
                        CryptogramVersion.VISA_CVN_10,
                        CardKeyOption.A,
                        tags(VISA + NUMBER + "9F10=06010A03A06010 9F26=29CCA15AE665FA2E"),
                        "28993816AFAE4AEB"),
                new Sample(
                        CryptogramVersion.VISA_CVN_18,
                        CardKeyOption.A,
                        tags(VISA + NUMBER + "9F10=06011203A0B800 9F26=7A788EA6B8A3E733"),
                        "9AF514C1"),
                new Sample(
                        CryptogramVersion.VISA_CVN_18,
                        CardKeyOption.B,
                        tags(
                                VISA
                                        + "5A=000000000000000005 5F34=23 9F10=06011203A0B800"
                                        + " 9F26=8CAD6F2489C640B1"),
                        "E39F1876"),
                new Sample(
                        CryptogramVersion.MCHIP_CVN_16,
                        CardKeyOption.A,
                        tags(
                                MCHIP
                                        + NUMBER
                                        + "9F10=0110A00003220000000000000000000000FF"
                                        + " 9F26=24CCF3DEE3158C70"),
                        "73F6BBF389A6586C"),
                new Sample(
                        CryptogramVersion.MCHIP_CVN_17,
                        CardKeyOption.A,
                        tags(
                                MCHIP
                                        + NUMBER
                                        + "9F10=0111A00003220000000000000000000322FF"
                                        + " 9F26=EAE8A620A75648D8"),
                        "29CF11FBDB9CA650"),
                new Sample(
                        CryptogramVersion.MCHIP_CVN_20,
                        CardKeyOption.A,
                        tags(
                                MCHIP
                                        + NUMBER
                                        + "9F10=0114A00003220000000000000000000000FF"
                                        + " 9F26=CD29615D6452E70E"),
                        "DFD0956606B68D64"),
                new Sample(
                        CryptogramVersion.MCHIP_CVN_21,
                        CardKeyOption.A,
                        tags(
                                MCHIP
                                        + NUMBER
                                        + "9F10=0115A00003220000000000000000000322FF"
                                        + " 9F26=C30E54BE496CF5E5"),
                        "4F51F9CC63CE8B3C"));
    }

    /** Of the versions and shapes that nobody published, with the second opinion's cryptograms. */
    static List<Sample> ours() {
        String ccd = "0FA501A0B0C0D0E000112233445566770F0102030405060708090A0B0C0D0E0F";
        return List.of(
                made(
                        CryptogramVersion.VISA_CVN_10,
                        CardKeyOption.A,
                        VISA + NUMBER + "9F10=06010A03A020000F04000000000000000000006232E4F9"),
                made(
                        CryptogramVersion.VISA_CVN_22,
                        CardKeyOption.A,
                        VISA
                                + NUMBER
                                + "9F10=1F220100A00000000004000000000000000000000000000000000000000000"
                                + "00"),
                made(
                        CryptogramVersion.VISA_CVN_22,
                        CardKeyOption.B,
                        VISA
                                + LONG_NUMBER
                                + "9F10=1F220100A00000000004000000000000000000000000000000000000000000"
                                + "00"),
                made(
                        CryptogramVersion.MCHIP_CVN_17,
                        CardKeyOption.A,
                        MCHIP
                                + NUMBER
                                + "9F10=0111A0000322000012340102030405060708090A0B0C0D0E0F10"),
                made(
                        CryptogramVersion.MCHIP_CVN_20,
                        CardKeyOption.A,
                        MCHIP
                                + NUMBER
                                + "9F10=0114A0000322000012340102030405060708090A0B0C0D0E0F101112"),
                made(CryptogramVersion.CCD_TDES, CardKeyOption.A, MCHIP + NUMBER + "9F10=" + ccd),
                made(
                        CryptogramVersion.CCD_TDES,
                        CardKeyOption.B,
                        MCHIP + LONG_NUMBER + "9F10=" + ccd),
                made(
                        CryptogramVersion.CCD_AES,
                        CardKeyOption.C,
                        MCHIP + NUMBER + "9F10=" + ccd.replace("0FA5", "0FA6")),
                made(
                        CryptogramVersion.CCD_AES,
                        CardKeyOption.C,
                        MCHIP + LONG_NUMBER + "9F10=" + ccd.replace("0FA5", "0FA6")));
    }

    private static Sample made(CryptogramVersion version, CardKeyOption option, String values) {
        Map<Integer, byte[]> tags = tags(values);
        SecondOpinion card = new SecondOpinion(key(version), version, option, tags);
        tags.put(0x9F26, card.cryptogram());
        return new Sample(
                version, option, tags, HexFormat.of().withUpperCase().formatHex(card.answer()));
    }

    static byte[] key(CryptogramVersion version) {
        return switch (version.algorithm()) {
            case TDES -> TDES_KEY;
            case AES -> AES_KEY;
        };
    }

    /** What was decided where the published answers were computed. */
    IssuerDecision decision() {
        byte[] code =
                switch (version) {
                    case VISA_CVN_10 -> hex("3030");
                    case VISA_CVN_18,
                            VISA_CVN_22,
                            MCHIP_CVN_16,
                            MCHIP_CVN_17,
                            MCHIP_CVN_20,
                            MCHIP_CVN_21,
                            CCD_TDES,
                            CCD_AES ->
                            hex("0010");
                };
        return new IssuerDecision(
                code, new byte[4], option == CardKeyOption.B ? hex("12345678") : new byte[0]);
    }

    /** An adapter for every version, whose cards have the key index of the samples. */
    static IssuerAdapter adapter(IssuerKeys tdes, IssuerKeys aes) {
        List<IssuedCards> issued = new ArrayList<>();
        for (CryptogramVersion version : CryptogramVersion.values()) {
            IssuerKeys keys = version.algorithm() == KeyAlgorithm.TDES ? tdes : aes;
            CardKeyOption option = version.options().getLast();
            issued.add(new IssuedCards(PREFIX, version, option, 1, keys));
            issued.add(new IssuedCards(ZERO_PREFIX, version, option, 1, keys));
        }
        return new IssuerAdapter(issued);
    }

    static IssuerAdapter adapter() {
        return adapter(
                new SoftwareIssuerKeys(KeyAlgorithm.TDES, TDES_KEY),
                new SoftwareIssuerKeys(KeyAlgorithm.AES, AES_KEY));
    }

    /** The value of a tag that is there. */
    byte[] value(int tag) {
        return value(tags, tag);
    }

    static byte[] value(Map<Integer, byte[]> tags, int tag) {
        return Objects.requireNonNull(tags.get(tag));
    }

    /** The same with one bit of one tag the other way round. */
    Map<Integer, byte[]> flipped(int tag, int bit) {
        Map<Integer, byte[]> changed = new HashMap<>(tags);
        byte[] value = value(tag).clone();
        value[bit / 8] ^= (byte) (0x80 >> (bit % 8));
        changed.put(tag, value);
        return changed;
    }

    /** The same with another value of one tag. */
    Map<Integer, byte[]> with(int tag, byte[] value) {
        Map<Integer, byte[]> changed = new HashMap<>(tags);
        changed.put(tag, value);
        return changed;
    }

    /** The same without one tag. */
    Map<Integer, byte[]> without(int tag) {
        Map<Integer, byte[]> changed = new HashMap<>(tags);
        changed.remove(tag);
        return changed;
    }

    static Map<Integer, byte[]> tags(String values) {
        Map<Integer, byte[]> tags = new HashMap<>();
        for (String value : values.split(" ")) {
            String[] both = value.split("=");
            tags.put(Integer.parseInt(both[0], 16), hex(both[1]));
        }
        return tags;
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    @Override
    public String toString() {
        return version
                + " by option "
                + option
                + ", 9F10 of "
                + value(0x9F10).length
                + " bytes, 5A of "
                + value(0x5A).length;
    }
}
