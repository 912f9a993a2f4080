// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a presented code comes to, in the few facts that all kinds share: for lists, logs of
 * verdicts, and whoever only has to say what was scanned. Who pays uses the code itself.
 *
 * @param verdict whether it is right
 * @param kind what it is
 * @param schemes the names of the payment systems, in the code's order; none for an unknown one
 * @param payee whom it names, or the number of whoever is not named; untrusted and often personal.
 *     Always empty of a code that a payer shows
 * @param country ISO 3166, two letters
 * @param currency ISO 4217, three digits
 * @param amount what the code fixes, in the currency's own units
 * @param tolerances what was put up with
 * @param error why it is refused
 */
public record CodeSummary(
        Verdict verdict,
        Kind kind,
        List<String> schemes,
        Optional<DisplayText> payee,
        Optional<String> country,
        Optional<String> currency,
        Optional<QrAmount> amount,
        Set<Tolerance> tolerances,
        Optional<QrError> error) {
    /** The name of the scheme of a code that is of none of the known ones. */
    public static final String UNKNOWN_SCHEME = "unknown";

    private static final Set<String> BESIDE = Set.of(Scheme.UNIONPAY.name(), Scheme.SGQR.name());
    private static final String INDIA = "IN";
    private static final String RUPEE = "356";
    private static final String TAIWAN = "TW";
    private static final String TAIWAN_DOLLAR = "901";

    /** Copies the lists. */
    public CodeSummary {
        schemes = List.copyOf(schemes);
        tolerances =
                tolerances.isEmpty()
                        ? Set.of()
                        : Collections.unmodifiableSet(EnumSet.copyOf(tolerances));
    }

    /** Whether a code is right. */
    public enum Verdict {
        /** In every respect. */
        OK,
        /** But for what its scheme puts up with. */
        TOLERATED,
        /** It cannot be paid by anybody. */
        REFUSED
    }

    /** What a text is. */
    public enum Kind {
        /** A merchant's, or a payee's, EMVCo code. */
        MERCHANT_CODE,
        /** A link that says whom to pay. */
        PAYMENT_LINK,
        /** A link that only its wallet can read. */
        WALLET_LINK,
        /** An EMVCo code that a payer shows. */
        PAYER_CODE,
        /** A barcode that a payer shows. */
        PAYER_BARCODE,
        /** A slip of a transfer that was made. */
        TRANSFER_SLIP,
        /** A bill's barcode, which is no code to pay. */
        BILL_BARCODE,
        /** None that can be read. */
        UNREADABLE
    }

    /**
     * The name of the first scheme, {@link #UNKNOWN_SCHEME} where there is none. A national scheme
     * comes before what stands beside it in the codes of many: UnionPay's part, a label's number.
     */
    public String scheme() {
        return schemes.stream()
                .filter(scheme -> !BESIDE.contains(scheme))
                .findFirst()
                .or(() -> schemes.stream().findFirst())
                .orElse(UNKNOWN_SCHEME);
    }

    /** Of what {@link Qr#classify} answered. */
    public static CodeSummary of(Presented presented) {
        return switch (presented) {
            case Presented.Merchant merchant -> of(merchant.code());
            case UpiLink link ->
                    new CodeSummary(
                            Verdict.OK,
                            Kind.PAYMENT_LINK,
                            List.of("UPI"),
                            Optional.of(
                                    link.payeeName()
                                            .filter(name -> !name.safe().isBlank())
                                            .orElseGet(() -> new DisplayText(link.payeeAddress()))),
                            Optional.of(INDIA),
                            Optional.of(RUPEE),
                            link.amount(),
                            Set.of(),
                            Optional.empty());
            case TwqrLink link ->
                    new CodeSummary(
                            Verdict.OK,
                            Kind.PAYMENT_LINK,
                            List.of("TWQR"),
                            Optional.of(link.name()),
                            Optional.of(TAIWAN),
                            Optional.of(TAIWAN_DOLLAR),
                            Optional.empty(),
                            Set.of(),
                            Optional.empty());
            case Presented.WalletLink link ->
                    nameless(Kind.WALLET_LINK, List.of(link.wallet().name()));
            case ConsumerCode code -> nameless(Kind.PAYER_CODE, networks(code));
            case Presented.WalletBarcode barcode ->
                    nameless(
                            Kind.PAYER_BARCODE, barcode.wallet().map(Enum::name).stream().toList());
            case Presented.NotPayment other ->
                    refused(
                            switch (other.kind()) {
                                case THAI_SLIP -> Kind.TRANSFER_SLIP;
                                case THAI_BILL_BARCODE -> Kind.BILL_BARCODE;
                            },
                            new QrError(QrErrorCode.NOT_A_PAYMENT_CODE, 0, ""));
            case Presented.Refused refused -> refused(Kind.UNREADABLE, refused.error());
        };
    }

    private static CodeSummary of(MerchantCode code) {
        List<String> schemes = new ArrayList<>();
        code.schemes().forEach(scheme -> schemes.add(scheme.name()));
        return new CodeSummary(
                code.tolerances().isEmpty() ? Verdict.OK : Verdict.TOLERATED,
                Kind.MERCHANT_CODE,
                schemes,
                code.merchantName().filter(name -> !name.safe().isBlank()).or(() -> number(code)),
                code.country(),
                code.currency(),
                code.amount(),
                code.tolerances(),
                Optional.empty());
    }

    private static Optional<DisplayText> number(MerchantCode code) {
        // Of a national scheme before UnionPay's, as in scheme().
        return code.schemes().stream()
                .sorted(Comparator.comparing(scheme -> BESIDE.contains(scheme.name())))
                .flatMap(scheme -> code.payeeNumber(scheme).stream())
                .findFirst()
                .map(DisplayText::new);
    }

    private static List<String> networks(ConsumerCode code) {
        return code.applications().stream()
                .map(ConsumerApplication::network)
                .filter(network -> network != ConsumerNetwork.UNKNOWN)
                .distinct()
                .map(Enum::name)
                .toList();
    }

    private static CodeSummary nameless(Kind kind, List<String> schemes) {
        return new CodeSummary(
                Verdict.OK,
                kind,
                schemes,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty());
    }

    private static CodeSummary refused(Kind kind, QrError error) {
        return new CodeSummary(
                Verdict.REFUSED,
                kind,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.of(error));
    }

    /** Without the payee, who may be a person. */
    @Override
    public String toString() {
        return "CodeSummary[" + verdict + ", " + kind + ", " + schemes + "]";
    }
}
