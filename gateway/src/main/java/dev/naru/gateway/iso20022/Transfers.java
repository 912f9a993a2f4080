// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.iso20022;

import dev.naru.formats.iso20022.CurrencyAndAmount;
import dev.naru.formats.iso20022.CustomerCreditTransfer;
import dev.naru.formats.iso20022.CustomerCreditTransfer.PaymentIdentification;
import dev.naru.formats.iso20022.GroupHeader;
import dev.naru.formats.iso20022.OriginalGroupInformation;
import dev.naru.formats.iso20022.OriginalTransaction;
import dev.naru.formats.iso20022.PaymentStatusReport;
import dev.naru.formats.iso20022.PaymentStatusRequest;
import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.front.RefusedException;
import dev.naru.gateway.http.machine.CanonicalDigest;
import dev.naru.gateway.http.machine.Directory;
import dev.naru.gateway.http.machine.HubClock;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.machine.Paying;
import dev.naru.gateway.http.machine.RejectionStatus;
import dev.naru.gateway.http.view.PaymentView;
import dev.naru.gateway.iso20022.LinkMessages.Status;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.Currency;
import dev.naru.protocol.FixedSide;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.KeptMessages;
import dev.naru.protocol.LinkMessage;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.Price;
import dev.naru.protocol.Quote;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.SortableText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Pays what a pacs.008 orders, and says what became of it. A payment's id is its UETR, and what the
 * machine remembers of it is what is answered, to a repeat and to a pacs.028 alike. (What there was
 * no quote for is told with the quote's own reason once; the machine remembers only that it was
 * refused.)
 *
 * <p>The partner has converted and its customer has accepted, so the quote that the machine wants
 * is asked for here, under a name that follows from the UETR. It ends when the link's time for the
 * order does: the machine itself lets nothing be executed after that.
 */
final class Transfers {
    /** The machine gives no quote this number: it stands for a quote that there was none. */
    private static final QuoteId NO_QUOTE = new QuoteId(1);

    private static final int UNAVAILABLE = 503;
    private static final String CONTRACT = "the machine answers as its contract says";
    private static final long CLOCK_DIFFERENCE_NS = Duration.ofSeconds(5).toNanos();

    private final InboundLink link;
    private final Machine machine;
    private final LinkMessages messages;

    /** What of the gateway this uses. */
    record Machine(HubDoor door, Directory directory, HubClock clock, Paying paying) {}

    Transfers(InboundLink link, Machine machine, LinkMessages messages) {
        this.link = link;
        this.machine = machine;
        this.messages = messages;
    }

    /**
     * Answers a pacs.008.
     *
     * @param raw as it came, to be kept with the payment
     */
    PaymentStatusReport pay(CustomerCreditTransfer transfer, Bytes raw) {
        GroupHeader header = transfer.header();
        PaymentIdentification names = transfer.identification();
        return messages.report(
                Optional.of(
                        new OriginalGroupInformation(
                                header.messageId(),
                                transfer.definition().identifier(),
                                Optional.of(header.creationDateTime()))),
                new OriginalTransaction(
                        Optional.empty(),
                        names.instructionId(),
                        Optional.of(names.endToEndId()),
                        names.transactionId(),
                        names.uetr(),
                        Optional.empty()),
                Optional.of(transfer.amounts().interbankSettlement()),
                statusOf(transfer, raw));
    }

    /** Answers a pacs.028: what is remembered, never a guess. */
    PaymentStatusReport status(PaymentStatusRequest enquiry) {
        if (!messages.areEnds(
                enquiry.header().instructingAgent(), enquiry.header().instructedAgent())) {
            throw PartnerEndpoint.malformed("The agents are not the two ends of this link.");
        }
        PaymentId id =
                TransferReading.id(enquiry.original().uetr())
                        .orElseThrow(
                                () ->
                                        PartnerEndpoint.malformed(
                                                "OrgnlUETR must name the payment."));
        Optional<Payment> payment = read(id);
        return messages.report(
                enquiry.group(),
                enquiry.original(),
                payment.flatMap(Payment::priced).map(priced -> settled(priced.price())),
                payment.map(Transfers::status)
                        .orElseGet(() -> Status.rejected(Reasons.NOT_RECEIVED)));
    }

    private Status statusOf(CustomerCreditTransfer transfer, Bytes raw) {
        if (!messages.areEnds(
                transfer.header().instructingAgent(), transfer.header().instructedAgent())) {
            return Status.rejected(Reasons.WRONG_AGENT);
        }
        return switch (TransferReading.read(transfer, raw, link, currency())) {
            case TransferReading.Broken(String reason) -> Status.rejected(reason);
            case TransferReading.Order order -> statusOf(order);
        };
    }

    private Status statusOf(TransferReading.Order order) {
        // 1. What the hub refused before stays refused, whatever comes under the same id.
        Optional<Payment> known = read(order.id());
        if (known.isPresent() && known.get().rejection().isPresent()) {
            return status(known.get());
        }
        // Reading has just told the hub's time.
        if (order.acceptedAtNs() > machine.clock().nowNs() + CLOCK_DIFFERENCE_NS) {
            return unquoted(order, known, Reasons.FROM_THE_FUTURE);
        }

        // 2. The quote says first whether a repeat orders the same, if it is still remembered.
        if (known.isPresent() && isQuoteForgotten(order)) {
            return repeated(order, known);
        }
        return switch (machine.door().outcome(quote(order, notAfterNs(order)))) {
            case Outcome.QuoteGiven(Quote quote) -> initiate(order, quote);
            case Outcome.Refused(Rejection rejection) -> withoutQuote(order, known, rejection);
            case Outcome _ -> throw Invariant.broken(CONTRACT);
        };
    }

    private Status withoutQuote(
            TransferReading.Order order, Optional<Payment> known, Rejection rejection) {
        if (rejection == Rejection.REQUEST_REUSED) {
            return Status.rejected(Reasons.DUPLICATE);
        }
        // A full hub says nothing about the order, so nothing about it may become final.
        if (rejection == Rejection.LIMIT_OPEN_QUOTES && known.isEmpty()) {
            throw notTaken();
        }
        return unquoted(order, known, rejection.isoReason());
    }

    /** Asked for until a time that is over, a quote is given to nobody who does not have it. */
    private boolean isQuoteForgotten(TransferReading.Order order) {
        return switch (machine.door().outcome(quote(order, 0))) {
            case Outcome.Refused(Rejection rejection) -> rejection != Rejection.REQUEST_REUSED;
            case Outcome _ -> throw Invariant.broken(CONTRACT);
        };
    }

    private static long notAfterNs(TransferReading.Order order) {
        return Math.max(0, order.acceptedAtNs()) + TransferReading.EXECUTION_NS;
    }

    private Command.CreateQuote quote(TransferReading.Order order, long notAfterNs) {
        return new Command.CreateQuote(
                CanonicalDigest.request(
                        "inbound quote", link.participantId(), order.id().toString()),
                link.participantId(),
                link.corridorId(),
                PaymentKind.QR_PURCHASE,
                FixedSide.DESTINATION,
                order.amountMinor(),
                order.payee(),
                notAfterNs);
    }

    private Status initiate(TransferReading.Order order, Quote quote) {
        try {
            return status(
                    machine.paying()
                            .pay(
                                    command(order, quote.id(), quote.price().debitMinor()),
                                    link.endWait()));
        } catch (RefusedException refused) {
            if (refused.refusal().kind().code().equals(Rejection.REQUEST_REUSED.name())) {
                return Status.rejected(Reasons.DUPLICATE);
            }
            // What the machine did not answer is not known; what it refused here it forgets.
            throw refused.refusal().kind().status() == UNAVAILABLE ? refused : notTaken();
        }
    }

    private Command.InitiatePayment command(
            TransferReading.Order order, QuoteId quote, long debitMinor) {
        return new Command.InitiatePayment(
                order.id(),
                link.participantId(),
                quote,
                debitMinor,
                order.amountMinor(),
                order.payee(),
                order.payer(),
                order.suppliedItems(),
                0,
                0,
                KeptMessages.append(
                        order.particulars().toBytes(), List.of(LinkMessage.received(order.raw()))));
    }

    /**
     * No quote. Of a payment that is known the quote was forgotten long ago, and the payment is
     * what counts. One that is not known must stay refused for good before its partner hears so: a
     * copy of the same order, late on its way, must not pay after that.
     */
    private Status unquoted(TransferReading.Order order, Optional<Payment> known, String reason) {
        if (known.isPresent()) {
            return repeated(order, known);
        }
        return switch (machine.door().outcome(command(order, NO_QUOTE, order.amountMinor()))) {
            case Outcome.PaymentIs(Payment refused) ->
                    refused.rejection().isPresent() ? Status.rejected(reason) : status(refused);
            case Outcome.Refused(Rejection why) -> {
                if (why == Rejection.REQUEST_REUSED) {
                    yield repeated(order, read(order.id()));
                }
                throw notTaken();
            }
            case Outcome _ -> throw Invariant.broken(CONTRACT);
        };
    }

    /**
     * The quote that the first order got is forgotten, so only the payment tells whether this is
     * the same order: a partner whose repeat was called a duplicate would take a payment that
     * stands for one that was refused.
     */
    private static Status repeated(TransferReading.Order order, Optional<Payment> known) {
        return known.filter(
                        payment ->
                                payment.priced()
                                        .map(
                                                priced ->
                                                        priced.price().destinationMinor()
                                                                == order.amountMinor())
                                        .orElse(false))
                .map(Transfers::status)
                .orElseGet(() -> Status.rejected(Reasons.DUPLICATE));
    }

    private Optional<Payment> read(PaymentId id) {
        return switch (machine.door().outcome(new Command.ReadPayment(link.participantId(), id))) {
            case Outcome.PaymentIs(Payment payment) -> Optional.of(payment);
            case Outcome.Refused _ -> Optional.empty();
            case Outcome _ -> throw Invariant.broken(CONTRACT);
        };
    }

    /**
     * The hub refuses, but will not remember that it did. Then its partner hears nothing that is
     * final: it asks, hears that the payment is unknown, and may believe that when its time is
     * over.
     */
    private static RefusedException notTaken() {
        return Refusal.of(Problem.HUB_BUSY, "The payment was not taken. Ask with pacs.028.")
                .retryAfter(1)
                .thrown();
    }

    private Currency currency() {
        return machine.directory()
                .corridor(link.corridorId())
                .map(corridor -> corridor.definition().destinationGroupId())
                .map(machine.directory()::currency)
                .orElseThrow(
                        () ->
                                Refusal.of(
                                                Rejection.CORRIDOR_UNKNOWN,
                                                RejectionStatus.of(Rejection.CORRIDOR_UNKNOWN))
                                        .thrown());
    }

    private CurrencyAndAmount settled(Price price) {
        Currency currency = currency();
        return CurrencyAndAmount.ofMinor(
                currency.name(), price.destinationMinor(), currency.exponent());
    }

    /** A payment's state in the partner's words. */
    private static Status status(Payment payment) {
        String reference = SortableText.write(PaymentView.NUMBER_PREFIX, payment.number());
        return switch (payment.state()) {
            case COMPLETED -> new Status("ACCC", "", payment.times().endedAtNs(), reference);
            case BLOCKED -> new Status("BLCK", reason(payment), 0, reference);
            case REJECTED -> new Status("RJCT", reason(payment), 0, reference);
            case EXPIRED -> new Status("RJCT", Reasons.NOT_AVAILABLE, 0, reference);
            case RESERVED, DISPATCHED -> new Status("ACSP", "", 0, reference);
            case HELD, IN_DOUBT -> new Status("PDNG", "", 0, reference);
        };
    }

    /** Never one that says that the payment did not come: that is what an unknown one gets. */
    private static String reason(Payment payment) {
        String said = payment.rejection().map(Rejection::isoReason).orElseGet(payment::isoReason);
        return said.isEmpty()
                        || said.equals(Reasons.NOT_RECEIVED)
                        || said.equals(Reasons.NO_ORIGINAL)
                ? Reasons.NARRATIVE
                : said;
    }
}
