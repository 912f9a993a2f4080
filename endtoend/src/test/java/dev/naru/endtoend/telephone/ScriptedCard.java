// SPDX-License-Identifier: Apache-2.0
package dev.naru.endtoend.telephone;

import dev.naru.formats.emv.ByteString;
import dev.naru.formats.emv.TlvWriter;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Payment cards of the ways to sign that no simulated card has. What they say has the right form
 * and proves nothing: a terminal goes through it to the end.
 */
final class ScriptedCard {
    private static final String DIRECTORY = "325041592E5359532E4444463031";
    private static final String OK = "9000";
    private static final String ACCOUNT = "5A085413330089019000" + "5F2403301231";

    private ScriptedCard() {}

    /** A Mastercard with a PDOL, relay resistance data, and two applications in its directory. */
    static UnaryOperator<ByteString> withOptionsAndRelay() {
        return card(
                "A0000000041010",
                "9F37049F02069F66045F3601",
                Map.of(
                        "80A80000", object(0x77, "82021981" + "94080801010108020200"),
                        "80EA0000", object(0x80, "1112131400140032000A"),
                        "00B2010C", object(0x70, ACCOUNT + "8C0C9F02065F2A039F7C089F3702"),
                        "00B2020C", object(0x70, "8F0177" + "9F4A0182"),
                        "80AE9000", object(0x77, "9F2701809F360200079F4B04AABBCCDD")));
    }

    /** A Visa card, which has signed with its options. */
    static UnaryOperator<ByteString> fast() {
        return card(
                "A0000000031010",
                "9F66049F02065F2A029F3704",
                Map.of(
                        "80A80000",
                        object(
                                0x77,
                                "82022000"
                                        + "940408010101"
                                        + "9F36020017"
                                        + "9F6C020400"
                                        + "9F4B04AABBCCDD"),
                        "00B2010C",
                        object(
                                0x70,
                                "5A084761739001010010"
                                        + "5F2403301231"
                                        + "8F0177"
                                        + "9F690701AABBCCDD0400")));
    }

    /**
     * A UnionPay card, which signs by INTERNAL AUTHENTICATE and gives a cryptogram for its issuer.
     *
     * @param format of its answers, 80 or 77
     */
    static UnaryOperator<ByteString> dynamic(String format) {
        boolean plain = format.equals("80");
        return card(
                "A000000333010101",
                "",
                Map.of(
                        "80A80000",
                        plain
                                ? object(0x80, "7C00" + "08010101")
                                : object(0x77, "82027C00" + "940408010101"),
                        "00B2010C",
                        object(
                                0x70,
                                "5A086210948000000011"
                                        + "5F2403301231"
                                        + "8F0177"
                                        + "9F4906"
                                        + "9F37049F2103"
                                        + "8C099F02085F2A019F1A03"),
                        "00880000",
                        plain ? object(0x80, "AABBCCDD") : object(0x77, "9F4B04AABBCCDD"),
                        "80AE8000",
                        plain
                                ? object(
                                        0x80, "80" + "0017" + "A1A2A3A4A5A6A7A8" + "060A0A03A00000")
                                : object(
                                        0x77,
                                        "9F270180" + "9F36020017" + "9F2608A1A2A3A4A5A6A7A8")));
    }

    private static UnaryOperator<ByteString> card(
            String application, String pdol, Map<String, String> answers) {
        String another = object(0x61, "4F06D41000000301" + "870101");
        String own =
                object(0x61, TlvWriter.write(0x4F, ByteString.ofHex(application)).hex() + "870102");
        String directory =
                object(0x6F, "840E" + DIRECTORY + object(0xA5, object(0xBF0C, another + own)));
        String file =
                object(
                        0x6F,
                        object(0x84, application)
                                + object(0xA5, pdol.isEmpty() ? "870101" : object(0x9F38, pdol)));
        return command -> {
            String hex = command.hex();
            String answer = answers.get(hex.substring(0, 8));
            if (hex.startsWith("00A40400") && hex.contains(DIRECTORY)) {
                answer = directory;
            } else if (hex.startsWith("00A40400") && hex.contains(application)) {
                answer = file;
            }
            return ByteString.ofHex(answer == null ? "6A82" : answer + OK);
        };
    }

    private static String object(int tag, String value) {
        return TlvWriter.write(tag, ByteString.ofHex(value)).hex();
    }
}
