// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.ConsumerSamples.error;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A host or scheme is this one or another one; there is no nearly. */
class WalletLinkTest {
    @ParameterizedTest
    @CsvSource({
        "https://qr.alipay.com/fkx00000example, ALIPAY",
        "HTTPS://QR.ALIPAY.COM/FKX00000EXAMPLE, ALIPAY",
        "http://qr.alipay.com/bax00000example?t=1, ALIPAY",
        "https://qr.95516.com/00010000/0123456789, UNIONPAY",
        "https://Qr.95516.Com/00010000/0123456789, UNIONPAY",
        "wxp://f2f0example, WECHAT_PAY",
        "WXP://wbf2f0example, WECHAT_PAY",
        "weixin://wxpay/bizpayurl?pr=example, WECHAT_PAY",
        "https://my.click.uz/clickp2p/example, CLICK",
        "https://b.2u.uz/ttc?qr=example, UZBEK_2U",
        "https://qr.alipay.com/0002015303156, ALIPAY",
    })
    void isRecognised(String text, Wallet wallet) {
        assertThat(Qr.classify(text)).isEqualTo(new Presented.WalletLink(text, Set.of(), wallet));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://qr.alipay.com.evil.example/fkx",
                "https://evil-qr.alipay.com/fkx",
                "https://xqr.alipay.com/fkx",
                "https://evil.example/qr.alipay.com/fkx",
                "https://evil.example?https://qr.alipay.com/fkx",
                "https://evil.example#qr.alipay.com/fkx",
                "https://alipay.com/fkx",
                "https://qr.alipay.com./fkx",
                "https://.qr.alipay.com/fkx",
                "https://qr.alipay.com:443/fkx",
                "https://qr.alipay.com:8443/fkx",
                "https://qr.alipay.com:/fkx",
                "https:///qr.alipay.com/fkx",
                "https://qr。alipay。com/fkx",
                "https://qr.alıpay.com/fkx",
                "https://qr.аlipay.com/fkx",
                "https://xn--qr-alipay-example.com/fkx",
                "https://qr.alipay.com\u200B/fkx",
                "https://my.clic\u212A.uz/clickp2p/x",
                "https://[qr.alipay.com]/fkx",
                "ftp://qr.alipay.com/fkx",
                "wxp2://f2f0example",
                "xwxp://f2f0example",
                "alipays://platformapi/startapp",
            })
    void isSomebodyElses(String text) {
        assertThat(error(text).code()).isEqualTo(QrErrorCode.LINK_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://qr.alipay.com@evil.example/fkx",
                "https://qr.alipay.com:fkx@evil.example/fkx",
                "https://user@qr.alipay.com/fkx",
                "https://qr.alipay.com\\@evil.example/fkx",
                "https://evil.example\\.qr.alipay.com/fkx",
                "https://qr%2Ealipay.com/fkx",
                "https://qr.alipay.com /fkx",
                "https://qr.alipay.com\u0000/fkx",
                "https://qr.alipay.com\t/fkx",
                "https://qr.alipay.com\n/fkx",
            })
    void isDisguised(String text) {
        assertThat(error(text).code()).isEqualTo(QrErrorCode.LINK_DISGUISED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://qr.alipay.com",
                "https://qr.alipay.com/",
                "https://qr.alipay.com?x=1",
                "weixin://dl/business",
                "weixin://wxpay/bizpayurlx?pr=1",
                "weixin://wxpay.evil.example/bizpayurl?pr=1",
                "wxp://",
                "wxp:///f2f0example",
            })
    void isNotForPaying(String text) {
        assertThat(error(text).code()).isEqualTo(QrErrorCode.LINK_NOT_A_PAYMENT);
    }
}
