// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import dev.naru.formats.iso20022.CustomerCreditTransfer;
import dev.naru.formats.iso20022.DebitCreditNotification;
import dev.naru.formats.iso20022.IdentificationVerificationReport;
import dev.naru.formats.iso20022.IdentificationVerificationRequest;
import dev.naru.formats.iso20022.Iso20022Message;
import dev.naru.formats.iso20022.Iso20022Reader;
import dev.naru.formats.iso20022.MessageDefinition;
import dev.naru.formats.iso20022.Parsed;
import dev.naru.formats.iso20022.PaymentStatusReport;
import dev.naru.formats.iso20022.PaymentStatusRequest;
import dev.naru.formats.iso20022.Refused;
import dev.naru.simulators.Callbacks;
import dev.naru.simulators.JsonService;
import dev.naru.simulators.MovedClock;
import dev.naru.simulators.Pause;
import dev.naru.simulators.SessionDesk;
import dev.naru.simulators.scheme.LinkRules.Breach;
import dev.naru.simulators.scheme.SwitchBook.Entry;
import dev.naru.simulators.scheme.SwitchBook.Visibility;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Indonesia's side of the link: ISO 20022 over HTTP at {@code POST /iso20022}. A pacs.008 is judged
 * by the link's rules and the directory, booked once by its UETR, and answered by a pacs.002 to the
 * hub's listener; the same bytes again get the same answer, other bytes with the same UETR, or the
 * same message or transaction id with another UETR, get RJCT for DUPL. Before the hub has signed on
 * at {@code POST /session} a pacs.008 is refused unread (403). It can be told to misbehave, by
 * {@link #script} or at {@code /control}.
 *
 * <p>What it is not: a description of the real switch's internals, or fast.
 */
public final class IndonesiaSwitch implements AutoCloseable {
    private final Pause pause = new Pause();
    private final Script script = new Script();
    private final SwitchBook book = new SwitchBook();
    private final Iso20022Reader reader =
            new Iso20022Reader(
                    Set.of(
                            MessageDefinition.ACMT_023_001_02,
                            MessageDefinition.PACS_008_001_08,
                            MessageDefinition.PACS_028_001_04));
    private final AtomicLong lookups = new AtomicLong();
    private final AtomicLong enquiries = new AtomicLong();
    private final AtomicLong transfers = new AtomicLong();
    private final MovedClock clock;
    private final LinkRules rules;
    private final Directory directory;
    private final SwitchMessages messages;
    private final Callbacks callbacks;
    private final SessionDesk session;
    private final Performance performance;
    private final WebServer server;
    private volatile Outage lookupOutage = Outage.NONE;
    private volatile Outage paymentOutage = Outage.NONE;

    private IndonesiaSwitch(SwitchSettings settings) {
        this.rules = new LinkRules(settings);
        this.directory = new Directory(settings, book);
        this.clock = new MovedClock(settings.clock());
        this.messages = new SwitchMessages(settings, clock);
        this.callbacks =
                new Callbacks(
                        settings.callback(),
                        new Callbacks.Route("/iso20022", "application/xml"),
                        settings.callbackPauses(),
                        pause);
        this.session = new SessionDesk(settings.callback(), "/session", pause);
        this.performance = new Performance(book, messages, callbacks, pause);
        ControlApi control = new ControlApi(this, settings.directory());
        this.server =
                JsonService.start(
                        settings.port(),
                        routing ->
                                routing.post("/iso20022", this::take)
                                        .post("/session", this::session)
                                        .post("/control/session", session::direct)
                                        .register("/control", control));
    }

    /** Starts it; it listens when this returns. */
    public static IndonesiaSwitch start(SwitchSettings settings) {
        return new IndonesiaSwitch(settings);
    }

    /** Where it listens, on the loopback address. */
    public int port() {
        return server.port();
    }

    /** Where the hub sends to: the address before {@code /iso20022}. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** From now on answers go here, without the path {@code /iso20022}. */
    public void callback(URI target) {
        callbacks.target(target);
        session.hub(target);
    }

    /** The session with the hub: without one no pacs.008 is taken. */
    public SessionDesk session() {
        return session;
    }

    /** From now on payments that match behave like this; of several lines the first one counts. */
    public void script(Match match, Behaviour behaviour) {
        script.add(match, behaviour);
    }

    /** Tells what was held; how many payments that were. */
    public int release() {
        List<Entry> held = book.release();
        held.forEach(performance::tellTruth);
        return held.size();
    }

    /** What happens to look-ups from now on. */
    public void lookupOutage(Outage outage) {
        lookupOutage = outage;
    }

    /** What happens to payments and enquiries from now on. */
    public void paymentOutage(Outage outage) {
        paymentOutage = outage;
    }

    /** Its clock's time. */
    public Instant now() {
        return clock.now();
    }

    /**
     * Moves its clock forward to this time, as a sandbox's is moved; never back. It judges by its
     * own clock whether an order is still to be executed.
     */
    public void moveTimeTo(Instant time) {
        clock.moveTo(time);
    }

    /** The switch's own book, in the order of receipt. */
    public List<SwitchPayment> payments() {
        return book.payments();
    }

    /** One payment of the book. */
    public Optional<SwitchPayment> payment(UUID uetr) {
        return payments().stream().filter(payment -> payment.uetr().equals(uetr)).findFirst();
    }

    /** What the hub owes for all accepted and frozen payments, hundredths of a rupiah. */
    public long owedMinor() {
        return payments().stream()
                .filter(SwitchPayment::isOwed)
                .mapToLong(SwitchPayment::amountMinor)
                .sum();
    }

    /** How many look-ups came in. */
    public long lookups() {
        return lookups.get();
    }

    /** How many status enquiries came in. */
    public long enquiries() {
        return enquiries.get();
    }

    /** How many status enquiries came in about one payment, known here or not. */
    public int enquiries(UUID uetr) {
        return book.enquiries(uetr);
    }

    /** How often a pacs.008 with this UETR came in, whatever became of it. */
    public int timesReceived(UUID uetr) {
        return book.timesReceived(uetr);
    }

    /** How many pacs.008 came in, repeats and lost ones too. */
    public long transfers() {
        return transfers.get();
    }

    /** How many of our answers the hub called unreadable. */
    public long refusedCallbacks() {
        return callbacks.refused();
    }

    /** How many lines of the script are still to be used. */
    public int scripted() {
        return script.size();
    }

    /** Forgets everything: book, script, outages. */
    public void reset() {
        script.clear();
        book.clear();
        lookupOutage = Outage.NONE;
        paymentOutage = Outage.NONE;
    }

    @Override
    public void close() {
        pause.close();
        server.stop();
        callbacks.close();
        session.close();
    }

    private void session(ServerRequest request, ServerResponse response) {
        if (works(paymentOutage, response)) {
            session.take(request, response);
        }
    }

    private void take(ServerRequest request, ServerResponse response) {
        if (!request.headers()
                .contentType()
                .map(type -> type.text().startsWith("application/xml"))
                .orElse(false)) {
            JsonService.refuse(response, 415, "Messages are application/xml.");
            return;
        }
        byte[] bytes = request.content().as(byte[].class);
        try {
            switch (reader.read(bytes)) {
                case Refused<Iso20022Message> refused ->
                        JsonService.refuse(
                                response,
                                400,
                                refused.code()
                                        + " at "
                                        + refused.path()
                                        + ": "
                                        + refused.sentence());
                case Parsed<Iso20022Message>(Iso20022Message message) ->
                        take(message, bytes, response);
            }
        } catch (Breach breach) {
            JsonService.refuse(response, 422, breach.sentence());
        }
    }

    private void take(Iso20022Message message, byte[] bytes, ServerResponse response)
            throws Breach {
        switch (message) {
            case IdentificationVerificationRequest question -> {
                lookups.incrementAndGet();
                if (works(lookupOutage, response)) {
                    lookUp(question, response);
                }
            }
            case CustomerCreditTransfer transfer -> {
                transfers.incrementAndGet();
                if (works(paymentOutage, response) && session.admits(response)) {
                    pay(rules.order(transfer, bytes), response);
                }
            }
            case PaymentStatusRequest enquiry -> {
                enquiries.incrementAndGet();
                if (works(paymentOutage, response)) {
                    enquire(enquiry, response);
                }
            }
            case IdentificationVerificationReport report ->
                    throw new Breach("acmt.024 is not for a switch.");
            case PaymentStatusReport report -> throw new Breach("pacs.002 is not for a switch.");
            case DebitCreditNotification booked ->
                    throw new Breach("camt.054 is not for a switch.");
        }
    }

    private boolean works(Outage outage, ServerResponse response) {
        switch (outage) {
            case NONE -> {
                return true;
            }
            case REFUSE -> JsonService.refuse(response, 503, "The switch is not available.");
            case SILENT -> {
                pause.endsEarly(Duration.ofMinutes(1));
                JsonService.refuse(response, 503, "The switch was silent.");
            }
        }
        return false;
    }

    private void lookUp(IdentificationVerificationRequest question, ServerResponse response)
            throws Breach {
        rules.agents(question.assignment().assigner(), question.assignment().assignee());
        byte[] answer =
                switch (directory.find(question)) {
                    case Directory.Finding.Found(Merchant merchant, var terms) ->
                            messages.verified(question, merchant, terms);
                    case Directory.Finding.NotFound(String reason) ->
                            messages.notVerified(question, reason);
                };
        sendXml(response, answer);
    }

    private void enquire(PaymentStatusRequest enquiry, ServerResponse response) throws Breach {
        UUID uetr = rules.enquiredAbout(enquiry, book);
        if (!book.countEnquiry(uetr, clock.now())) {
            JsonService.refuse(
                    response,
                    429,
                    "At most %d enquiries about a payment in an hour."
                            .formatted(LinkRules.ENQUIRIES_AN_HOUR));
            return;
        }
        Optional<Entry> entry = book.find(uetr);
        Visibility visibility = entry.map(Entry::visibility).orElse(Visibility.DENIED);
        byte[] answer =
                switch (visibility) {
                    case TRUTH ->
                            messages.report(
                                    entry.orElseThrow(),
                                    entry.orElseThrow().status(),
                                    entry.orElseThrow().reason());
                    case PENDING -> messages.report(entry.orElseThrow(), "ACSP", "");
                    case DENIED -> messages.notReceived(enquiry);
                };
        sendXml(response, answer);
    }

    private void pay(Order order, ServerResponse response) {
        Consumer<ServerResponse> answer;
        // Of two at once one is the first, and the other finds what became of it.
        synchronized (book) {
            book.countReceived(order.uetr());
            answer = receive(order);
        }
        answer.accept(response);
    }

    private Consumer<ServerResponse> receive(Order order) {
        Optional<Entry> before = book.find(order.uetr());
        if (before.isPresent()) {
            return again(order, before.get());
        }
        if (book.isTaken(order.messageId(), order.uetr())
                || book.isTaken(order.endToEndId(), order.uetr())) {
            return refusal(order, "DUPL");
        }
        Optional<String> untimely = LinkRules.timeliness(order, clock.now());
        if (untimely.isPresent()) {
            return refusal(order, untimely.get());
        }
        return performance.perform(order, directory.refusal(order), script.take(order));
    }

    private Consumer<ServerResponse> again(Order order, Entry before) {
        if (!before.order().digest().equals(order.digest())) {
            return refusal(order, "DUPL");
        }
        if (before.visibility() != Visibility.TRUTH) {
            return response -> response.status(Status.ACCEPTED_202).send();
        }
        byte[] report = messages.report(before, before.status(), before.reason());
        return response -> sendXml(response, report);
    }

    private Consumer<ServerResponse> refusal(Order order, String reason) {
        byte[] report = messages.refusal(order, reason);
        return response -> sendXml(response, report);
    }

    static void sendXml(ServerResponse response, byte[] body) {
        response.header(HeaderNames.CONTENT_TYPE, "application/xml").send(body);
    }
}
