// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import dev.naru.connectors.enquiry.LookupResult;
import dev.naru.connectors.enquiry.Payee;
import dev.naru.connectors.enquiry.PayeeQuestion;
import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.front.RefusedException;
import dev.naru.gateway.http.machine.Directory;
import dev.naru.gateway.http.machine.HubClock;
import dev.naru.gateway.http.view.CodeView;
import dev.naru.gateway.http.view.MoneyView;
import dev.naru.gateway.http.view.PayeeView;
import dev.naru.gateway.http.view.Times;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Money;
import dev.naru.protocol.Particulars;
import dev.naru.qr.CodeSummary;
import dev.naru.qr.ConsumerCode;
import dev.naru.qr.DisplayText;
import dev.naru.qr.MerchantCode;
import dev.naru.qr.MinorAmount;
import dev.naru.qr.Presentation;
import dev.naru.qr.Presented;
import dev.naru.qr.QrAmount;
import dev.naru.qr.QrClassifier;
import dev.naru.qr.QrError;
import dev.naru.qr.QrErrorCode;
import dev.naru.qr.Scheme;
import dev.naru.qr.Tip;
import dev.naru.qr.TwqrLink;
import dev.naru.qr.UpiLink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a scanned code and asks its scheme who would be paid. */
final class ResolveEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(ResolveEndpoint.class);

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final QrClassifier classifier;
    private final Schemes schemes;
    private final Directory directory;
    private final HubClock clock;
    private final ResolutionSeal seal;
    private final long validNs;

    ResolveEndpoint(
            QrClassifier classifier,
            Schemes schemes,
            Directory directory,
            HubClock clock,
            ResolutionSeal seal,
            Duration valid) {
        this.classifier = classifier;
        this.schemes = schemes;
        this.directory = directory;
        this.clock = clock;
        this.seal = seal;
        this.validNs = valid.toNanos();
    }

    /** What a caller learns of a code. */
    record ResolutionView(
            String scheme,
            String presentation,
            PayeeView payee,
            String corridor,
            String country,
            String currency,
            Optional<MoneyView> amount,
            String resolution,
            String expiresAt) {}

    Answer resolve(Call call) {
        call.noQuery();
        String payload = call.body(List.of("payload"), List.of()).anyText("payload");
        Presented presented = classifier.classify(payload);
        MerchantCode code = merchantCode(presented);
        CodeView understood = CodeView.of(CodeSummary.of(presented));
        Schemes.Way way = schemes.wayTo(code, understood);
        if (!PayeeReading.isFit(code)) {
            throw unfit();
        }
        long endsAtNs = endsAtNs(code, way.scheme(), understood);
        Currency currency = directory.currency(way.corridor().definition().destinationGroupId());
        checkCurrency(code, currency);
        OptionalLong printed = printedMinor(code, currency);
        Payee found = look(call, way, code);
        Resolution resolution =
                new Resolution(
                        call.participantId(),
                        way.corridor().definition().corridorId(),
                        way.scheme().name(),
                        PayeeReading.payee(code, way.scheme(), found)
                                .orElseThrow(() -> unavailable(call, way, "unusable payee")),
                        PayeeReading.scan(code, found)
                                .orElseThrow(() -> unavailable(call, way, "unusable reference")),
                        fixedMinor(code, printed, found, currency),
                        endsAtNs);
        return Answer.ok(view(code, way, currency, resolution));
    }

    /** Only merchants' codes lead to anybody whom a corridor pays. */
    private static MerchantCode merchantCode(Presented presented) {
        return switch (presented) {
            case Presented.Merchant merchant -> merchant.code();
            case Presented.Refused refused -> throw Refusal.of(refused.error(), "payload").thrown();
            case Presented.NotPayment other -> throw Refusal.of(other.kind(), "payload").thrown();
            case ConsumerCode _, Presented.WalletBarcode _ ->
                    throw Refusal.of(Problem.PAYER_CODE, "Scan the shop's code instead.")
                            .about("payload")
                            .with(Schemes.UNDERSTOOD, CodeView.of(CodeSummary.of(presented)))
                            .thrown();
            case UpiLink _, TwqrLink _, Presented.WalletLink _ ->
                    throw Schemes.noWay(CodeView.of(CodeSummary.of(presented)));
        };
    }

    /** No resolution outlives its code. */
    private long endsAtNs(MerchantCode code, Scheme scheme, CodeView understood) {
        long nowNs = clock.nowNs();
        Instant end = Instant.ofEpochSecond(0, nowNs + validNs);
        Instant codesEnd = code.endsAt(scheme).orElse(Instant.MAX);
        if (!codesEnd.isAfter(Instant.ofEpochSecond(0, nowNs))) {
            throw Refusal.of(Problem.CODE_EXPIRED, "The code ended at " + codesEnd + ".")
                    .about("payload")
                    .with(Schemes.UNDERSTOOD, understood)
                    .thrown();
        }
        return codesEnd.isBefore(end)
                ? codesEnd.getEpochSecond() * NANOS_PER_SECOND + codesEnd.getNano()
                : nowNs + validNs;
    }

    private ResolutionView view(
            MerchantCode code, Schemes.Way way, Currency currency, Resolution resolution) {
        return new ResolutionView(
                resolution.scheme(),
                presentation(code),
                payeeView(
                        resolution,
                        code.merchantName().map(DisplayText::safe).flatMap(ResolveEndpoint::said)),
                way.corridor().definition().code(),
                code.country().orElse(""),
                currency.name(),
                resolution.fixedMinor().isPresent()
                        ? Optional.of(MoneyView.of(resolution.fixedMinor().getAsLong(), currency))
                        : Optional.empty(),
                seal.seal(resolution),
                Times.text(resolution.expiresAtNs()));
    }

    /** A code that does not say what it is can be paid again like a static one. */
    private static String presentation(MerchantCode code) {
        return (code.presentation() == Presentation.DYNAMIC
                        ? Presentation.DYNAMIC
                        : Presentation.STATIC)
                .name()
                .toLowerCase(Locale.ROOT);
    }

    /** The payee of a resolution. */
    static PayeeView payeeView(Resolution resolution, Optional<String> printedName) {
        Particulars.Payee payee = resolution.payee();
        Particulars.Scan scan = resolution.scan();
        return new PayeeView(
                payee.name(),
                printedName,
                said(payee.city()),
                said(payee.category()),
                said(scan.qrReference()).or(() -> said(scan.lookUpReference())));
    }

    private static Optional<String> said(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Well-formed, and yet with a control character inside: no scheme is asked about it. */
    private static RefusedException unfit() {
        return Refusal.of(new QrError(QrErrorCode.FIELD_FORMAT, 0, ""), "payload").thrown();
    }

    private Payee look(Call call, Schemes.Way way, MerchantCode code) {
        return switch (way.lookup().look(new PayeeQuestion(code))) {
            case LookupResult.Found found -> found.payee();
            case LookupResult.Unknown unknown -> {
                Refusal refusal =
                        Refusal.of(Problem.PAYEE_UNKNOWN, "The payee's scheme refused the look-up.")
                                .about("payload");
                throw (unknown.isoReason().isEmpty()
                                ? refusal
                                : refusal.with("scheme_reason", unknown.isoReason()))
                        .thrown();
            }
            case LookupResult.Unaskable _ -> throw unfit();
            case LookupResult.Unavailable unavailable ->
                    throw unavailable(call, way, unavailable.reason());
        };
    }

    private static RefusedException unavailable(Call call, Schemes.Way way, String reason) {
        LOG.warn(
                "request {}: look-up at {} unavailable: {}",
                call.requestId(),
                way.scheme(),
                reason);
        return Refusal.of(
                        Problem.PAYEE_LOOKUP_UNAVAILABLE,
                        "The payee's scheme did not answer. No money was moved.")
                .retryAfter(5)
                .thrown();
    }

    private static void checkCurrency(MerchantCode code, Currency currency) {
        boolean same =
                code.currency()
                        .map(numeric -> Integer.parseInt(numeric) == currency.numeric())
                        .orElse(true);
        if (!same) {
            throw Refusal.of(
                            Problem.CURRENCY_MISMATCH,
                            "The corridor delivers " + currency + ", the code asks for another.")
                    .about("payload")
                    .thrown();
        }
    }

    /** What the code fixes, a fixed tip included. */
    private static OptionalLong printedMinor(MerchantCode code, Currency currency) {
        Optional<QrAmount> amount = code.amount();
        if (amount.isEmpty()) {
            return OptionalLong.empty();
        }
        long tip =
                switch (code.tip()) {
                    case Tip.Fixed fixed -> minor(fixed.amount(), currency);
                    case Tip.None none -> 0;
                    case Tip.Prompted prompted -> 0;
                    case Tip.Percentage percentage -> 0;
                };
        return OptionalLong.of(Math.addExact(minor(amount.get(), currency), tip));
    }

    private static long minor(QrAmount amount, Currency currency) {
        return switch (amount.toMinor(currency.exponent())) {
            case MinorAmount.Exact exact -> exact.amountMinor();
            case MinorAmount.NotExact refused ->
                    throw Refusal.of(refused.error(), "payload").thrown();
        };
    }

    /**
     * What is to be paid. The payee's side knows best; where it says nothing the code counts, and a
     * tip that we would have to work out ourselves is refused rather than guessed.
     */
    private static OptionalLong fixedMinor(
            MerchantCode code, OptionalLong printed, Payee payee, Currency currency) {
        if (payee.amount().isPresent()) {
            Money said = payee.amount().get();
            boolean tipped = !(code.tip() instanceof Tip.None);
            if (said.currency() != currency) {
                throw Refusal.of(
                                Problem.CURRENCY_MISMATCH,
                                "The scheme named the amount in another currency.")
                        .about("payload")
                        .thrown();
            }
            if (!tipped && printed.isPresent() && printed.getAsLong() != said.minor()) {
                throw Refusal.of(
                                Problem.AMOUNT_DIFFERS_FROM_QR,
                                "The scheme names another amount than the code.")
                        .about("payload")
                        .thrown();
            }
            return OptionalLong.of(said.minor());
        }
        boolean workedOut =
                switch (code.tip()) {
                    case Tip.None none -> false;
                    case Tip.Prompted prompted -> false;
                    case Tip.Fixed fixed -> printed.isEmpty();
                    case Tip.Percentage percentage -> true;
                };
        if (workedOut) {
            throw Refusal.of(Problem.TIP_UNSUPPORTED, "The code leaves the sum to be worked out.")
                    .about("payload")
                    .thrown();
        }
        return printed;
    }
}
