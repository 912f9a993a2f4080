// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.Samples.changed;
import static dev.naru.qr.Samples.code;
import static dev.naru.qr.Samples.error;
import static dev.naru.qr.Samples.errorCode;
import static dev.naru.qr.Samples.sealed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.naru.qr.PromptPayRecipient.Kind;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each national scheme reads, and what it refuses. */
class NationalSchemesTest {
    @ParameterizedTest
    @EnumSource(
            value = Scheme.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"QRIS", "KOREA_EMV", "ZEROPAY", "UNKNOWN"})
    void readsWhatItMints(Scheme scheme) {
        MerchantCode code = NationalSamples.of(scheme);
        assertThat(code.schemes()).contains(scheme);
        assertThat(code(Qr.write(code.objects()))).isEqualTo(code);
        assertThat(code.toString()).doesNotContain("0017", "4711");
        boolean namesNobody =
                EnumSet.of(Scheme.THAI_PAYMENT_INNOVATION, Scheme.SGQR).contains(scheme);
        assertThat(code.payeeNumber(scheme).isEmpty()).isEqualTo(namesNobody);
        assertThat(code.text()).contains(code.payeeNumber(scheme).orElse(""));
        assertThat(code.payeeNumber(Scheme.UNKNOWN)).isEmpty();
        assertThat(code.payeeNumber(Scheme.QRIS)).isEmpty();
    }

    /** As a generator of notes in Vietnamese is seen to count. */
    @Test
    void vietQrMayCountBytes() {
        MerchantCode code =
                code(
                        Qr.read(
                                "00020101021238570010A00000072701270006970436011300110123456780208"
                                        + "QRIBFTTA53037045405500005802VN62260822Thanh toán hóa"
                                        + " đơn63044B44"));
        assertThat(code.tolerances())
                .containsExactlyInAnyOrder(Tolerance.BYTE_LENGTHS, Tolerance.MISSING_52_59_60);
        assertThat(code.additional(AdditionalField.PURPOSE)).contains("Thanh toán hóa đơn");
    }

    @Test
    void mintsWithoutNeedingToleranceButForWhatASchemeAlwaysLacks() {
        Set<Tolerance> needed = EnumSet.noneOf(Tolerance.class);
        NationalSamples.all().forEach(code -> needed.addAll(code.tolerances()));
        assertThat(needed)
                .containsExactlyInAnyOrder(
                        Tolerance.PFI_02,
                        Tolerance.PLAIN_UNRESERVED,
                        Tolerance.MISSING_52_59_60,
                        Tolerance.SUB00_IN_62);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    # scheme         | part                       | replaced by                | refusal
                    QRIS_TRANSFER    | 010212                     | 010211                     | FIELD_FORMAT
                    QRIS_TRANSFER    | 610516111                  | ""                         | FIELD_MISSING
                    BHARAT_QR        | chaiwala@example           | chaiwala.example           | FIELD_FORMAT
                    BHARAT_QR        | 5406120.00                 | 5407120.005                | AMOUNT_DECIMALS
                    VIETQR           | 0006970499                 | 000697049X                 | FIELD_FORMAT
                    VIETQR           | 0113PHO24H0012345          | 0113PHO24H001234-          | FIELD_FORMAT
                    VIETQR           | QRIBFTTA                   | QRIBFTTX                   | FIELD_FORMAT
                    VIETQR           | 5303704                    | 5303764                    | CURRENCY_NOT_OF_SCHEME
                    VIETQR           | 5802VN                     | 5802TH                     | COUNTRY_NOT_OF_SCHEME
                    VNPAY            | 01100109990017             | 02100109990017             | FIELD_MISSING
                    PROMPTPAY        | 0066899990000              | 006689999000X              | FIELD_FORMAT
                    PROMPTPAY        | 01130066899990000          | 06130066899990000          | FIELD_MISSING
                    PROMPTPAY        | 5303764                    | 5303704                    | CURRENCY_NOT_OF_SCHEME
                    THAI_BILL_PAYMENT | 0115099400099999901       | 011509940009999990X        | FIELD_FORMAT
                    THAI_BILL_PAYMENT | 0115099400099999901       | 0415099400099999901        | FIELD_MISSING
                    PAYNOW           | 01012                      | 01014                      | FIELD_FORMAT
                    PAYNOW           | 03010                      | 03012                      | FIELD_FORMAT
                    PAYNOW           | 010120213                  | 010120613                  | FIELD_MISSING
                    SGQR             | 0112260401                 | 0312260401                 | DUPLICATE_TAG
                    SGQR             | 02070                      | 05070                      | FIELD_MISSING
                    DUITNOW          | 0106599999                 | 010659999X                 | FIELD_FORMAT
                    DUITNOW          | 0106599999                 | 0506599999                 | FIELD_MISSING
                    DUITNOW          | 000202                     | 000203                     | FORMAT_INDICATOR_UNKNOWN
                    DUITNOW          | 6002MY                     | ""                         | FIELD_MISSING
                    QRPH_P2M         | 0111EXPHPHM1XXX            | 0111EXPHPHM1XX-            | FIELD_FORMAT
                    QRPH_P2M         | 0111EXPHPHM1XXX            | 0611EXPHPHM1XXX            | FIELD_MISSING
                    QRPH_P2P         | 0111EXPHPHM1XXX            | 0611EXPHPHM1XXX            | FIELD_MISSING
                    JPQR             | 9999000000017              | 999900000001-              | FIELD_FORMAT
                    JPQR             | 0306000002                 | 03060000-2                 | FIELD_FORMAT
                    JPQR             | 5303392                    | 530339254031.5             | AMOUNT_DECIMALS
                    MMQR             | 0115999900000000017        | 011599990000000001X        | FIELD_FORMAT
                    MMQR             | 0002MY                     | 0002ZH                     | FIELD_FORMAT
                    MMQR             | 5303104                    | 5303MMK                    | CURRENCY_NOT_OF_SCHEME
                    LANKAQR          | 5911Jetty Store            | ""                         | FIELD_MISSING
                    NEPALPAY         | 5909GHAT MOMO              | ""                         | FIELD_MISSING
                    FONEPAY          | 5303524                    | 5303356                    | CURRENCY_NOT_OF_SCHEME
                    QR_ONLINE        | 0118999900000000000017     | 0318999900000000000017     | FIELD_MISSING
                    KHQR             | 5914Kompong Coffee         | 5926Kompong Coffee and Noodles | FIELD_TOO_LONG
                    LAO_QR           | 010899990418               | 01089999041X               | FIELD_FORMAT
                    LAO_QR           | 0203002                    | 0203004                    | FIELD_FORMAT
                    LAO_QR           | 0320FERRYTOKEN             | 0420FERRYTOKEN             | FIELD_MISSING
                    HK_FPS           | 02079990017                | 0207999001X                | FIELD_FORMAT
                    HK_FPS           | 02079990017                | 06079990017                | FIELD_MISSING
                    """)
    void refusesWhatItsSchemeDoesNotAllow(
            Scheme scheme, String part, String by, QrErrorCode refusal) {
        MerchantCode sample = NationalSamples.of(scheme);
        String fitted = by == null ? "" : by;
        assertThat(errorCode(changed(sample, part, fitted))).isEqualTo(refusal);
    }

    @Test
    void readsAQrisTransfer() {
        MerchantCode code = NationalSamples.of(Scheme.QRIS_TRANSFER);
        assertThat(code.schemes()).containsExactly(Scheme.QRIS_TRANSFER);
        assertThat(code.qris()).isEmpty();
        assertThat(code.qrisTransfer())
                .contains(
                        new QrisTransfer(
                                "ID.CO.CONTOH.WWW",
                                Luhn.append(Samples.PAN),
                                Optional.of("B-4711"),
                                Optional.empty(),
                                Optional.of("DMCT")));
        assertThat(tolerances(changed(code, "0804DMCT", "0804CDPT")))
                .containsExactly(Tolerance.SECONDARY_FORM);
    }

    @Test
    void readsBharatQrInEachOfItsWays() {
        MerchantCode code = NationalSamples.of(Scheme.BHARAT_QR);
        assertThat(code.accounts())
                .extracting(MerchantAccount::tag)
                .containsExactly(2, 4, 6, 8, 26, 27);
        assertThat(code.accounts(Scheme.BHARAT_QR)).hasSize(6);
        assertThat(code.bharatQr())
                .contains(
                        new BharatQrMerchant(
                                Optional.of(Luhn.append("440393080012345")),
                                Optional.of("512260050012345"),
                                Optional.of(NationalSamples.RUPAY),
                                Optional.of("EXMP0000123000111222333"),
                                Optional.of("chaiwala@example"),
                                Optional.of("ORDER-2026-17"),
                                Optional.empty()));
    }

    @Test
    void hidesAnAadhaarNumberFromLogs() {
        String text =
                changed(
                        NationalSamples.of(Scheme.BHARAT_QR),
                        "5204",
                        "28300010A0000005240112999900001111" + "5204");
        MerchantCode code = code(Qr.read(text));
        assertThat(code.bharatQr().orElseThrow().aadhaar()).contains("999900001111");
        assertThat(code.bharatQr().orElseThrow().toString()).doesNotContain("9999");
    }

    @Test
    void readsVietQrThreeLevelsDeep() {
        assertThat(NationalSamples.of(Scheme.VIETQR).vietQr())
                .contains(new VietQrAccount("970499", "PHO24H0012345", Optional.of("QRIBFTTA")));
    }

    /** As a sample of the specification has it: right outside, one character too few inside. */
    @Test
    void refusesAVietQrAccountOfWhichOneCharacterIsLeftOver() {
        String text =
                changed(
                        NationalSamples.of(Scheme.VIETQR),
                        "0113PHO24H0012345",
                        "0112PHO24H0012345");
        QrError error = error(Qr.read(text));
        assertThat(error.code()).isEqualTo(QrErrorCode.TEMPLATE_MALFORMED);
        assertThat(error.field()).isEqualTo("38-01");
        assertThat(text.substring(error.offset())).startsWith("0006970499");
    }

    @ParameterizedTest
    @CsvSource({
        "MOBILE, 0066899990000",
        "NATIONAL_ID, 0994000999999",
        "E_WALLET, 140000899990000",
        "BANK_ACCOUNT, 0991112223334",
        "ONE_TIME, ABCDEFGHIJ"
    })
    void readsEveryKindOfPromptPay(Kind kind, String number) {
        MerchantCode code = NationalSamples.promptPay(kind, number);
        assertThat(code.promptPay()).contains(new PromptPayRecipient(kind, number));
        assertThat(code.tolerances()).containsExactly(Tolerance.MISSING_52_59_60);
    }

    @Test
    void refusesTwoPayeesInOneAccount() {
        String text =
                changed(
                        NationalSamples.of(Scheme.PROMPTPAY),
                        "29370016A00000067701011101130066899990000",
                        "29540016A0000006770101110113006689999000002130994000999999");
        QrError error = error(Qr.read(text));
        assertThat(error.code()).isEqualTo(QrErrorCode.FIELD_UNEXPECTED);
        assertThat(error.field()).isEqualTo("29-02");
    }

    @Test
    void readsThaiBillsFromHomeAndAbroad() {
        MerchantCode code = NationalSamples.of(Scheme.THAI_BILL_PAYMENT);
        ThaiBill bill = code.thaiBill().orElseThrow();
        assertThat(bill)
                .isEqualTo(
                        new ThaiBill(
                                "A000000677010112",
                                "099400099999901",
                                Optional.of("BOAT17"),
                                Optional.of("APR2026")));
        String abroad = changed(code, "A000000677010112", "A000000677012006");
        assertThat(code(Qr.read(abroad)).thaiBill().orElseThrow().identifier())
                .isEqualTo("A000000677012006");
    }

    @Test
    void tellsWhenAPayNowCodeExpires() {
        PayNowRecipient day = NationalSamples.of(Scheme.PAYNOW).payNow().orElseThrow();
        assertThat(day)
                .isEqualTo(
                        new PayNowRecipient(
                                "2",
                                "T26LL9999AQR1",
                                "0",
                                Optional.of("20380119"),
                                Optional.empty()));
        assertThat(day.expiresAt()).contains(LocalDateTime.of(2038, 1, 19, 23, 59, 59));
        PayNowRecipient moment =
                NationalSamples.payNow(PayNowRecipient.MOBILE, "20260401120500")
                        .payNow()
                        .orElseThrow();
        assertThat(moment.expiresAt()).contains(LocalDateTime.of(2026, 4, 1, 12, 5, 0));
    }

    /** PayNow puts up with empty fields, but nobody is paid through one. */
    @Test
    void refusesAPayNowAccountWithAnEmptyProxy() {
        QrReading reading =
                MerchantCodeComposer.of(Scheme.PAYNOW, Presentation.STATIC)
                        .add(PayNowRecipient.account(PayNowRecipient.MOBILE, "", "1", "20380119"))
                        .category("0000")
                        .merchant("KOPI JETTY", "Singapore")
                        .compose();
        QrError error = error(reading);
        assertThat(error.code()).isEqualTo(QrErrorCode.LENGTH_ZERO);
        assertThat(error.field()).isEqualTo("26-02");
    }

    @ParameterizedTest
    @CsvSource({
        "20381319",
        "20380100",
        "20260229",
        "2038011",
        "203801190",
        "2038011923595",
        "20380119235960",
        "20380119240000",
        "2038O119",
        "20380119236000"
    })
    void readsAnExpiryThatIsNoDayAsNoneAndSaysSo(String expiry) {
        MerchantCode code = NationalSamples.payNow(PayNowRecipient.MOBILE, expiry);
        assertThat(code.tolerances()).containsExactly(Tolerance.EXPIRY_FORM);
        assertThat(code.payNow().orElseThrow().expiry()).contains(expiry);
        assertThat(code.payNow().orElseThrow().expiresAt()).isEmpty();
    }

    @Test
    void listsTheManySchemesOfALabelInOrder() {
        MerchantCode code = NationalSamples.of(Scheme.SGQR);
        assertThat(code.text()).hasSizeGreaterThan(1_000);
        assertThat(code.tolerances()).isEmpty();
        assertThat(code.schemes()).containsExactly(Scheme.UNIONPAY, Scheme.PAYNOW, Scheme.SGQR);
        assertThat(code.accounts()).hasSize(19);
        assertThat(code.accounts())
                .extracting(MerchantAccount::tag, MerchantAccount::scheme)
                .containsSubsequence(
                        tuple(2, Scheme.UNKNOWN),
                        tuple(15, Scheme.UNIONPAY),
                        tuple(26, Scheme.UNKNOWN),
                        tuple(39, Scheme.UNKNOWN),
                        tuple(40, Scheme.PAYNOW),
                        tuple(51, Scheme.SGQR));
        assertThat(code.accounts().get(3).identifier()).contains("SG.EXAMPLE.W26");
        assertThat(code.payNow().orElseThrow().proxy()).isEqualTo("+6590000000");
    }

    @Test
    void listsSchemesInTheOrderOfTheCodeNotOfOurOwn() {
        String body = Samples.body(NationalSamples.of(Scheme.VNPAY).text());
        String account = "26280010A00000077501100109990017";
        String field = "38390010A000000727" + "0121" + "0006970499" + "01071234567";
        assertThat(body).contains(account);
        assertThat(code(Qr.read(sealed(body.replace(account, field + account)))).schemes())
                .containsExactly(Scheme.VIETQR, Scheme.VNPAY);
        assertThat(code(Qr.read(sealed(body.replace(account, account + field)))).schemes())
                .containsExactly(Scheme.VNPAY, Scheme.VIETQR);
    }

    @Test
    void readsMerchantsOfTheSchemesThatSayNoMore() {
        assertThat(NationalSamples.of(Scheme.DUITNOW).duitNow())
                .contains(
                        new AcquiredMerchant(
                                "A0000006150001",
                                Optional.of("599999"),
                                "QR0000000000000000004711",
                                Optional.empty()));
        assertThat(NationalSamples.of(Scheme.QRPH_P2M).qrPh())
                .contains(
                        new AcquiredMerchant(
                                "ph.ppmi.p2m",
                                Optional.of("EXPHPHM1XXX"),
                                "SARISARI-0017",
                                Optional.empty()));
        assertThat(NationalSamples.of(Scheme.VNPAY).vnpay().orElseThrow().number())
                .isEqualTo("0109990017");
        assertThat(NationalSamples.of(Scheme.FONEPAY).fonepay().orElseThrow().number())
                .isEqualTo("2222990000000017");
        assertThat(NationalSamples.of(Scheme.QR_ONLINE).qrOnline().orElseThrow().number())
                .isEqualTo("999900000000000017");
        assertThat(NationalSamples.of(Scheme.MMQR).mmqr())
                .contains(
                        new AcquiredMerchant(
                                "com.mmqrpay.www",
                                Optional.empty(),
                                "999900000000017",
                                Optional.of("000000")));
        assertThat(NationalSamples.of(Scheme.JPQR).jpqr())
                .contains(
                        new AcquiredMerchant(
                                "jp.or.paymentsjapan",
                                Optional.empty(),
                                "9999000000017",
                                Optional.of("000003")));
        assertThat(NationalSamples.of(Scheme.UNIONPAY).unionPay()).contains(Samples.UNION_PAY);
    }

    @Test
    void saysThatAFonepayCodeNamesNoMerchant() {
        String text =
                changed(
                        NationalSamples.of(Scheme.FONEPAY),
                        "07162222990000000017",
                        "01162222990000000017");
        assertThat(tolerances(text)).containsExactly(Tolerance.SECONDARY_MISSING);
        assertThat(code(Qr.read(text)).fonepay()).isEmpty();
    }

    @Test
    void readsAPersonOfTheQrPh() {
        assertThat(NationalSamples.of(Scheme.QRPH_P2P).qrPhPerson())
                .contains(
                        new QrPhPerson(
                                "EXPHPHM1XXX", Optional.of("000999111222"), Optional.empty()));
    }

    @Test
    void readsBurmeseInCodePoints() {
        assertThat(NationalSamples.of(Scheme.MMQR).localized().orElseThrow().name().safe())
                .isEqualTo("လက်ဖက်ရည်");
        String without =
                Samples.body(NationalSamples.of(Scheme.MMQR).text())
                        .replaceFirst("64.{2}0002MY.*", "");
        assertThat(errorCode(sealed(without))).isEqualTo(QrErrorCode.FIELD_MISSING);
    }

    @Test
    void takesALankaQrBlockApart() {
        LankaQrMerchant merchant = NationalSamples.of(Scheme.LANKAQR).lankaQr().orElseThrow();
        assertThat(merchant)
                .isEqualTo(new LankaQrMerchant("1", "6001", "002", "0000000000004711", "0001"));
    }

    /** As a library writes it, and no real code. */
    @Test
    void doesNotTakeALankaQrBlockWithoutItsHeader() {
        String text =
                changed(
                        NationalSamples.of(Scheme.LANKAQR),
                        "26320028" + NationalSamples.LANKA,
                        "2628" + NationalSamples.LANKA);
        MerchantCode code = code(Qr.read(text));
        assertThat(code.schemes()).isEmpty();
        assertThat(code.tolerances()).containsExactly(Tolerance.PLAIN_TEMPLATE);
    }

    @Test
    void readsNepalPayByItsPrefix() {
        assertThat(NationalSamples.of(Scheme.NEPALPAY).nepalPay())
                .contains(
                        new NepalPayMerchant(
                                "EXMP9999", "GHAT17", Optional.of("TRACE-0000000000017")));
        String zero = changed(NationalSamples.of(Scheme.NEPALPAY), "5406350.00", "54040.00");
        assertThat(tolerances(zero)).containsExactly(Tolerance.ZERO_AMOUNT);
        String other = changed(NationalSamples.of(Scheme.NEPALPAY), "NCHL", "NPSX");
        assertThat(code(Qr.read(other)).schemes()).isEmpty();
    }

    @Test
    void readsADoubled00OnlyWhereAProfileToleratesIt() {
        MerchantCode sample = NationalSamples.of(Scheme.NEPALPAY);
        String afterIndicator = Samples.body(sample.text()).substring("000201".length());
        String doubled = "000201000201" + sealed(afterIndicator);
        assertThat(error(Qr.read(doubled)))
                .isEqualTo(new QrError(QrErrorCode.DUPLICATE_TAG, 6, "00"));

        MerchantCode code = code(tolerant().read(doubled));
        assertThat(code.text()).isEqualTo(doubled);
        assertThat(code.tolerances()).containsExactly(Tolerance.NCHL_DOUBLE_00);
        assertThat(code.objects()).isEqualTo(sample.objects());

        String checkedFromTheStart = sealed("000201000201" + afterIndicator);
        assertThat(error(tolerant().read(checkedFromTheStart)).code())
                .isEqualTo(QrErrorCode.CRC_MISMATCH);
    }

    @Test
    void doesNotReadADoubled00OfAnotherScheme() {
        for (MerchantCode sample : List.of(Samples.staticQris(), NationalSamples.of(Scheme.KHQR))) {
            String rest = Samples.body(sample.text()).substring("000201".length());
            QrError error = error(tolerant().read("000201000201" + sealed(rest)));
            assertThat(error.code()).isEqualTo(QrErrorCode.DUPLICATE_TAG);
        }
        String unknown = "010211" + "26110007FERRY.A5204581253039995802QQ5904SHOP6004TOWN";
        assertThat(error(tolerant().read("000201000201" + sealed(unknown))).code())
                .isEqualTo(QrErrorCode.DUPLICATE_TAG);
    }

    static QrReader tolerant() {
        SchemeProfile nepalPay =
                SchemeProfiles.of(Scheme.NEPALPAY)
                        .orElseThrow()
                        .tolerating(Tolerance.NCHL_DOUBLE_00);
        return new QrReader(SchemeProfiles.standardWith(nepalPay));
    }

    @Test
    void pointsIntoTheWholeTextOfADoubled00() {
        MerchantCode sample = NationalSamples.of(Scheme.NEPALPAY);
        String rest = Samples.body(sample.text()).substring("000201".length());
        String doubled = "000201000201" + sealed(rest);
        MerchantCode code = code(tolerant().read(doubled));
        assertThat(doubled.substring(code.amount().orElseThrow().offset())).startsWith("350.00");
        String wrong = "000201000201" + sealed(rest.replace("350.00", "350,00"));
        QrError error = error(tolerant().read(wrong));
        assertThat(error.code()).isEqualTo(QrErrorCode.AMOUNT_FORMAT);
        assertThat(wrong.substring(error.offset())).startsWith("350,00");
    }

    @Test
    void keepsAPayNowAccountBesideAMalformedOne() {
        String malformed = changed(NationalSamples.of(Scheme.PAYNOW), "5204", "2705HELLO" + "5204");
        assertThat(tolerances(malformed)).containsExactly(Tolerance.PLAIN_TEMPLATE);
    }

    /** Whole codes in the wrong case, and those from before a scheme had an identifier. */
    @Test
    void readsNoLegacyCodeAsOneOfAScheme() {
        String lower = NationalSamples.of(Scheme.LAO_QR).text().toLowerCase(Locale.ROOT);
        assertThat(errorCode(lower)).isEqualTo(QrErrorCode.CRC_MISMATCH);

        String mongo = "26280024" + "0123456789abcdef01234567";
        String legacy = "000201010211" + mongo + "520458125303MMK5802MM5904SHOP6006Yangon";
        MerchantCode code = code(Qr.read(sealed(legacy)));
        assertThat(code.schemes()).isEmpty();
        assertThat(code.currency()).isEmpty();
        assertThat(code.tolerances()).containsExactly(Tolerance.CURRENCY_FORM);
        assertThat(errorCode(legacy + "63041a2b")).isEqualTo(QrErrorCode.CRC_MISMATCH);
    }

    @Test
    void readsKhqrInBothCurrencies() {
        assertThat(NationalSamples.khqr("840").khqr())
                .isEqualTo(NationalSamples.khqr("116").khqr())
                .contains(
                        new KhqrAccount(
                                "kompong@exmp",
                                Optional.of("M-0017"),
                                Optional.of("Example Bank"),
                                KhqrAccount.Kind.MERCHANT,
                                OptionalLong.of(1_775_000_000_000L),
                                OptionalLong.of(1_775_000_600_000L)));
    }

    @Test
    void takesNoTimeOfKhqrForOneThatIsNone() {
        MerchantCode sample = NationalSamples.of(Scheme.KHQR);
        String hex = changed(sample, "00131775000000000", "00131775A00000000");
        assertThat(code(Qr.read(hex)).khqr().orElseThrow().createdAtMs()).isEmpty();
        String noAtSign = changed(sample, "kompong@exmp", "kompong.exmp");
        assertThat(code(Qr.read(noAtSign)).schemes()).isEmpty();
        String atTheEnd = changed(sample, "kompong@exmp", "kompong.exm@");
        assertThat(code(Qr.read(atTheEnd)).schemes()).isEmpty();
    }

    @Test
    void readsLaoQrAndHongKong() {
        assertThat(NationalSamples.of(Scheme.LAO_QR).laoQr())
                .contains(new LaoQrPayee("99990418", "002", "FERRYTOKEN0000000017"));
        MerchantCode hongKong = NationalSamples.of(Scheme.HK_FPS);
        assertThat(hongKong.hkFps().orElseThrow().fpsId()).contains("9990017");
        assertThat(code(Qr.read(changed(hongKong, "5303344", "5303156"))).currency())
                .contains("156");
    }

    @Test
    void knowsZeroPayOnlyByAConfiguredIdentifier() {
        String identifier = "kr.example.ferry";
        SchemeProfile zeroPay = SchemeProfiles.zeroPay(Set.of(identifier));
        QrReader reader = new QrReader(SchemeProfiles.standardWith(zeroPay));
        QrReading minted =
                MerchantCodeComposer.of(zeroPay, Presentation.STATIC)
                        .add(
                                QrObject.template(
                                        26, QrObject.value(0, identifier), QrObject.value(1, "17")))
                        .category("5812")
                        .merchant("NARU GIMBAP", "JEONJU")
                        .compose(reader);
        assertThat(code(minted).schemes()).containsExactly(Scheme.ZEROPAY);
        assertThat(code(Qr.read(minted.text())).schemes()).isEmpty();
        assertThatThrownBy(() -> MerchantCodeComposer.of(Scheme.ZEROPAY, Presentation.STATIC))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void addsNoCountryOfItsOwnForASchemeOfEveryCountry() {
        MerchantCodeComposer composer =
                MerchantCodeComposer.of(Scheme.UNIONPAY, Presentation.STATIC);
        assertThatThrownBy(composer::country).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(composer::currency).isInstanceOf(IllegalStateException.class);
    }

    private static Set<Tolerance> tolerances(String text) {
        return code(Qr.read(text)).tolerances();
    }
}
