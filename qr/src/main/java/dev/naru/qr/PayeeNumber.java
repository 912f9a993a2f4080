// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.Optional;

/** What a code's payee is known by in each scheme, for those who treat all schemes alike. */
final class PayeeNumber {
    private PayeeNumber() {}

    /** The number, account, proxy or id; see {@link MerchantCode#payeeNumber}. */
    static Optional<String> of(MerchantCode code, Scheme scheme) {
        return switch (scheme) {
            case QRIS -> code.qris().flatMap(QrisMerchant::merchantPan);
            case QRIS_TRANSFER -> code.qrisTransfer().map(QrisTransfer::customerPan);
            case KOREA_EMV -> code.koreaEmv().map(KoreaEmvMerchant::merchantNumber);
            case BHARAT_QR -> code.bharatQr().flatMap(PayeeNumber::of);
            case VIETQR -> code.vietQr().map(VietQrAccount::number);
            case VNPAY -> code.vnpay().map(AcquiredMerchant::number);
            case PROMPTPAY -> code.promptPay().map(PromptPayRecipient::number);
            case THAI_BILL_PAYMENT -> code.thaiBill().map(ThaiBill::biller);
            case PAYNOW -> code.payNow().map(PayNowRecipient::proxy);
            case DUITNOW -> code.duitNow().map(AcquiredMerchant::number);
            case QRPH_P2M -> code.qrPh().map(AcquiredMerchant::number);
            case QRPH_P2P ->
                    code.qrPhPerson().flatMap(person -> person.account().or(person::mobile));
            case UNIONPAY -> code.unionPay().map(UnionPayPart::merchantId);
            case JPQR -> code.jpqr().map(AcquiredMerchant::number);
            case MMQR -> code.mmqr().map(AcquiredMerchant::number);
            case LANKAQR -> code.lankaQr().map(LankaQrMerchant::merchantId);
            case NEPALPAY -> code.nepalPay().map(NepalPayMerchant::merchantCode);
            case FONEPAY -> code.fonepay().map(AcquiredMerchant::number);
            case QR_ONLINE -> code.qrOnline().map(AcquiredMerchant::number);
            case KHQR -> code.khqr().map(KhqrAccount::account);
            case LAO_QR -> code.laoQr().map(LaoQrPayee::receiver);
            case HK_FPS ->
                    code.hkFps().flatMap(payee -> payee.fpsId().or(payee::mobile).or(payee::email));
            case ZEROPAY, THAI_PAYMENT_INNOVATION, SGQR, UNKNOWN -> Optional.empty();
        };
    }

    /**
     * The address that moves money between accounts before the cards, then as the code has them.
     */
    private static Optional<String> of(BharatQrMerchant merchant) {
        return merchant.upiAddress()
                .or(merchant::rupay)
                .or(merchant::visa)
                .or(merchant::mastercard)
                .or(merchant::bankAccount);
    }
}
