// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.acquirer;

import dev.naru.qr.AdditionalField;
import dev.naru.qr.KoreaEmvMerchant;
import dev.naru.qr.MerchantCode;
import dev.naru.qr.MinorAmount;
import dev.naru.qr.Qr;
import dev.naru.qr.QrReading;
import dev.naru.simulators.Callbacks;
import dev.naru.simulators.CutAnswer;
import dev.naru.simulators.JsonService;
import dev.naru.simulators.MovedClock;
import dev.naru.simulators.Pause;
import dev.naru.simulators.SessionDesk;
import dev.naru.simulators.scheme.Outage;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Korean acquirer, asked by the hub to have a shop's terminal take a payment. A payment is booked
 * once by its id: the same again gets its state, other business fields get 409. One that was
 * cancelled is never paid, also when it comes only after its cancel. It misbehaves on request, by
 * {@link #script} or at {@code /control}.
 *
 * <p>What it is not: a description of a real acquirer's internals, or fast.
 */
public final class KoreaAcquirer implements AutoCloseable {
    private static final String JSON = "application/json";
    private static final byte[] GARBAGE = "<this>is not JSON".getBytes(StandardCharsets.UTF_8);
    private static final Duration HANGING = Duration.ofMinutes(1);

    private final Pause pause = new Pause();
    private final AcquirerBook book = new AcquirerBook();
    private final Deque<AcquirerConduct> script = new ArrayDeque<>();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong lookups = new AtomicLong();
    private final AtomicLong approvals = new AtomicLong(700_000);
    private final List<Shop> shops;
    private final MovedClock clock;
    private final Callbacks callbacks;
    private final SessionDesk session;
    private final WebServer server;
    private volatile Outage outage = Outage.NONE;
    private volatile Outage lookupOutage = Outage.NONE;

    private KoreaAcquirer(AcquirerSettings settings) {
        this.shops = settings.shops();
        this.clock = new MovedClock(settings.clock());
        this.callbacks =
                new Callbacks(
                        settings.callback(),
                        new Callbacks.Route("/v1/results", JSON),
                        settings.callbackPauses(),
                        pause);
        this.session = new SessionDesk(settings.callback(), "/v1/session", pause);
        this.server =
                JsonService.start(
                        settings.port(),
                        routing ->
                                routing.post("/v1/merchants/lookups", this::lookUp)
                                        .post("/v1/session", this::session)
                                        .post("/control/session", session::direct)
                                        .post("/v1/payments", this::pay)
                                        .get("/v1/payments/{id}", this::status)
                                        .post("/v1/payments/{id}/cancel", this::cancel)
                                        .post("/control/behaviours", this::scripted)
                                        .post("/control/release", this::released)
                                        .post("/control/time", this::timeMoved)
                                        .get("/control/payments", this::payments)
                                        .get("/control/shops", this::shops));
    }

    /** Starts it; it listens when this returns. */
    public static KoreaAcquirer start(AcquirerSettings settings) {
        return new KoreaAcquirer(settings);
    }

    /** Where it listens, before {@code /v1}. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** From now on results go here, without the path {@code /v1/results}. */
    public void callback(URI target) {
        callbacks.target(target);
        session.hub(target);
    }

    /** The session with the hub: without one nothing is paid. */
    public SessionDesk session() {
        return session;
    }

    /** The next payment that nothing else was said of is treated like this. */
    public void script(AcquirerConduct conduct) {
        synchronized (script) {
            script.add(conduct);
        }
    }

    /** Lets the truth about all that is held back be known, and tells it by callback. */
    public void release() {
        book.release().forEach(payment -> speak(() -> deliver(payment)));
    }

    /** What happens to payments, enquiries and cancels from now on. */
    public void outage(Outage how) {
        outage = how;
    }

    /** What happens to look-ups from now on. */
    public void lookupOutage(Outage how) {
        lookupOutage = how;
    }

    /** Moves its clock forward to this time, as a sandbox's is moved; never back. */
    public void moveTimeTo(Instant time) {
        clock.moveTo(time);
    }

    /** The shops, in the order that they were given. */
    public List<Shop> shops() {
        return shops;
    }

    /** The acquirer's own book, in the order of receipt. */
    public List<AcquirerPayment> payments() {
        return book.payments();
    }

    /** One payment of the book. */
    public Optional<AcquirerPayment> payment(UUID id) {
        return book.find(id);
    }

    /** What a shop's terminal has shown, the newest last. */
    public List<String> screen(String shop) {
        return book.screen(shop);
    }

    /** What the acquirer is owed for what its shops were promised, whole won. */
    public long owedWon() {
        return payments().stream()
                .filter(AcquirerPayment::isOwed)
                .mapToLong(AcquirerPayment::settledWon)
                .sum();
    }

    /** How many requests to pay came in, repeats and lost ones too. */
    public long requests() {
        return requests.get();
    }

    /** How many look-ups came in. */
    public long lookups() {
        return lookups.get();
    }

    /** How often a payment was asked to be paid. */
    public int timesReceived(UUID id) {
        return book.timesReceived(id);
    }

    /** How often a payment was enquired about. */
    public int enquiries(UUID id) {
        return book.enquiries(id);
    }

    /** How often a payment was asked to be cancelled. */
    public int cancels(UUID id) {
        return book.cancels(id);
    }

    /** How many of our results the hub called unreadable. */
    public long refusedResults() {
        return callbacks.refused();
    }

    @Override
    public void close() {
        pause.close();
        server.stop();
        callbacks.close();
        session.close();
    }

    // ---- what the hub asks

    private void lookUp(ServerRequest request, ServerResponse response) {
        lookups.incrementAndGet();
        if (!works(lookupOutage, response)) {
            return;
        }
        String code = PayRequest.text(JsonService.body(request), "code");
        switch (Qr.read(code)) {
            case QrReading.Refused refused ->
                    JsonService.refuse(response, 422, "The code: " + refused.error().code());
            case MerchantCode read -> answer(read, response);
        }
    }

    private void answer(MerchantCode code, ServerResponse response) {
        Optional<Shop> shop =
                code.koreaEmv().map(KoreaEmvMerchant::merchantNumber).flatMap(this::shop);
        if (shop.isEmpty() || shop.get().standing() == Shop.Standing.CLOSED) {
            JsonService.send(
                    response,
                    JsonService.object()
                            .put("result", "UNKNOWN")
                            .put("reason", shop.isEmpty() ? "AC01" : "AC04"));
            return;
        }
        Optional<String> bill = code.additional(AdditionalField.REFERENCE_LABEL);
        String reference = bill.orElseGet(book::newOrder);
        ObjectNode body =
                JsonService.object()
                        .put("result", "FOUND")
                        .put("merchant", shop.get().number())
                        .put("name", shop.get().name())
                        .put("city", shop.get().city())
                        .put("category", shop.get().category())
                        .put("reference", reference);
        if (code.amount().isPresent()
                && code.amount().get().toMinor(0) instanceof MinorAmount.Exact(long won)) {
            book.openBill(shop.get().number(), reference, won);
            body.put("amount", Long.toString(won)).put("currency", "KRW");
        }
        JsonService.send(response, body);
    }

    private void session(ServerRequest request, ServerResponse response) {
        if (works(outage, response)) {
            session.take(request, response);
        }
    }

    private void pay(ServerRequest request, ServerResponse response) {
        requests.incrementAndGet();
        if (!works(outage, response) || !session.admits(response)) {
            return;
        }
        PayRequest asked = PayRequest.read(JsonService.body(request));
        book.count(asked.id());
        AcquirerConduct conduct;
        synchronized (book) {
            Optional<AcquirerPayment> known = book.find(asked.id());
            if (known.isPresent()) {
                again(asked, known.get(), response);
                return;
            }
            conduct = conduct();
            if (conduct == AcquirerConduct.UNAVAILABLE) {
                JsonService.refuse(response, 503, "The acquirer is not available.");
                return;
            }
            if (conduct != AcquirerConduct.LOST) {
                take(asked, conduct);
            }
        }
        perform(asked, conduct, response);
    }

    private void again(PayRequest asked, AcquirerPayment known, ServerResponse response) {
        if (known.shop().isEmpty() || asked.isSame(known)) {
            JsonService.send(response, document(known));
        } else {
            JsonService.refuse(response, 409, "This payment id names another payment.");
        }
    }

    private AcquirerConduct conduct() {
        synchronized (script) {
            return script.isEmpty() ? AcquirerConduct.ACCEPT : script.remove();
        }
    }

    private void take(PayRequest asked, AcquirerConduct conduct) {
        Optional<String> refusal = refusal(asked);
        String state =
                switch (conduct) {
                    case REFUSE, REFUSE_LATER, REFUSE_THEN_ACCEPT -> "REFUSED";
                    case FREEZE -> "FROZEN";
                    case WAIT, HANG -> "WAITING";
                    case ACCEPT,
                            ACCEPT_LATER,
                            SILENT,
                            LOST,
                            INTERIM_THEN_ACCEPT,
                            ACCEPT_TWICE,
                            LATE,
                            LATE_AFTER_DENIAL,
                            ACCEPT_THEN_REFUSE,
                            WRONG_AMOUNT,
                            GARBAGE,
                            TRUNCATED,
                            GARBAGE_RESULT,
                            DISCONNECT,
                            SLOW,
                            UNAVAILABLE ->
                            "PAID";
                };
        String reason = state.equals("REFUSED") ? "AC04" : state.equals("FROZEN") ? "RR03" : "";
        if (conduct == AcquirerConduct.LATE || conduct == AcquirerConduct.LATE_AFTER_DENIAL) {
            book.holdBack(asked.id(), conduct);
        }
        book.write(
                new AcquirerPayment(
                        asked.id(),
                        asked.number(),
                        asked.shop(),
                        asked.amountWon(),
                        conduct == AcquirerConduct.WRONG_AMOUNT ? 1 : asked.settledWon(),
                        refusal.isPresent() ? "REFUSED" : state,
                        "KA" + approvals.incrementAndGet(),
                        refusal.orElse(reason),
                        0),
                asked.reference());
    }

    private Optional<String> refusal(PayRequest asked) {
        if (clock.now().isAfter(asked.payBy())) {
            return Optional.of("TM01");
        }
        Optional<Shop> shop = shop(asked.shop());
        if (shop.isEmpty()) {
            return Optional.of("AC01");
        }
        return shop.get().standing() == Shop.Standing.CLOSED
                ? Optional.of("AC04")
                : book.billRefusal(asked);
    }

    private void perform(PayRequest asked, AcquirerConduct conduct, ServerResponse response) {
        if (conduct == AcquirerConduct.LOST) {
            taken(asked, response);
            return;
        }
        AcquirerPayment payment = book.find(asked.id()).orElseThrow();
        byte[] truth = bytes(document(payment));
        switch (conduct) {
            case ACCEPT, REFUSE -> JsonService.send(response, document(payment));
            case ACCEPT_LATER, REFUSE_LATER, FREEZE, WRONG_AMOUNT ->
                    waitingThen(asked, response, () -> deliver(payment));
            case SILENT, WAIT, LATE, LATE_AFTER_DENIAL -> taken(asked, response);
            case INTERIM_THEN_ACCEPT ->
                    waitingThen(
                            asked,
                            response,
                            () -> {
                                callbacks.deliver(bytes(waiting(asked)));
                                deliver(payment);
                            });
            case ACCEPT_TWICE ->
                    waitingThen(
                            asked,
                            response,
                            () -> {
                                deliver(payment);
                                deliver(payment);
                            });
            case ACCEPT_THEN_REFUSE ->
                    waitingThen(
                            asked,
                            response,
                            () -> {
                                deliver(payment);
                                deliver(payment.in("REFUSED", "AC04"));
                            });
            case REFUSE_THEN_ACCEPT ->
                    waitingThen(
                            asked,
                            response,
                            () -> {
                                deliver(payment);
                                deliver(payment.in("PAID", ""));
                            });
            case GARBAGE -> response.send(GARBAGE);
            case TRUNCATED -> response.send(Arrays.copyOf(truth, truth.length / 2));
            case GARBAGE_RESULT -> waitingThen(asked, response, () -> callbacks.deliver(GARBAGE));
            case DISCONNECT -> CutAnswer.atOnce(JSON, truth, response);
            case SLOW ->
                    CutAnswer.slowly(
                            JSON,
                            truth,
                            new CutAnswer.Trickle(Duration.ofMillis(100), pause),
                            response);
            case HANG -> {
                pause.endsEarly(HANGING);
                JsonService.refuse(response, 503, "The acquirer was silent.");
            }
            case LOST, UNAVAILABLE -> throw new IllegalStateException("never taken");
        }
    }

    private void status(ServerRequest request, ServerResponse response) {
        UUID id = PayRequest.id(request.path().pathParameters().get("id"));
        book.countEnquiry(id);
        if (works(outage, response)) {
            JsonService.send(
                    response, seen(id).map(KoreaAcquirer::document).orElseGet(() -> unknown(id)));
        }
    }

    /** What whoever asks is told of a payment. */
    private Optional<AcquirerPayment> seen(UUID id) {
        Optional<AcquirerPayment> known = book.find(id);
        Optional<AcquirerConduct> held = book.heldBack(id);
        if (held.equals(Optional.of(AcquirerConduct.LATE_AFTER_DENIAL))) {
            return Optional.empty();
        }
        return held.isPresent() ? known.map(payment -> payment.in("WAITING", "")) : known;
    }

    private void cancel(ServerRequest request, ServerResponse response) {
        UUID id = PayRequest.id(request.path().pathParameters().get("id"));
        if (works(outage, response)) {
            String number = PayRequest.text(JsonService.body(request), "number");
            JsonService.send(response, document(book.cancel(id, number)));
        }
    }

    private boolean works(Outage how, ServerResponse response) {
        switch (how) {
            case NONE -> {
                return true;
            }
            case REFUSE -> JsonService.refuse(response, 503, "The acquirer is not available.");
            case SILENT -> {
                pause.endsEarly(HANGING);
                JsonService.refuse(response, 503, "The acquirer was silent.");
            }
        }
        return false;
    }

    // ---- what it says

    private static ObjectNode document(AcquirerPayment payment) {
        ObjectNode body =
                JsonService.object()
                        .put("payment", payment.id().toString())
                        .put("number", payment.number())
                        .put("state", payment.state());
        if (payment.amountWon() > 0) {
            body.put("amount", Long.toString(payment.amountWon()))
                    .put("settlement", Long.toString(payment.settledWon()))
                    .put("currency", "KRW");
        }
        if (!payment.approval().isEmpty()) {
            body.put("approval", payment.approval());
        }
        if (!payment.reason().isEmpty()) {
            body.put("reason", payment.reason());
        }
        return body;
    }

    private static ObjectNode waiting(PayRequest asked) {
        return JsonService.object()
                .put("payment", asked.id().toString())
                .put("number", asked.number())
                .put("state", "WAITING");
    }

    private static void taken(PayRequest asked, ServerResponse response) {
        response.status(Status.ACCEPTED_202);
        JsonService.send(response, waiting(asked));
    }

    private static ObjectNode unknown(UUID id) {
        return JsonService.object().put("payment", id.toString()).put("state", "UNKNOWN");
    }

    private static byte[] bytes(JsonNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void waitingThen(PayRequest asked, ServerResponse response, Runnable speech) {
        taken(asked, response);
        speak(speech);
    }

    private void deliver(AcquirerPayment payment) {
        if (callbacks.deliver(bytes(document(payment)))) {
            book.countDelivered(payment.id());
        }
    }

    /** Ends by itself when the acquirer is closed, because callbacks do. */
    private static void speak(Runnable speech) {
        Thread.ofVirtual().name("acquirer-callback").start(speech);
    }

    private Optional<Shop> shop(String number) {
        return shops.stream().filter(shop -> shop.number().equals(number)).findFirst();
    }

    // ---- the stage door

    private void scripted(ServerRequest request, ServerResponse response) {
        String name = PayRequest.text(JsonService.body(request), "behaviour");
        script(AcquirerConduct.valueOf(name.toUpperCase(Locale.ROOT)));
        JsonService.send(response, JsonService.object());
    }

    private void released(ServerRequest request, ServerResponse response) {
        release();
        JsonService.send(response, JsonService.object());
    }

    private void timeMoved(ServerRequest request, ServerResponse response) {
        moveTimeTo(Instant.parse(PayRequest.text(JsonService.body(request), "time")));
        JsonService.send(response, JsonService.object().put("time", clock.now().toString()));
    }

    private void payments(ServerRequest request, ServerResponse response) {
        ObjectNode body = JsonService.object();
        ArrayNode rows = body.putArray("data");
        payments().forEach(payment -> rows.add(document(payment).put("shop", payment.shop())));
        JsonService.send(response, body);
    }

    private void shops(ServerRequest request, ServerResponse response) {
        ObjectNode body = JsonService.object();
        ArrayNode rows = body.putArray("data");
        for (Shop shop : shops) {
            ObjectNode row =
                    rows.addObject()
                            .put("number", shop.number())
                            .put("name", shop.name())
                            .put("static_code", shop.staticCode());
            ArrayNode screen = row.putArray("screen");
            screen(shop.number()).forEach(screen::add);
        }
        JsonService.send(response, body);
    }
}
