// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.ConsumerSamples.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarcodeTableTest {
    @ParameterizedTest
    @CsvSource({
        "25, 16, ALIPAY",
        "28, 18, ALIPAY",
        "30, 24, ALIPAY",
        "24, 18, ",
        "31, 18, ",
        "28, 15, ",
        "28, 25, ",
        "10, 18, WECHAT_PAY",
        "15, 18, WECHAT_PAY",
        "16, 18, ",
        "13, 17, ",
        "13, 19, ",
        "62, 19, UNIONPAY",
        "62, 18, ",
        "62, 20, ",
        "40, 16, ",
    })
    void tellsByBeginningAndLength(String start, int digits, Wallet wallet) {
        String number = start + "7".repeat(digits - start.length());
        if (wallet == null) {
            assertThat(error(number).code()).isEqualTo(QrErrorCode.BARCODE_UNKNOWN);
        } else {
            Presented.WalletBarcode barcode = (Presented.WalletBarcode) Qr.classify(number);
            assertThat(barcode.wallet()).contains(wallet);
            assertThat(barcode.candidates()).hasSize(1);
            assertThat(barcode.text()).isEqualTo(number);
        }
    }

    @Test
    void givesAnOverlapToTheLongerBeginning() {
        BarcodeTable table = BarcodeTable.standard().withJpqrProvider("28123456");
        List<BarcodeRange> candidates = table.candidates("2812345600000000");
        assertThat(candidates)
                .extracting(BarcodeRange::wallet)
                .containsExactly(Wallet.JPQR, Wallet.ALIPAY);
        assertThat(BarcodeTable.winner(candidates)).contains(Wallet.JPQR);
        QrClassifier classifier = new QrClassifier(new QrReader(SchemeProfiles.standard()), table);
        assertThat(((Presented.WalletBarcode) classifier.classify("2812345600000000")).wallet())
                .contains(Wallet.JPQR);
        assertThat(((Presented.WalletBarcode) classifier.classify("2812345700000000")).wallet())
                .contains(Wallet.ALIPAY);
    }

    @Test
    void givesAnOverlapToTheRangeWithFewerLengths() {
        BarcodeTable table =
                BarcodeTable.standard().with(new BarcodeRange(Wallet.CLICK, "26", "26", 18, 18));
        assertThat(BarcodeTable.winner(table.candidates("260000000000000000")))
                .contains(Wallet.CLICK);
        assertThat(BarcodeTable.winner(table.candidates("2600000000000000")))
                .contains(Wallet.ALIPAY);
    }

    @Test
    void givesAnEqualClaimToNobody() {
        BarcodeTable table =
                BarcodeTable.standard().with(new BarcodeRange(Wallet.CLICK, "15", "16", 18, 18));
        List<BarcodeRange> both = table.candidates("150000000000000000");
        assertThat(both).hasSize(2);
        assertThat(BarcodeTable.winner(both)).isEmpty();
        assertThat(BarcodeTable.winner(table.candidates("160000000000000000")))
                .contains(Wallet.CLICK);
    }

    @Test
    void takesNoRangeThatIsNone() {
        assertRefused("", "", 16, 18);
        assertRefused("1x", "20", 16, 18);
        assertRefused("20", "10", 16, 18);
        assertRefused("1", "20", 16, 18);
        assertRefused("10", "20", 18, 16);
        assertRefused("10", "20", 1, 16);
        assertThatThrownBy(() -> BarcodeTable.standard().withJpqrProvider("1234567"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRefused(String first, String last, int least, int most) {
        assertThatThrownBy(() -> new BarcodeRange(Wallet.CLICK, first, last, least, most))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
