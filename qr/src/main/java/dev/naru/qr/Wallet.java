// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/**
 * Wallets and networks whose links and barcodes can be told apart, and nothing more: what their
 * codes hold is known to them alone.
 */
public enum Wallet {
    /** Alipay, China. */
    ALIPAY,
    /** WeChat Pay, China. */
    WECHAT_PAY,
    /** UnionPay, China. */
    UNIONPAY,
    /** A provider of JPQR, Japan, whose number somebody configured. */
    JPQR,
    /** Click, Uzbekistan. */
    CLICK,
    /** The payment links at {@code b.2u.uz}, Uzbekistan, whose operator is not published. */
    UZBEK_2U
}
