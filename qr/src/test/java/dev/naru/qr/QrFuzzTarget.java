// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * What Jazzer calls again and again: the readers answer whatever they are given, and what they
 * accept is right ({@link Invariants}). Nothing here asks a clock; that a text takes too long is
 * Jazzer's to notice.
 */
public final class QrFuzzTarget {
    private static final List<String> OTHERS =
            List.of(
                    "upi://pay?pa=shop@example&pn=Kopi%20Jetty&am=12.50&cu=INR&mc=5812",
                    "upi://pay?pa=shop@example&am=12.50&cu=INR&sign=MEUCIQ==",
                    "TWQRP://Shop/158/02/V1?D1=1000&D3=AbCdEf&D10=901&D11=00,1234567890123456",
                    "https://qr.alipay.com/fkx0000000000000",
                    "wxp://f2f0000000000",
                    "281234567890123456",
                    "6212345678901234567",
                    "|099400000000099\rREF1\rREF2\r12500",
                    "0041000600000101030020220TXN202604010000000015102TH91046D3B");

    private QrFuzzTarget() {}

    /** How an input's bytes become a text; its first byte picks one. */
    private enum Form {
        /** As they are, in UTF-8. */
        TEXT {
            @Override
            String text(byte[] bytes) {
                return new String(bytes, StandardCharsets.UTF_8);
            }
        },
        /** With a right check value in the place of the last field, which no change finds. */
        SEALED {
            @Override
            String text(byte[] bytes) {
                String text = TEXT.text(bytes);
                return Samples.sealed(text.length() < 8 ? text : Samples.body(text));
            }
        },
        /** The same at the end of a web link. */
        IN_A_LINK {
            @Override
            String text(byte[] bytes) {
                return " https://example.uz/pay/" + SEALED.text(bytes);
            }
        },
        /** Two bytes a unit, so that half characters occur. */
        UNITS {
            @Override
            String text(byte[] bytes) {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i + 1 < bytes.length; i += 2) {
                    text.append((char) (((bytes[i] & 0xFF) << 8) | (bytes[i + 1] & 0xFF)));
                }
                return text.toString();
            }
        },
        /** What stands in the Base64 of a payer's code. */
        BASE64 {
            @Override
            String text(byte[] bytes) {
                return Base64.getEncoder().encodeToString(bytes);
            }
        };

        abstract String text(byte[] bytes);

        byte[] input(byte[] bytes) {
            byte[] input = new byte[bytes.length + 1];
            input[0] = (byte) ('0' + ordinal());
            System.arraycopy(bytes, 0, input, 1, bytes.length);
            return input;
        }
    }

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length > 0) {
            Form form = Form.values()[(input[0] & 0xFF) % Form.values().length];
            String text = form.text(Arrays.copyOfRange(input, 1, input.length));
            Invariants.read(text);
            Invariants.classified(text);
        }
    }

    /** Where it begins: codes of our own composing. */
    static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (MerchantCode sample : Samples.all()) {
            byte[] bytes = sample.text().getBytes(StandardCharsets.UTF_8);
            seeds.add(Form.TEXT.input(bytes));
            seeds.add(Form.SEALED.input(bytes));
            seeds.add(Form.IN_A_LINK.input(bytes));
        }
        seeds.add(Form.UNITS.input(Samples.korean().text().getBytes(StandardCharsets.UTF_16BE)));
        for (String sample : ConsumerSamples.all()) {
            seeds.add(Form.BASE64.input(Base64.getDecoder().decode(sample)));
        }
        for (String other : OTHERS) {
            seeds.add(Form.TEXT.input(other.getBytes(StandardCharsets.UTF_8)));
        }
        return seeds;
    }
}
