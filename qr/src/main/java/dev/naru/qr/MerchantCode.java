// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * A merchant-presented code that was read: its grammar, its check value and what its schemes ask of
 * it are right, except for the named {@link #tolerances()}.
 *
 * <p>It is not a promise that the merchant exists or that anybody can pay it, and nothing in it is
 * signed: anyone can print a code. Pass {@link #text()} on, never a new encoding of it.
 */
public final class MerchantCode implements QrReading {
    private static final ZoneId SINGAPORE = ZoneId.of("Asia/Singapore");

    private final RawFields raw;
    private final Presentation presentation;
    private final MerchantAccount[] accounts;
    private final List<Deviation> deviations;

    MerchantCode(
            RawFields raw,
            Presentation presentation,
            MerchantAccount[] accounts,
            List<Deviation> deviations) {
        this.raw = raw;
        this.presentation = presentation;
        this.accounts = accounts;
        this.deviations = List.copyOf(deviations);
    }

    /** Exactly the text that was read. */
    @Override
    public String text() {
        return raw.text();
    }

    /** For one payment or for many. */
    public Presentation presentation() {
        return presentation;
    }

    /** All merchant accounts in the code's order, at least one. */
    public List<MerchantAccount> accounts() {
        return List.of(accounts);
    }

    /** The accounts of one scheme in the code's order. */
    public List<MerchantAccount> accounts(Scheme scheme) {
        return Arrays.stream(accounts).filter(account -> account.scheme() == scheme).toList();
    }

    /**
     * The known schemes that this code can be paid through, each once, in the order of their first
     * accounts; empty when there is none.
     */
    public Set<Scheme> schemes() {
        Set<Scheme> schemes = new LinkedHashSet<>();
        accounts().forEach(account -> schemes.add(account.scheme()));
        schemes.remove(Scheme.UNKNOWN);
        return Collections.unmodifiableSet(schemes);
    }

    /** Whom it pays through QRIS, if it does. */
    public Optional<QrisMerchant> qris() {
        List<MerchantAccount> own = accounts(Scheme.QRIS);
        return own.isEmpty() ? Optional.empty() : Optional.of(QrisMerchant.of(own));
    }

    /** Whom it pays through a QRIS transfer, if it does. */
    public Optional<QrisTransfer> qrisTransfer() {
        return payee(
                Scheme.QRIS_TRANSFER,
                account -> QrisTransfer.of(account, additional(AdditionalField.PURPOSE)));
    }

    /** Whom it pays through the Korean EMV code, if it does. */
    public Optional<KoreaEmvMerchant> koreaEmv() {
        return payee(
                Scheme.KOREA_EMV,
                account ->
                        new KoreaEmvMerchant(
                                account.identifier().orElse(""),
                                account.field(KoreaEmvMerchant.MERCHANT_NUMBER).orElse(""),
                                field(Tags.UNIONPAY)
                                        .or(() -> field(Tags.UNIONPAY_SECOND))
                                        .flatMap(UnionPayPart::of)));
    }

    /** UnionPay's account, if there is one, in codes of any country. */
    public Optional<UnionPayPart> unionPay() {
        return accounts(Scheme.UNIONPAY).stream()
                .findFirst()
                .flatMap(account -> UnionPayPart.of(account.value()));
    }

    /** Whom it pays through BharatQR, if it does. */
    public Optional<BharatQrMerchant> bharatQr() {
        List<MerchantAccount> own = accounts(Scheme.BHARAT_QR);
        return own.isEmpty() ? Optional.empty() : Optional.of(BharatQrMerchant.of(own));
    }

    /** The account or card that it pays through VietQR, if it does. */
    public Optional<VietQrAccount> vietQr() {
        return payee(Scheme.VIETQR, VietQrAccount::of);
    }

    /** Whom it pays through VNPAY, if it does. */
    public Optional<AcquiredMerchant> vnpay() {
        return acquired(Scheme.VNPAY, AcquiredMerchant.VNPAY);
    }

    /** Whom it pays through PromptPay, if it does. */
    public Optional<PromptPayRecipient> promptPay() {
        return payee(Scheme.PROMPTPAY, PromptPayRecipient::of);
    }

    /** The Thai bill that it pays, if it does. */
    public Optional<ThaiBill> thaiBill() {
        return payee(Scheme.THAI_BILL_PAYMENT, ThaiBill::of);
    }

    /** Whom it pays through PayNow, if it does. */
    public Optional<PayNowRecipient> payNow() {
        return payee(Scheme.PAYNOW, PayNowRecipient::of);
    }

    /** Whom it pays through DuitNow, if it does. */
    public Optional<AcquiredMerchant> duitNow() {
        return acquired(Scheme.DUITNOW, AcquiredMerchant.DUITNOW);
    }

    /** The merchant whom it pays through QR Ph, if it does. */
    public Optional<AcquiredMerchant> qrPh() {
        return acquired(Scheme.QRPH_P2M, AcquiredMerchant.QRPH);
    }

    /** The person whom it pays through QR Ph, if it does. */
    public Optional<QrPhPerson> qrPhPerson() {
        return payee(Scheme.QRPH_P2P, QrPhPerson::of);
    }

    /** Whom it pays through JPQR, if it does. */
    public Optional<AcquiredMerchant> jpqr() {
        return acquired(Scheme.JPQR, AcquiredMerchant.JPQR);
    }

    /** Whom it pays through MMQR, if it does. */
    public Optional<AcquiredMerchant> mmqr() {
        return acquired(Scheme.MMQR, AcquiredMerchant.MMQR);
    }

    /** Whom it pays through LANKAQR, if it does. */
    public Optional<LankaQrMerchant> lankaQr() {
        return payee(Scheme.LANKAQR, LankaQrMerchant::of);
    }

    /** Whom it pays through NEPALPAY, if it does. */
    public Optional<NepalPayMerchant> nepalPay() {
        return payee(
                Scheme.NEPALPAY,
                account -> {
                    int additional = raw.find(RawFields.ROOT, Tags.ADDITIONAL);
                    int own =
                            additional == RawFields.NONE
                                    ? RawFields.NONE
                                    : raw.find(additional, NepalPayMerchant.TEMPLATE_IN_62);
                    return NepalPayMerchant.of(
                            account,
                            own == RawFields.NONE ? Optional.empty() : raw.findValue(own, 0));
                });
    }

    /** Whom it pays through Fonepay, if it does. */
    public Optional<AcquiredMerchant> fonepay() {
        return acquired(Scheme.FONEPAY, AcquiredMerchant.FONEPAY);
    }

    /** Whom it pays through QR-online, if it does. */
    public Optional<AcquiredMerchant> qrOnline() {
        return acquired(Scheme.QR_ONLINE, AcquiredMerchant.QR_ONLINE);
    }

    /** Whom it pays through KHQR, if it does. */
    public Optional<KhqrAccount> khqr() {
        return payee(
                Scheme.KHQR,
                account ->
                        KhqrAccount.of(
                                account,
                                field(KhqrAccount.TIMES, KhqrAccount.CREATED),
                                field(KhqrAccount.TIMES, KhqrAccount.EXPIRES)));
    }

    /** Whom it pays through LAO QR, if it does. */
    public Optional<LaoQrPayee> laoQr() {
        return payee(Scheme.LAO_QR, LaoQrPayee::of);
    }

    /** Whom it pays through Hong Kong's FPS, if it does. */
    public Optional<FpsRecipient> hkFps() {
        return payee(Scheme.HK_FPS, FpsRecipient::of);
    }

    /**
     * What the payee is known by in {@code scheme}, for those who treat all schemes alike: an
     * account, a merchant's number, a proxy. Often a person's: it belongs in no log. Empty when the
     * code has no account of the scheme, or nobody knows where such a one names its payee.
     */
    public Optional<String> payeeNumber(Scheme scheme) {
        return PayeeNumber.of(this, scheme);
    }

    /**
     * The first moment at which it can no longer be paid through {@code scheme}, for those who
     * treat all schemes alike; empty when it says none. This library has no clock: whoever pays
     * compares it with his own.
     */
    public Optional<Instant> endsAt(Scheme scheme) {
        if (scheme == Scheme.PAYNOW) {
            // A last second is over when the next one begins.
            return payNow().flatMap(PayNowRecipient::expiresAt)
                    .map(last -> last.plusSeconds(1).atZone(SINGAPORE).toInstant());
        }
        if (scheme == Scheme.KHQR) {
            return khqr().map(KhqrAccount::expiresAtMs)
                    .filter(OptionalLong::isPresent)
                    .map(ms -> Instant.ofEpochMilli(ms.getAsLong()));
        }
        return Optional.empty();
    }

    private Optional<AcquiredMerchant> acquired(Scheme scheme, AcquiredMerchant.Layout layout) {
        return accounts(scheme).stream().findFirst().flatMap(layout::read);
    }

    private <T> Optional<T> payee(Scheme scheme, Function<MerchantAccount, T> read) {
        return accounts(scheme).stream().findFirst().map(read);
    }

    /** The amount, when the code fixes one; more than zero unless a tolerance says otherwise. */
    public Optional<QrAmount> amount() {
        return amountIn(Tags.AMOUNT);
    }

    /** The tip or convenience fee that comes on top of the amount. */
    public Tip tip() {
        String kind = field(Tags.TIP).orElse("");
        return switch (kind) {
            case Tip.PROMPT -> new Tip.Prompted();
            case Tip.FIXED -> amountIn(Tags.TIP_FIXED).<Tip>map(Tip.Fixed::new).orElseThrow();
            case Tip.PERCENT ->
                    amountIn(Tags.TIP_PERCENT).<Tip>map(Tip.Percentage::new).orElseThrow();
            default -> new Tip.None();
        };
    }

    /** The currency, ISO 4217 numeric: {@code 360}, {@code 410}. */
    public Optional<String> currency() {
        return fieldUnless(Tolerance.CURRENCY_FORM, Tags.CURRENCY);
    }

    /** The merchant's country, ISO 3166: {@code ID}, {@code KR}. */
    public Optional<String> country() {
        return fieldUnless(Tolerance.COUNTRY_FORM, Tags.COUNTRY);
    }

    /** The merchant category, ISO 18245, four digits. */
    public Optional<String> merchantCategory() {
        return fieldUnless(Tolerance.MCC_FORM, Tags.CATEGORY);
    }

    /** The merchant's name, untrusted. */
    public Optional<DisplayText> merchantName() {
        return field(Tags.NAME).map(DisplayText::new);
    }

    /** The merchant's city, untrusted. */
    public Optional<DisplayText> merchantCity() {
        return field(Tags.CITY).map(DisplayText::new);
    }

    /** The merchant's postal code, untrusted. */
    public Optional<DisplayText> postalCode() {
        return field(Tags.POSTAL_CODE).map(DisplayText::new);
    }

    /** The merchant in a second language. */
    public Optional<LocalizedMerchant> localized() {
        Optional<String> language = field(Tags.LANGUAGE, 0);
        Optional<String> name = field(Tags.LANGUAGE, 1);
        if (language.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new LocalizedMerchant(
                        language.get(),
                        new DisplayText(name.get()),
                        field(Tags.LANGUAGE, 2).map(DisplayText::new)));
    }

    /** A field of template 62 as it stands there; see {@link AdditionalField#ASK_THE_PAYER}. */
    public Optional<String> additional(AdditionalField field) {
        return field(Tags.ADDITIONAL, field.tag());
    }

    /** The root field {@code tag}, 0 to 99, as it stands in the code. */
    public Optional<String> field(int tag) {
        return raw.findValue(RawFields.ROOT, tag);
    }

    /** The sub-field {@code subTag} of the root template {@code tag}. */
    public Optional<String> field(int tag, int subTag) {
        int index = raw.find(RawFields.ROOT, tag);
        return index == RawFields.NONE ? Optional.empty() : raw.findValue(index, subTag);
    }

    /** Every field in the code's order, without the check value. */
    public List<QrObject> objects() {
        List<QrObject> objects = new ArrayList<>(objects(RawFields.ROOT));
        objects.removeLast();
        return List.copyOf(objects);
    }

    /** The names of the tolerances that this code needed, each once. */
    public Set<Tolerance> tolerances() {
        Set<Tolerance> tolerances = EnumSet.noneOf(Tolerance.class);
        deviations.forEach(deviation -> tolerances.add(deviation.tolerance()));
        return Collections.unmodifiableSet(tolerances);
    }

    /** Each place where a tolerance was needed, in the order in which they were found. */
    public List<Deviation> deviations() {
        return deviations;
    }

    /** What showing any text of this code may do to a screen. */
    public Set<DisplayHazard> displayHazards() {
        return DisplayText.hazardsIn(text());
    }

    /** Two codes are the same when their texts are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof MerchantCode code && text().equals(code.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    /** Without the text: numbers of merchants and people do not belong in logs. */
    @Override
    public String toString() {
        return "MerchantCode[" + presentation + ", " + accounts() + ", " + tolerances() + "]";
    }

    private Optional<QrAmount> amountIn(int tag) {
        int index = raw.find(RawFields.ROOT, tag);
        return index == RawFields.NONE
                ? Optional.empty()
                : QrAmount.parse(raw.value(index), raw.start(index));
    }

    private Optional<String> fieldUnless(Tolerance tolerance, int tag) {
        return tolerances().contains(tolerance)
                ? Optional.empty()
                : field(tag).filter(value -> !value.isEmpty());
    }

    private List<QrObject> objects(int parent) {
        List<QrObject> objects = new ArrayList<>();
        int end = raw.endInside(parent);
        for (int index = parent + 1; index < end; index = raw.next(index)) {
            objects.add(
                    raw.isTemplate(index)
                            ? new QrObject.Template(raw.tag(index), objects(index))
                            : new QrObject.Value(raw.tag(index), raw.value(index)));
        }
        return objects;
    }
}
