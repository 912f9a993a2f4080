// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/** The payment systems that this library can tell apart by a merchant account in a code. */
public enum Scheme {
    /** Indonesia's QRIS, to merchants. */
    QRIS,
    /** Indonesia's QRIS, to people (category 4829). */
    QRIS_TRANSFER,
    /** South Korea's EMV code under the Korean identifier, as BC Card publishes it. */
    KOREA_EMV,
    /**
     * South Korea's ZeroPay, whose identifier is not public; known only to a reader that was given
     * {@link SchemeProfiles#zeroPay}.
     */
    ZEROPAY,
    /** India's BharatQR: cards in 02 to 06, bank account in 08, UPI address in 26. */
    BHARAT_QR,
    /** Vietnam's VietQR of NAPAS, to bank accounts and cards. */
    VIETQR,
    /** Vietnam's VNPAY-QR, to merchants. */
    VNPAY,
    /** Thailand's PromptPay, to a mobile number, an id, an e-wallet or an account. */
    PROMPTPAY,
    /** Thailand's bill payment, to a biller with references. */
    THAI_BILL_PAYMENT,
    /** Thailand's payment innovation, whose inside is its makers' own. */
    THAI_PAYMENT_INNOVATION,
    /** Singapore's PayNow. */
    PAYNOW,
    /** The number that Singapore gives to a label of several schemes; nobody is paid through it. */
    SGQR,
    /** Malaysia's DuitNow QR. */
    DUITNOW,
    /** The Philippines' QR Ph to merchants. */
    QRPH_P2M,
    /** The Philippines' QR Ph to people. */
    QRPH_P2P,
    /** UnionPay's account in 15 or 16, in codes of any country. */
    UNIONPAY,
    /** Japan's JPQR. */
    JPQR,
    /** Myanmar's MMQR. */
    MMQR,
    /** Sri Lanka's LANKAQR. */
    LANKAQR,
    /** Nepal's NEPALPAY QR of NCHL. */
    NEPALPAY,
    /** Nepal's Fonepay. */
    FONEPAY,
    /** Uzbekistan's QR-online of the Central Bank. */
    QR_ONLINE,
    /** Cambodia's KHQR. */
    KHQR,
    /** Laos's LAO QR. */
    LAO_QR,
    /** Hong Kong's common QR code with an account of the Faster Payment System. */
    HK_FPS,
    /** A well-formed account of a system that no profile describes; routing decides. */
    UNKNOWN
}
