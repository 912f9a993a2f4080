// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.korea;

import dev.naru.connectors.enquiry.LinkState;
import dev.naru.connectors.enquiry.LookupResult;
import dev.naru.connectors.enquiry.Payee;
import dev.naru.connectors.enquiry.PayeeLookup;
import dev.naru.connectors.enquiry.PayeeQuestion;
import dev.naru.connectors.scheme.CircuitBreaker;
import dev.naru.connectors.scheme.PartnerClient;
import dev.naru.connectors.scheme.PartnerClient.Exchange;
import dev.naru.connectors.scheme.Prober;
import dev.naru.connectors.scheme.StrictJson;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Money;
import dev.naru.qr.KoreaEmvMerchant;
import dev.naru.qr.MerchantCode;
import dev.naru.qr.MerchantCodeComposer;
import dev.naru.qr.Presentation;
import dev.naru.qr.QrReading;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Asks the acquirer who a merchant is. Once each, within a time-out, not too many at once. */
final class KoreaLookup implements PayeeLookup, AutoCloseable {
    private static final String PATH = "/v1/merchants/lookups";
    private static final int ANSWERED = 200;
    private static final int UNREADABLE_CODE = 422;

    private final KoreaSettings settings;
    private final PartnerClient partner;
    private final Supplier<LinkState> payments;
    private final Semaphore places;
    private final CircuitBreaker breaker;
    private final Prober prober;

    KoreaLookup(KoreaSettings settings, PartnerClient partner, Supplier<LinkState> payments) {
        this.settings = settings;
        this.partner = partner;
        this.payments = payments;
        this.places = new Semaphore(settings.lookupsAtOnce());
        this.breaker = new CircuitBreaker(settings.link().breaker());
        this.prober =
                new Prober(
                        "lookup-" + settings.link().linkParticipantId(),
                        breaker,
                        this::answersProbe);
    }

    /** Begins to watch whether look-ups are answered. */
    void start() {
        prober.start();
    }

    @Override
    public LookupResult look(PayeeQuestion question) {
        if (!breaker.isClosed()) {
            return new LookupResult.Unavailable("the acquirer does not answer look-ups");
        }
        if (question.code().koreaEmv().isEmpty()) {
            return new LookupResult.Unknown("");
        }
        if (!places.tryAcquire()) {
            return new LookupResult.Unavailable("too many look-ups at once");
        }
        try {
            Exchange exchange = ask(question.code());
            if (isFailure(exchange)) {
                breaker.failed();
            } else {
                breaker.succeeded();
            }
            return result(exchange);
        } finally {
            places.release();
        }
    }

    @Override
    public LinkState state() {
        return own() == LinkState.UP ? payments.get() : LinkState.DOWN;
    }

    /** Whether look-ups are answered, whatever payments do. */
    LinkState own() {
        return breaker.isClosed() ? LinkState.UP : LinkState.DOWN;
    }

    private Exchange ask(MerchantCode code) {
        return partner.post(
                PATH, StrictJson.write(Map.of("code", code.text())), settings.lookupTimeout());
    }

    /** What the acquirer refuses may be the fault of the one code; it must not close the rest. */
    private static boolean isFailure(Exchange exchange) {
        return switch (exchange) {
            case Exchange.Nothing _ -> true;
            case Exchange.Got(int status, Bytes _) ->
                    status >= 500 || status == 408 || status == 429;
        };
    }

    private boolean answersProbe() {
        return !(result(ask(NOBODY)) instanceof LookupResult.Unavailable);
    }

    /** What an exchange says of a code. */
    static LookupResult result(Exchange exchange) {
        return switch (exchange) {
            case Exchange.Nothing(String reason) -> new LookupResult.Unavailable(reason);
            case Exchange.Got(int status, Bytes body) ->
                    switch (status) {
                        case ANSWERED ->
                                StrictJson.read(body.toArray())
                                        .map(KoreaLookup::result)
                                        .orElseGet(() -> unusable("not a JSON object"));
                        case UNREADABLE_CODE ->
                                new LookupResult.Unaskable("the acquirer cannot read the code");
                        default -> unusable("HTTP status " + status);
                    };
        };
    }

    private static LookupResult result(ObjectNode body) {
        return switch (StrictJson.text(body, "result").orElse("")) {
            case "UNKNOWN" ->
                    new LookupResult.Unknown(
                            StrictJson.text(body, "reason")
                                    .filter(code -> code.matches("[A-Z0-9]{4}"))
                                    .orElse(""));
            case "FOUND" -> found(body);
            default -> unusable("neither FOUND nor UNKNOWN");
        };
    }

    private static LookupResult found(ObjectNode body) {
        Optional<String> name = StrictJson.text(body, "name").filter(text -> !text.isBlank());
        Optional<String> merchant =
                StrictJson.text(body, "merchant").filter(text -> text.matches("[0-9]{9}"));
        if (name.isEmpty() || merchant.isEmpty()) {
            return unusable("found, but without a name or a merchant number");
        }
        Optional<Money> amount = PaymentMessages.won(body, "amount");
        if (body.has("amount") && (amount.isEmpty() || !PaymentMessages.isWon(body))) {
            return unusable("an amount that is not whole won");
        }
        String reference = StrictJson.text(body, "reference").orElse("");
        if (!reference.matches("[ -~]{0,35}")) {
            return unusable("a reference that cannot be carried");
        }
        return new LookupResult.Found(
                new Payee(
                        name.get(),
                        StrictJson.text(body, "city").orElse(""),
                        StrictJson.text(body, "category")
                                .filter(text -> text.matches("[0-9]{4}"))
                                .orElse(""),
                        "",
                        merchant.get(),
                        reference,
                        amount));
    }

    private static LookupResult unusable(String reason) {
        return new LookupResult.Unavailable(reason);
    }

    /** No merchant has this number. */
    private static final MerchantCode NOBODY = nobody();

    private static MerchantCode nobody() {
        return switch (MerchantCodeComposer.koreaEmv(Presentation.STATIC)
                .add(KoreaEmvMerchant.account("000000000"))
                .category("5999")
                .merchant("PROBE", "SEOUL", "04524")
                .compose()) {
            case MerchantCode code -> code;
            case QrReading.Refused refused ->
                    throw new IllegalStateException("the probe's code: " + refused.error());
        };
    }

    @Override
    public void close() {
        prober.close();
    }
}
