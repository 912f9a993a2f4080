// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.ConsumerSamples.error;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpiLinkTest {
    private static final String SIGNATURE =
            "MEUCIQDa+b/c0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ=+/abcdefAiBexample==";
    private static final String UNSIGNED =
            "upi://pay?pa=tea.stall@examplebank&pn=Tea%20Stall+%E0%A4%9A&mc=5814&tr=REF-1&tn=two%20"
                    + "cups&mam=10&cu=INR&mode=02&purpose=00&orgid=000000";
    private static final String SIGNED = UNSIGNED + "&sign=" + SIGNATURE;

    @Test
    void readsAMerchantsLink() {
        UpiLink link = link(UNSIGNED);
        assertThat(link.uri()).isEqualTo(UNSIGNED);
        assertThat(link.payeeAddress()).isEqualTo("tea.stall@examplebank");
        assertThat(link.payeeName()).contains(new DisplayText("Tea Stall+च"));
        assertThat(link.payeeKind()).isEqualTo(UpiLink.PayeeKind.MERCHANT);
        assertThat(link.category()).contains("5814");
        assertThat(link.reference()).contains("REF-1");
        assertThat(link.note()).contains(new DisplayText("two cups"));
        assertThat(link.amount()).isEmpty();
        assertThat(link.minimumAmount().orElseThrow().unscaled()).isEqualTo(10);
        assertThat(link.mode()).contains("02");
        assertThat(link.parameter("ORGID").orElseThrow().value()).isEqualTo("000000");
        assertThat(link.signature()).isEmpty();
        assertThat(link.signedPart()).isEmpty();
        assertThat(link.parameters()).hasSize(10);
    }

    @Test
    void readsASignedLink() {
        UpiLink link = link("\n" + SIGNED);
        assertThat(link.text()).isEqualTo("\n" + SIGNED);
        assertThat(link.uri()).isEqualTo(SIGNED);
        assertThat(link.signature()).contains(SIGNATURE);
        assertThat(link.signedPart()).contains(UNSIGNED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPI://PAY?PA=a@b",
                "Upi://Pay?Pa=a@b&MC=0000",
                "upi://pay?pa=a@b&mc=",
                "upi://pay?&&pa=a@b&",
                "upi://pay?pa=a%40b&am=",
                "upi://pay?pa=a@b&pn=A B C",
                "upi://pay?pa=a@b&pn=%E0%A4&tn=100%",
                "upi://pay?pa=a+1@b&url=https://x.example/?a=b#c",
            })
    void readsAPersonsLinkInWhateverWayItIsWritten(String text) {
        UpiLink link = link(text);
        assertThat(link.uri()).isEqualTo(text);
        assertThat(link.payeeKind()).isEqualTo(UpiLink.PayeeKind.PERSON);
        assertThat(link.payeeAddress()).isIn("a@b", "a+1@b");
        assertThat(link.amount()).isEmpty();
    }

    @Test
    void showsABrokenNameAsItStands() {
        UpiLink link = link("upi://pay?pa=a@b&pn=%E0%A4&tn=100%");
        assertThat(link.payeeName()).contains(new DisplayText("%E0%A4"));
        assertThat(link.note()).contains(new DisplayText("100%"));
        DisplayText turned = link("upi://pay?pa=a@b&pn=%E2%80%AEx").payeeName().orElseThrow();
        assertThat(turned.hazards()).containsExactly(DisplayHazard.BIDIRECTIONAL);
    }

    @ParameterizedTest
    @CsvSource({
        "upi://pay, FIELD_MISSING, 9, pa",
        "upi://pay?, FIELD_MISSING, 10, pa",
        "upi://pay?pa=, FIELD_MISSING, 13, pa",
        "upi://pay#pa=a@b, FIELD_MISSING, 16, pa",
        "upi://pay?pa=a@b&%70a=c@d, FIELD_FORMAT, 17, ''",
        "upi://pay?pn=A#1&pa=a@b, FIELD_FORMAT, 10, ''",
        "upi://pay?pa=a@b&x#=1&am=1, FIELD_FORMAT, 17, ''",
        "upi://pay?pa=shop, FIELD_FORMAT, 10, pa",
        "upi://pay?pa=@b, FIELD_FORMAT, 10, pa",
        "upi://pay?pa=a@, FIELD_FORMAT, 10, pa",
        "upi://pay?pa=a@b@c, FIELD_FORMAT, 10, pa",
        "upi://pay?pa=a@b%00, FIELD_FORMAT, 10, pa",
        "upi://pay?pa=a@b%26am=1, FIELD_FORMAT, 10, pa",
        "upi://pay?pa=가@b, FIELD_FORMAT, 10, pa",
        "upi://pay?pa=a@b&PA=c@d, DUPLICATE_TAG, 17, PA",
        "upi://pay?pa=a@b&x=1&x=1, DUPLICATE_TAG, 21, x",
        "upi://pay?pa=a@b&am=1O, AMOUNT_FORMAT, 17, am",
        "upi://pay?pa=a@b&am=-1, AMOUNT_FORMAT, 17, am",
        "upi://pay?pa=a@b&am=1e3, AMOUNT_FORMAT, 17, am",
        "upi://pay?pa=a@b&am=0.00, AMOUNT_ZERO, 17, am",
        "upi://pay?pa=a@b&am=1.001, AMOUNT_DECIMALS, 17, am",
        "upi://pay?pa=a@b&mam=x, AMOUNT_FORMAT, 17, mam",
        "upi://pay?pa=a@b&cu=USD, CURRENCY_NOT_OF_SCHEME, 17, cu",
        "upi://pay?pa=a@b&mc=58140, FIELD_FORMAT, 17, mc",
        "upi://pay?pa=a@b&mc=x, FIELD_FORMAT, 17, mc",
        "upi://pay?pa=a@b&sign=, FIELD_FORMAT, 17, sign",
        "upi://pay?sign=MEUC&pa=a@b, SIGNATURE_NOT_LAST, 10, sign",
        "upi://pay?pa=a@b&SIGN=MEUC&am=1, SIGNATURE_NOT_LAST, 17, SIGN",
        "upi://pay/?pa=a@b, LINK_NOT_A_PAYMENT, 0, ''",
        "upi://pay@evil?pa=a@b, LINK_NOT_A_PAYMENT, 0, ''",
        "upi://mandate?pa=a@b, LINK_NOT_A_PAYMENT, 0, ''",
        "upi://, LINK_NOT_A_PAYMENT, 0, ''",
    })
    void refuses(String text, QrErrorCode code, int offset, String field) {
        assertThat(error(text)).isEqualTo(new QrError(code, offset, field));
    }

    @Test
    void refusesMoreParametersThanTheLimit() {
        StringBuilder text = new StringBuilder("upi://pay?pa=a@b");
        for (int number = 1; number < LinkParameters.MAX; number++) {
            text.append("&k").append(number).append('=');
        }
        assertThat(link(text.toString()).parameters()).hasSize(LinkParameters.MAX);
        assertThat(error(text + "&k=").code()).isEqualTo(QrErrorCode.TOO_MANY_OBJECTS);
        String longKey = "k".repeat(1_000);
        assertThat(error("upi://pay?pa=a@b&" + longKey + "&" + longKey).field()).isEmpty();
    }

    @Test
    void takesAnAmountIntoAnUnsignedLinkOnly() {
        String open = "upi://pay?pa=a@b&cu=INR";
        assertThat(((UpiLink) link(open).withAmount("99.50")).uri())
                .isEqualTo("upi://pay?am=99.50&pa=a@b&cu=INR");
        assertThat(((UpiLink) link(" upi://pay?pa=a@b&pn=A#1").withAmount("250")).uri())
                .isEqualTo("upi://pay?am=250&pa=a@b&pn=A#1");
        assertThat(((UpiLink) link("upi://pay?Am=&pa=a@b").withAmount("250")).uri())
                .isEqualTo("upi://pay?Am=250&pa=a@b");
        assertThat(((UpiLink) link("upi://pay?am&pa=a@b").withAmount("250")).uri())
                .isEqualTo("upi://pay?am=250&pa=a@b");
        assertThat(error(link(SIGNED).withAmount("1")))
                .isEqualTo(new QrError(QrErrorCode.UPI_SIGNED, UNSIGNED.length() + 1, "sign"));
        assertThat(error(link(open + "&am=5").withAmount("6")))
                .isEqualTo(new QrError(QrErrorCode.AMOUNT_FIXED, open.length() + 1, "am"));
        for (String amount : new String[] {"", "1&sign=x", "-1", "1 ", "١"}) {
            assertThat(error(link(open).withAmount(amount)).code())
                    .isEqualTo(QrErrorCode.AMOUNT_FORMAT);
        }
        assertThat(error(link(open).withAmount("0")).code()).isEqualTo(QrErrorCode.AMOUNT_ZERO);
        assertThat(error(link(open).withAmount("0.001")).code())
                .isEqualTo(QrErrorCode.AMOUNT_DECIMALS);
        String long4096 = open + "&x=" + "y".repeat(4096 - open.length() - 3);
        assertThat(error(link(long4096).withAmount("1")).code()).isEqualTo(QrErrorCode.TOO_LONG);
    }

    @Test
    void keepsEveryTextByteForByte() {
        Random random = new Random(20260502);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text =
                    new StringBuilder(random.nextBoolean() ? "upi://pay?" : "UPI://Pay?");
            for (int count = random.nextInt(5); count > 0; count--) {
                text.append(key(random)).append('=').append(value(random)).append('&');
            }
            text.append("pa=payee").append(random.nextInt(100)).append("@bank");
            if (random.nextBoolean()) {
                text.append("&sign=").append(value(random)).append("x==");
            }
            String whole = text.toString();
            Presented presented = Qr.classify(whole);
            assertThat(presented.text()).isEqualTo(whole);
            if (presented instanceof UpiLink link) {
                read++;
                assertThat(rebuilt(link)).isEqualTo(whole);
                link.signature()
                        .ifPresent(
                                signature ->
                                        assertThat(
                                                        link.signedPart().orElseThrow()
                                                                + "&sign="
                                                                + signature)
                                                .isEqualTo(whole));
                assertThat(link.payeeName()).isNotNull();
                assertThat(link.note()).isNotNull();
            }
        }
        assertThat(read).isGreaterThan(1_000);
    }

    private static String rebuilt(UpiLink link) {
        List<String> parts =
                link.parameters().stream().map(part -> part.key() + "=" + part.value()).toList();
        return link.uri().substring(0, "upi://pay?".length()) + String.join("&", parts);
    }

    private static String key(Random random) {
        return new String[] {"pn", "tn", "tr", "url", "X", "orgid", "tid", "x y"}
                [random.nextInt(8)];
    }

    private static String value(Random random) {
        StringBuilder value = new StringBuilder();
        for (int length = random.nextInt(9); length > 0; length--) {
            switch (random.nextInt(4)) {
                case 0 -> value.append(RandomTexts.unicode(random, 1));
                case 1 -> value.append("+=/%? #".charAt(random.nextInt(7)));
                case 2 -> value.append("%20");
                default -> value.append((char) ('a' + random.nextInt(26)));
            }
        }
        return value.toString();
    }

    @Test
    void comparesByItsTextAndShowsNothingOfIt() {
        UpiLink link = link(SIGNED);
        assertThat(link).isEqualTo(link(SIGNED)).hasSameHashCodeAs(link(SIGNED));
        assertThat(link).isNotEqualTo(link(UNSIGNED));
        assertThat(link.toString() + link.parameters()).doesNotContain("tea", "Tea", "MEUC");
        assertThat(link(" " + SIGNED).wrappings()).isEqualTo(Set.of(Wrapping.BLANK_ENDS));
    }

    private static UpiLink link(String text) {
        return switch (Qr.classify(text)) {
            case UpiLink link -> link;
            case Presented other -> throw new AssertionError(other + " of " + text);
        };
    }
}
