// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/** What is scanned like a payment code and is none, with a sentence for the person. */
public enum NonPayment {
    /**
     * The small code on a Thai transfer slip, by which the transfer can be verified. Source: public
     * readings of the Thai banks' slip-verification format.
     */
    THAI_SLIP("This is the receipt of a transfer, not a payment code.", "결제 코드가 아니라 이체 확인증입니다."),
    /** The barcode on a Thai bill, {@code |}, tax number, references and amount in lines. */
    THAI_BILL_BARCODE(
            "This is the barcode of a Thai bill, not a payment code.",
            "결제 코드가 아니라 태국 청구서의 바코드입니다.");

    private static final int SHORTEST_SLIP_TEMPLATE = 10;
    private static final int TAX_NUMBER = 13;
    private static final int CRC_DIGITS = 4;

    private final String english;
    private final String korean;

    NonPayment(String english, String korean) {
        this.english = english;
        this.korean = korean;
    }

    /** The sentence in English. */
    public String english() {
        return english;
    }

    /** The sentence in Korean. */
    public String korean() {
        return korean;
    }

    /**
     * Fields like those of an EMVCo code, but 00 is a template, and the check value, whose leading
     * zeros some banks drop, stands in 91. It is not checked: no money hangs on it.
     */
    static boolean isThaiSlip(String text) {
        if (!text.startsWith("00") || length(text, 0) < SHORTEST_SLIP_TEMPLATE) {
            return false;
        }
        if (!text.startsWith("00", 4)) {
            return false;
        }
        int at = 0;
        while (length(text, at) >= 0) {
            int value = at + 4;
            if (text.startsWith("91", at)) {
                return isShortHex(text, value);
            }
            at = value + length(text, at);
        }
        return false;
    }

    /** {@code |}, a tax number with or without its suffix, and lines behind it. */
    static boolean isThaiBillBarcode(String text) {
        int end = 1;
        while (end < text.length() && Ascii.isDigit(text.charAt(end))) {
            end++;
        }
        return text.startsWith("|")
                && end > TAX_NUMBER
                && end < text.length()
                && (text.charAt(end) == '\r' || text.charAt(end) == '\n');
    }

    /** The length of the field whose tag stands at {@code at}, or -1 when there is none. */
    private static int length(String text, int at) {
        for (int i = at; i < at + 4; i++) {
            if (i >= text.length() || !Ascii.isDigit(text.charAt(i))) {
                return -1;
            }
        }
        return (text.charAt(at + 2) - '0') * 10 + text.charAt(at + 3) - '0';
    }

    private static boolean isShortHex(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!Ascii.isHex(text.charAt(i))) {
                return false;
            }
        }
        return from < text.length() && text.length() - from <= CRC_DIGITS;
    }
}
