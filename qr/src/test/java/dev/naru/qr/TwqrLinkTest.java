// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.ConsumerSamples.error;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwqrLinkTest {
    private static final String TRANSFER =
            "TWQRP://渡口銀行/158/02/V1?D1=12300&D5=999&D6=0000012345678901&D10=901";

    @ParameterizedTest
    @ValueSource(
            strings = {
                TRANSFER,
                "twqrp://%E6%B8%A1%E5%8F%A3%E9%8A%80%E8%A1%8C/158/02/v1?d1=12300&d5=999"
                        + "&d6=0000012345678901"
            })
    void readsATransfer(String text) {
        TwqrLink link = link(text);
        assertThat(link.kind()).isEqualTo(TwqrLink.Kind.TRANSFER);
        assertThat(link.name()).isEqualTo(new DisplayText("渡口銀行"));
        assertThat(link.bank()).contains("999");
        assertThat(link.account()).contains("0000012345678901");
        assertThat(link.amountOfUnknownUnit()).contains("12300");
        assertThat(link.text()).isEqualTo(text);
        assertThat(link.wrappings()).isEmpty();
    }

    @Test
    void readsALinkThatIsEncodedAsAWhole() {
        String text = " " + URLEncoder.encode(TRANSFER, StandardCharsets.UTF_8);
        TwqrLink link = link(text);
        assertThat(link.text()).isEqualTo(text);
        assertThat(link.wrappings())
                .isEqualTo(Set.of(Wrapping.BLANK_ENDS, Wrapping.PERCENT_ENCODING));
        assertThat(link.name()).isEqualTo(new DisplayText("渡口銀行"));
        assertThat(link.parameters()).isEqualTo(link(TRANSFER).parameters());
        QrError error = error(text.replace("D5%3D999", "D5%3D99"));
        assertThat(error.code()).isEqualTo(QrErrorCode.FIELD_FORMAT);
        assertThat(text.substring(error.offset())).startsWith("D5%3D");
        QrError broken = error(text.replace("%3F", "%3G"));
        assertThat(broken.code()).isEqualTo(QrErrorCode.PERCENT_ENCODING);
        assertThat(text.substring(broken.offset())).startsWith("%3F");
        assertThat(error("twqrp%3Ax").code()).isEqualTo(QrErrorCode.NOT_A_PAYMENT_CODE);
    }

    @Test
    void readsOtherKinds() {
        TwqrLink purchase = link("TWQRP://xn--gmqw5ax42ad01c/158/01/V1?D1=500&D2=ORDER-1&D3=x=y");
        assertThat(purchase.kind()).isEqualTo(TwqrLink.Kind.PURCHASE);
        assertThat(purchase.name().raw()).isEqualTo("xn--gmqw5ax42ad01c");
        assertThat(purchase.parameter("D3").orElseThrow().value()).isEqualTo("x=y");
        assertThat(purchase.bank()).isEmpty();
        assertThat(link("TWQRP://bill/158/03/V1?D9=1").kind()).isEqualTo(TwqrLink.Kind.OTHER);
    }

    @ParameterizedTest
    @CsvSource({
        "TWQRP://n/410/02/V1?D5=999&D6=1, COUNTRY_NOT_OF_SCHEME, 10, ''",
        "TWQRP://n/158/2/V1?D5=999&D6=1, FIELD_FORMAT, 14, ''",
        "TWQRP://n/158/0x/V1?D5=999&D6=1, FIELD_FORMAT, 14, ''",
        "TWQRP://n/158/02/V2?D5=999&D6=1, FORMAT_INDICATOR_UNKNOWN, 17, ''",
        "TWQRP://n/158/02/V1/x?D5=999&D6=1, LINK_NOT_A_PAYMENT, 0, ''",
        "TWQRP:///158/02/V1?D5=999&D6=1, LINK_NOT_A_PAYMENT, 0, ''",
        "TWQRP://n, LINK_NOT_A_PAYMENT, 0, ''",
        "TWQRP://n/158/02/V1, FIELD_MISSING, 19, D5",
        "TWQRP://n/158/02/V1?D5=999, FIELD_MISSING, 26, D6",
        "TWQRP://n/158/02/V1?D5=9999&D6=1, FIELD_FORMAT, 20, D5",
        "TWQRP://n/158/02/V1?D5=99x&D6=1, FIELD_FORMAT, 20, D5",
        "TWQRP://n/158/02/V1?D5=999&D6=12345678901234567, FIELD_FORMAT, 27, D6",
        "TWQRP://n/158/02/V1?D5=999&D6=1&D10=410, CURRENCY_NOT_OF_SCHEME, 32, D10",
        "TWQRP://n/158/02/V1?D5=999&d5=999&D6=1, DUPLICATE_TAG, 27, d5",
    })
    void refuses(String text, QrErrorCode code, int offset, String field) {
        assertThat(error(text)).isEqualTo(new QrError(code, offset, field));
    }

    @Test
    void comparesByItsTextAndShowsNothingOfIt() {
        TwqrLink link = link(TRANSFER);
        assertThat(link).isEqualTo(link(TRANSFER)).hasSameHashCodeAs(link(TRANSFER));
        assertThat(link).isNotEqualTo(link(TRANSFER + "&D11=1"));
        assertThat(link.toString() + link.parameters()).doesNotContain("12345", "渡", "999");
    }

    private static TwqrLink link(String text) {
        return switch (Qr.classify(text)) {
            case TwqrLink link -> link;
            case Presented other -> throw new AssertionError(other + " of " + text);
        };
    }
}
