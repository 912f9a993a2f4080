// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.Samples.code;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One code of each national scheme, of payees that exist nowhere. */
final class NationalSamples {
    static final String RUPAY = Luhn.append("508850012345678");
    static final String LANKA = "1600100200000000000047110001";

    private static final Map<Scheme, MerchantCode> ALL = new EnumMap<>(Scheme.class);

    static {
        put(Scheme.QRIS_TRANSFER, qrisTransfer());
        put(Scheme.BHARAT_QR, bharatQr());
        put(Scheme.VIETQR, vietQr());
        put(Scheme.VNPAY, vnpay());
        put(Scheme.PROMPTPAY, promptPay(PromptPayRecipient.Kind.MOBILE, "0066899990000"));
        put(Scheme.THAI_BILL_PAYMENT, thaiBill());
        put(Scheme.THAI_PAYMENT_INNOVATION, thaiPaymentInnovation());
        put(Scheme.PAYNOW, payNow(PayNowRecipient.COMPANY, "20380119"));
        put(Scheme.SGQR, label());
        put(Scheme.DUITNOW, duitNow());
        put(Scheme.QRPH_P2M, qrPh());
        put(Scheme.QRPH_P2P, qrPhPerson());
        put(Scheme.UNIONPAY, unionPay());
        put(Scheme.JPQR, jpqr());
        put(Scheme.MMQR, mmqr());
        put(Scheme.LANKAQR, lankaQr("26040100001-0002"));
        put(Scheme.NEPALPAY, nepalPay());
        put(Scheme.FONEPAY, fonepay());
        put(Scheme.QR_ONLINE, qrOnline());
        put(Scheme.KHQR, khqr("116"));
        put(Scheme.LAO_QR, laoQr());
        put(Scheme.HK_FPS, hkFps());
    }

    private NationalSamples() {}

    private static void put(Scheme scheme, MerchantCode code) {
        ALL.put(scheme, code);
    }

    static MerchantCode of(Scheme scheme) {
        MerchantCode code = ALL.get(scheme);
        if (code == null) {
            throw new AssertionError("no sample of " + scheme);
        }
        return code;
    }

    static List<MerchantCode> all() {
        return List.copyOf(ALL.values());
    }

    private static MerchantCodeComposer composer(Scheme scheme, Presentation presentation) {
        return MerchantCodeComposer.of(scheme, presentation);
    }

    private static MerchantCode qrisTransfer() {
        return code(
                composer(Scheme.QRIS_TRANSFER, Presentation.DYNAMIC)
                        .add(
                                QrisTransfer.account(
                                        "ID.CO.CONTOH.WWW", Luhn.append(Samples.PAN), "B-4711"))
                        .category("4829")
                        .amount("150000")
                        .merchant("SITI CONTOH", "BOGOR", "16111")
                        .additional(AdditionalField.PURPOSE, "DMCT")
                        .compose());
    }

    private static MerchantCode bharatQr() {
        return code(
                composer(Scheme.BHARAT_QR, Presentation.DYNAMIC)
                        .add(BharatQrMerchant.visa(Luhn.append("440393080012345")))
                        .add(BharatQrMerchant.mastercard("512260050012345"))
                        .add(BharatQrMerchant.rupay(RUPAY))
                        .add(BharatQrMerchant.bankAccount("EXMP0000123", "000111222333"))
                        .add(BharatQrMerchant.upi("chaiwala@example"))
                        .add(BharatQrMerchant.upiReference("ORDER-2026-17"))
                        .category("5814")
                        .amount("120.00")
                        .merchant("CHAI CORNER", "PUNE", "411001")
                        .additional(AdditionalField.TERMINAL_LABEL, "T0017")
                        .compose());
    }

    private static MerchantCode vietQr() {
        return code(
                composer(Scheme.VIETQR, Presentation.DYNAMIC)
                        .add(
                                VietQrAccount.account(
                                        "970499", "PHO24H0012345", VietQrAccount.TO_ACCOUNT))
                        .currency()
                        .amount("55000")
                        .country()
                        .additional(AdditionalField.PURPOSE, "Pho bo tai")
                        .compose());
    }

    private static MerchantCode vnpay() {
        return code(
                composer(Scheme.VNPAY, Presentation.STATIC)
                        .add(AcquiredMerchant.vnpay("0109990017"))
                        .category("5812")
                        .merchant("PHO THUYEN", "HUE")
                        .additional(AdditionalField.TERMINAL_LABEL, "QUAY01")
                        .compose());
    }

    static MerchantCode promptPay(PromptPayRecipient.Kind kind, String number) {
        return code(
                composer(Scheme.PROMPTPAY, Presentation.DYNAMIC)
                        .add(PromptPayRecipient.account(kind, number))
                        .country()
                        .currency()
                        .amount("245.50")
                        .compose());
    }

    private static MerchantCode thaiBill() {
        return code(
                composer(Scheme.THAI_BILL_PAYMENT, Presentation.DYNAMIC)
                        .add(ThaiBill.account("099400099999901", "BOAT17", "APR2026"))
                        .currency()
                        .amount("1200.00")
                        .country()
                        .compose());
    }

    private static MerchantCode thaiPaymentInnovation() {
        return code(
                composer(Scheme.THAI_PAYMENT_INNOVATION, Presentation.STATIC)
                        .add(
                                QrObject.template(
                                        31,
                                        QrObject.value(0, "A000000677010113"),
                                        QrObject.value(1, "099"),
                                        QrObject.value(2, "FERRY0001")))
                        .currency()
                        .country()
                        .compose());
    }

    static MerchantCode payNow(String proxyType, String expiry) {
        return code(
                composer(Scheme.PAYNOW, Presentation.DYNAMIC)
                        .add(PayNowRecipient.account(proxyType, "T26LL9999AQR1", "0", expiry))
                        .category("0000")
                        .amount("18.40")
                        .merchant("KOPI JETTY", "Singapore")
                        .additional(AdditionalField.BILL_NUMBER, "TABLE-7")
                        .compose());
    }

    /** A label of many schemes, longer than the specification's 512 characters. */
    private static MerchantCode label() {
        MerchantCodeComposer label =
                composer(Scheme.SGQR, Presentation.STATIC)
                        .add(QrObject.value(2, "4999990000000*17"))
                        .add(QrObject.value(4, "5499990000000*17"))
                        .add(QrObject.value(15, Samples.UNION_PAY.value()));
        for (int tag = 26; tag < 40; tag++) {
            label.add(
                    QrObject.template(
                            tag,
                            QrObject.value(0, "SG.EXAMPLE.W" + tag),
                            QrObject.value(1, "WALLET-MERCHANT-" + tag),
                            QrObject.value(2, "TERMINAL-OF-THE-JETTY-" + tag)));
        }
        return code(
                label.add(
                                QrObject.template(
                                        40,
                                        QrObject.value(0, "SG.PAYNOW"),
                                        QrObject.value(1, PayNowRecipient.MOBILE),
                                        QrObject.value(2, "+6590000000"),
                                        QrObject.value(3, "1")))
                        .add(
                                QrObject.template(
                                        51,
                                        QrObject.value(0, "SG.SGQR"),
                                        QrObject.value(1, "26040199990A"),
                                        QrObject.value(2, "01.0001"),
                                        QrObject.value(3, "018956"),
                                        QrObject.value(7, "20260401")))
                        .category("5812")
                        .merchant("KOPI JETTY", "Singapore")
                        .compose());
    }

    private static MerchantCode duitNow() {
        return code(
                composer(Scheme.DUITNOW, Presentation.STATIC)
                        .add(AcquiredMerchant.duitNow("599999", "QR0000000000000000004711"))
                        .category("5812")
                        .merchant("KEDAI JETI", "MY", "10300")
                        .add(QrObject.value(82, "C0FFEE".repeat(10) + "C0DE"))
                        .compose());
    }

    private static MerchantCode qrPh() {
        return code(
                composer(Scheme.QRPH_P2M, Presentation.DYNAMIC)
                        .add(AcquiredMerchant.qrPh("EXPHPHM1XXX", "SARISARI-0017"))
                        .category("5411")
                        .amount("75.25")
                        .merchant("SARI SARI 17", "Cebu")
                        .add(
                                QrObject.template(
                                        62,
                                        QrObject.value(0, "ph.ppmi.qrph"),
                                        QrObject.value(5, "REF0017"),
                                        QrObject.value(8, "***")))
                        .compose());
    }

    private static MerchantCode qrPhPerson() {
        return code(
                composer(Scheme.QRPH_P2P, Presentation.STATIC)
                        .add(QrPhPerson.account("EXPHPHM1XXX", "000999111222"))
                        .category("6016")
                        .merchant("J** D** C***", "Manila")
                        .compose());
    }

    /** UnionPay alone, in a country that none of the profiles is of. */
    private static MerchantCode unionPay() {
        return code(
                composer(Scheme.UNIONPAY, Presentation.STATIC)
                        .add(QrObject.value(15, Samples.UNION_PAY.value()))
                        .add(QrObject.value(52, "5812"))
                        .currency("156")
                        .add(QrObject.value(58, "CN"))
                        .add(QrObject.value(59, "DUKOU NOODLES"))
                        .add(QrObject.value(60, "QINGDAO"))
                        .localized("ZH", "渡口面馆", "青岛")
                        .compose());
    }

    private static MerchantCode jpqr() {
        return code(
                composer(Scheme.JPQR, Presentation.STATIC)
                        .add(AcquiredMerchant.jpqr("9999000000017", "0001", "000002", "000003"))
                        .category("5812")
                        .merchant("xxx", "xxx", "8120000")
                        .localized("JA", "渡し場うどん", "福岡")
                        .compose());
    }

    private static MerchantCode mmqr() {
        return code(
                composer(Scheme.MMQR, Presentation.STATIC)
                        .add(AcquiredMerchant.mmqr("999900000000017", "000000"))
                        .category("5812")
                        .merchant("Ferry Tea", "Yangon")
                        .additional(AdditionalField.REFERENCE_LABEL, "REF17")
                        .localized("MY", "လက်ဖက်ရည်", "ရန်ကုန်")
                        .compose());
    }

    static MerchantCode lankaQr(String reference) {
        return code(
                composer(Scheme.LANKAQR, Presentation.STATIC)
                        .add(
                                new LankaQrMerchant("1", "6001", "002", "0000000000004711", "0001")
                                        .account())
                        .category("5411")
                        .merchant("Jetty Store", "Galle", "80000")
                        .additional(AdditionalField.REFERENCE_LABEL, reference)
                        .compose());
    }

    private static MerchantCode nepalPay() {
        return code(
                composer(Scheme.NEPALPAY, Presentation.DYNAMIC)
                        .add(NepalPayMerchant.account("EXMP9999", "GHAT17"))
                        .category("5812")
                        .amount("350.00")
                        .merchant("GHAT MOMO", "POKHARA", "33700")
                        .add(
                                QrObject.template(
                                        62,
                                        QrObject.value(1, "BILL17"),
                                        QrObject.template(
                                                51, QrObject.value(0, "TRACE-0000000000017"))))
                        .compose());
    }

    private static MerchantCode fonepay() {
        return code(
                composer(Scheme.FONEPAY, Presentation.STATIC)
                        .add(AcquiredMerchant.fonepay("2222990000000017"))
                        .category("5812")
                        .merchant("GHAT MOMO", "POKHARA")
                        .compose());
    }

    private static MerchantCode qrOnline() {
        return code(
                composer(Scheme.QR_ONLINE, Presentation.STATIC)
                        .add(AcquiredMerchant.qrOnline("999900000000000017"))
                        .category("5812")
                        .merchant("KECHIK CHOYXONA", "Xiva", "100017")
                        .localized("uz", "Kechik choyxona", "Xiva")
                        .compose());
    }

    static MerchantCode khqr(String currency) {
        return code(
                composer(Scheme.KHQR, Presentation.DYNAMIC)
                        .add(
                                KhqrAccount.account(
                                        KhqrAccount.Kind.MERCHANT,
                                        "kompong@exmp",
                                        "M-0017",
                                        "Example Bank"))
                        .add(QrObject.value(52, "5999"))
                        .currency(currency)
                        .amount("40000")
                        .merchant("Kompong Coffee", "Kampot")
                        .localized("km", "កាហ្វេកំពង់", "កំពត")
                        .add(KhqrAccount.times(1_775_000_000_000L, 1_775_000_600_000L))
                        .compose());
    }

    private static MerchantCode laoQr() {
        return code(
                composer(Scheme.LAO_QR, Presentation.STATIC)
                        .add(new LaoQrPayee("99990418", "002", "FERRYTOKEN0000000017").account())
                        .currency()
                        .country()
                        .compose());
    }

    private static MerchantCode hkFps() {
        return code(
                composer(Scheme.HK_FPS, Presentation.STATIC)
                        .add(FpsRecipient.account("9990017"))
                        .category("0000")
                        .merchant("NA", "HK")
                        .compose());
    }
}
