// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/**
 * Why a code was refused, in the order in which a text is judged, with a sentence for the person
 * who holds the phone. A program switches on the constant; the sentences may be reworded.
 */
public enum QrErrorCode {
    // The text as a whole.
    EMPTY("There is nothing in this code.", "코드에 내용이 없습니다."),
    TOO_LONG("This code is longer than a payment code may be.", "결제 코드로 쓰기에는 내용이 너무 깁니다."),
    LONE_SURROGATE("This code holds a broken character.", "코드에 깨진 글자가 들어 있습니다."),
    NOT_A_PAYMENT_CODE("This is not a shop's payment code.", "매장 결제 코드가 아닙니다."),

    // Grammar.
    TRUNCATED("This code breaks off before its end.", "코드가 중간에서 끊겨 있습니다."),
    TAG_NOT_DIGITS(
            "A field of this code does not begin with a two-digit number.",
            "코드의 한 항목이 두 자리 숫자로 시작하지 않습니다."),
    LENGTH_NOT_DIGITS(
            "A field of this code has a length that is not two digits.",
            "코드의 한 항목에서 길이가 두 자리 숫자가 아닙니다."),
    LENGTH_PAST_END(
            "A field of this code is said to be longer than what is left of the code.",
            "코드의 한 항목이 남은 내용보다 길게 적혀 있습니다."),
    LENGTH_ZERO("A field of this code is empty.", "코드에 빈 항목이 있습니다."),
    LENGTH_IN_BYTES(
            "The lengths in this code count bytes, where characters must be counted.",
            "코드의 길이가 글자 수가 아니라 바이트 수로 적혀 있습니다."),
    DUPLICATE_TAG(
            "A field stands in this code twice, so it is not clear which one holds.",
            "같은 항목이 두 번 들어 있어 어느 것이 맞는지 알 수 없습니다."),
    TOO_MANY_OBJECTS("This code has too many fields.", "코드에 항목이 너무 많습니다."),
    TEMPLATE_MALFORMED(
            "A group of fields in this code cannot be taken apart.", "코드의 한 묶음 항목을 읽을 수 없습니다."),
    FORMAT_INDICATOR_NOT_FIRST(
            "This code does not begin with its format version.", "코드가 형식 버전으로 시작하지 않습니다."),
    CRC_MISSING("This code has no check value at its end.", "코드 끝에 검증값이 없습니다."),
    CRC_NOT_LAST("Something follows the check value of this code.", "코드의 검증값 뒤에 다른 내용이 있습니다."),
    CRC_LENGTH("The check value of this code is not four characters long.", "코드의 검증값이 네 글자가 아닙니다."),
    CRC_NOT_HEX(
            "The check value of this code is not a hexadecimal number.", "코드의 검증값이 16진수가 아닙니다."),
    CRC_MISMATCH(
            "This code is damaged or was changed: its check value does not fit. Please scan it"
                    + " again.",
            "코드가 손상되었거나 변경되었습니다. 검증값이 맞지 않으니 다시 스캔해 주세요."),
    CRC_LOWER_CASE("The check value of this code is in lower case.", "코드의 검증값이 소문자로 적혀 있습니다."),

    // What the fields say.
    FORMAT_INDICATOR_UNKNOWN(
            "This code is of a format version that is not known.", "알 수 없는 형식 버전의 코드입니다."),
    PRESENTATION_UNKNOWN(
            "This code does not say properly whether it is for one payment or for many.",
            "일회용 코드인지 계속 쓰는 코드인지 올바르게 적혀 있지 않습니다."),
    NO_MERCHANT_ACCOUNT("This code names nobody to pay.", "코드에 받는 가맹점이 없습니다."),
    FIELD_MISSING("A field that this code must have is missing.", "코드에 꼭 있어야 할 항목이 빠져 있습니다."),
    FIELD_TOO_LONG("A field of this code is longer than allowed.", "코드의 한 항목이 허용된 길이보다 깁니다."),
    FIELD_FORMAT("A field of this code is not written as it must be.", "코드의 한 항목이 정해진 형식과 다릅니다."),
    FIELD_UNEXPECTED("This code has a field that does not belong there.", "코드에 있어서는 안 될 항목이 있습니다."),
    CHECK_DIGIT("The shop's number in this code is mistyped.", "코드의 가맹점 번호에 오류가 있습니다."),
    CURRENCY_NOT_OF_SCHEME(
            "The currency in this code is not the one of its payment system.",
            "코드의 통화가 해당 결제망의 통화와 다릅니다."),
    COUNTRY_NOT_OF_SCHEME(
            "The country in this code is not the one of its payment system.",
            "코드의 국가가 해당 결제망의 국가와 다릅니다."),
    AMOUNT_FORMAT("The amount in this code is not a number.", "코드의 금액이 올바른 숫자가 아닙니다."),
    AMOUNT_ZERO("The amount in this code is zero.", "코드의 금액이 0입니다."),
    AMOUNT_DECIMALS(
            "The amount in this code is finer than the smallest unit of its currency.",
            "코드의 금액이 해당 통화의 최소 단위보다 작게 적혀 있습니다."),
    AMOUNT_OUT_OF_RANGE("The amount in this code is too large.", "코드의 금액이 너무 큽니다."),
    TIP_INCONSISTENT("The tip in this code contradicts itself.", "코드의 봉사료 내용이 서로 맞지 않습니다."),

    // Links and barcodes.
    LINK_UNKNOWN(
            "This is a link of no payment system that is known here.", "알려진 결제 서비스의 링크가 아닙니다."),
    LINK_DISGUISED("This link hides which site it leads to.", "링크가 실제로 연결되는 사이트를 숨기고 있습니다."),
    LINK_NOT_A_PAYMENT(
            "This link of a payment system is not for paying.", "결제 서비스의 링크이지만 결제용이 아닙니다."),
    PERCENT_ENCODING("A character in this link is broken.", "링크에 깨진 글자가 들어 있습니다."),
    SIGNATURE_NOT_LAST(
            "Something was added behind the signature of this code.", "코드의 서명 뒤에 다른 내용이 덧붙어 있습니다."),
    UPI_SIGNED(
            "This code is signed, so no amount can be written into it.",
            "서명된 코드이므로 금액을 써 넣을 수 없습니다."),
    AMOUNT_FIXED("This code already says an amount.", "코드에 이미 금액이 적혀 있습니다."),
    BARCODE_UNKNOWN(
            "This number is not the barcode of a wallet that is known here.",
            "알려진 지갑의 바코드 번호가 아닙니다."),

    // Codes that a payer shows.
    BASE64_FORMAT("This code is damaged: it cannot be decoded.", "코드가 손상되어 해독할 수 없습니다."),
    TAG_FORM("A field of this code begins with no valid tag.", "코드의 한 항목이 올바른 태그로 시작하지 않습니다."),
    LENGTH_FORM(
            "A field of this code has a length that is not written as it must be.",
            "코드의 한 항목에서 길이가 정해진 형식과 다릅니다."),
    TOO_DEEP("The fields of this code stand too deep inside each other.", "코드의 항목이 너무 깊이 겹쳐 있습니다."),

    // Only when writing.
    VALUE_TOO_LONG(
            "A value does not fit into a field of 99 characters.", "값이 항목의 최대 길이인 99자를 넘습니다.");

    private final String english;
    private final String korean;

    QrErrorCode(String english, String korean) {
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
}
