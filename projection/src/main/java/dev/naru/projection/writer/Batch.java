// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.writer;

import dev.naru.client.EventPosition;
import dev.naru.projection.writer.PaymentRow.Progress;
import dev.naru.projection.writer.PaymentRow.Reservation;
import dev.naru.projection.writer.PaymentRow.Terms;
import dev.naru.protocol.AccountId;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.AnswerParticulars;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Event;
import dev.naru.protocol.Particulars;
import dev.naru.protocol.Price;
import dev.naru.protocol.Quote;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.RateTier;
import dev.naru.protocol.Route;
import dev.naru.protocol.Transfer;
import dev.naru.protocol.TransferPurpose;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run of events does to the tables, gathered so that it is written with few statements. A
 * payment that begins and ends within one batch is one row written once; what a batch is cut into
 * makes no difference to the tables.
 */
final class Batch {
    private static final String QUOTE_COLUMNS =
            "quote_id,event_number,at,corridor_id,kind,source_participant_id,source_group_id,"
                    + "fx_provider_id,destination_participant_id,destination_group_id,"
                    + "source_currency,destination_currency,rate_scaled,source_minor,"
                    + "provider_source_minor,payer_fee_minor,destination_minor,"
                    + "provider_destination_minor,payee_fee_minor,payee_digest,expires_at";
    private static final String RATE_COLUMNS =
            "event_number,at,provider_id,source_currency,destination_currency,up_to_minor,"
                    + "rate_scaled,valid_until";
    private static final String OBLIGATION_COLUMNS =
            "event_number,at,group_id,window_number,participant_id,debit_account,credit_account,"
                    + "amount_minor";

    private final Known known;
    private final CopyRows quotes = new CopyRows("quotes", QUOTE_COLUMNS);
    private final CopyRows rates = new CopyRows("rates", RATE_COLUMNS);
    private final CopyRows payments = new CopyRows(PaymentRow.TABLE, PaymentRow.COLUMNS);
    private final CopyRows obligations = new CopyRows("obligations", OBLIGATION_COLUMNS);
    private final PostedChains postedChains = new PostedChains();
    private final Story story = new Story();
    private final Ledger ledger = new Ledger();
    private final Map<Long, PaymentRow> fresh = new LinkedHashMap<>();
    private final Map<Long, Progress> changes = new LinkedHashMap<>();
    private final List<Sql> statements = new ArrayList<>();

    /** By number, whether posted: endings whose chain is only in the table. */
    private final Map<Long, Boolean> endings = new HashMap<>();

    private EventPosition last = EventPosition.START;
    private long lastTimeNs;
    private int size;

    Batch(Known known) {
        this.known = known;
    }

    int size() {
        return size;
    }

    int bytes() {
        return story.bytes() + quotes.bytes() + rates.bytes();
    }

    EventPosition last() {
        return last;
    }

    long lastTimeNs() {
        return lastTimeNs;
    }

    /**
     * Takes the next event.
     *
     * @throws RuntimeException when it makes no sense; the batch is then of no use any more
     */
    void take(EventPosition position, long timeNs, Event event) {
        apply(new Story.At(position.number(), timeNs), event);
        last = position;
        lastTimeNs = timeNs;
        size++;
    }

    private void apply(Story.At at, Event event) {
        switch (event) {
            case Event.ParticipantDefined e -> statements.add(Directory.define(e.definition()));
            case Event.ParticipantStatusChanged e -> statements.add(Directory.status(e));
            case Event.GroupDefined e -> define(at, e.definition());
            case Event.HeadroomSet e -> statements.add(Directory.member(e.setting()));
            case Event.HeadroomWarned e -> statements.add(Directory.warned(at, e));
            case Event.FundingRecorded e -> fund(at, e.funding());
            case Event.CorridorDefined e -> statements.add(Directory.define(e.definition()));
            case Event.CorridorStatusChanged e -> statements.add(Directory.status(e));
            case Event.RatePublished e -> rate(at, e);
            case Event.QuoteCreated e -> quote(at, e.quote());
            case Event.PaymentRefused e -> refuse(at, e);
            case Event.PaymentHeld e -> hold(at, e);
            case Event.HoldDecided e -> story.decided(at, e);
            case Event.PaymentReserved e -> reserve(at, e);
            case Event.PaymentDispatched e -> dispatch(at, e);
            case Event.InterimAnswered e -> interim(at, e);
            case Event.PaymentInDoubt e -> doubt(at, e);
            case Event.EnquiryDue e -> story.enquiry(at, e);
            case Event.PaymentCompleted e -> complete(at, e);
            case Event.PaymentBlocked e -> block(at, e);
            case Event.PaymentRejected e -> reject(at, e);
            case Event.PaymentExpired e -> expire(at, e);
            case Event.RecoveryItemOpened e -> recover(at, e);
            case Event.RecoveryItemDecided e -> statements.add(Recovery.decided(at, e));
            case Event.WindowClosed e -> statements.addAll(Directory.closed(at, e));
            case Event.ObligationBooked e -> oblige(at, e);
            case Event.ChallengeIssued e -> statements.addAll(Taps.issued(at, e));
            case Event.ChallengeTaken e -> statements.add(Taps.taken(at, e));
            case Event.TapJudged e -> statements.add(Taps.judged(at, e));
            case Event.AuthenticatorChanged(var one) -> statements.add(Taps.changed(at, one));
            case Event.EvidenceUsed e -> statements.add(Taps.used(at, e));
            case Event.EvidenceRuleSet(var rule) -> statements.add(Taps.set(rule));
            case Event.TimeMoved e ->
                    statements.add(
                            Sql.of(
                                    "insert into time_moves values (?, ?, ?)",
                                    at.number(),
                                    new Sql.Moment(at.timeNs()),
                                    e.offsetNs()));
        }
    }

    private void define(Story.At at, Command.DefineGroup group) {
        known.group(group.groupId(), group.currency());
        statements.addAll(Directory.define(at, group));
    }

    private void fund(Story.At at, Command.RecordFunding funding) {
        statements.add(Directory.funded(at, funding));
        ledger.move(
                new Transfer(
                        TransferPurpose.FUNDING,
                        new AccountId(AccountKind.SETTLEMENT_BANK, 0, funding.groupId()),
                        new AccountId(
                                AccountKind.LIQUIDITY, funding.participantId(), funding.groupId()),
                        funding.amountMinor()));
    }

    private void rate(Story.At at, Event.RatePublished event) {
        Command.PublishRate rate = event.rate();
        rates.row()
                .int8(at.number())
                .time(at.timeNs())
                .int4(rate.providerId())
                .text(rate.source().name())
                .text(rate.destination().name())
                .int8s(rate.tiers().stream().mapToLong(RateTier::upToMinor).toArray())
                .int8s(rate.tiers().stream().mapToLong(tier -> tier.rate().scaled()).toArray())
                .time(event.validUntilNs());
    }

    private void quote(Story.At at, Quote quote) {
        Route route = quote.route();
        quotes.row()
                .int8(quote.id().value())
                .int8(at.number())
                .time(at.timeNs())
                .int4(route.corridorId())
                .text(route.kind().name())
                .int4(route.sourceParticipantId())
                .int4(route.sourceGroupId())
                .int4(route.fxProviderId())
                .int4(route.destinationParticipantId())
                .int4(route.destinationGroupId())
                .text(currency(route.sourceGroupId()))
                .text(currency(route.destinationGroupId()));
        PaymentRow.writePrice(quotes, quote.price());
        if (quote.payee().equals(Digest.NONE)) {
            quotes.nothing();
        } else {
            quotes.pair(quote.payee().high(), quote.payee().low());
        }
        quotes.time(quote.expiresAtNs());
    }

    private @Nullable String currency(int groupId) {
        var currency = known.currency(groupId);
        return currency == null ? null : currency.name();
    }

    private void refuse(Story.At at, Event.PaymentRefused event) {
        long number = event.paymentNumber();
        if (!known.unhold(number)) {
            Particulars.read(event.particulars()).ifPresent(its -> story.names(number, its));
            fresh.put(
                    number,
                    new PaymentRow(
                            number,
                            event.paymentId(),
                            event.participantId(),
                            at.timeNs(),
                            "REJECTED"));
        }
        Progress progress = progress(number, "REJECTED");
        progress.rejection = event.rejection().name();
        progress.endedAtNs = at.timeNs();
        story.ended(
                at,
                number,
                new Story.Ending("PaymentRefused", "REJECTED", event.rejection().name()),
                event.particulars());
    }

    private void hold(Story.At at, Event.PaymentHeld event) {
        PaymentRow row =
                new PaymentRow(
                        event.paymentNumber(),
                        event.paymentId(),
                        event.route().sourceParticipantId(),
                        at.timeNs(),
                        "HELD");
        Optional<Particulars> particulars = Particulars.read(event.particulars());
        row.agree(terms(event.quoteId(), event.route(), event.price(), event.payer()), particulars);
        row.hold(event.screeningScore(), event.heldUntilNs());
        fresh.put(event.paymentNumber(), row);
        known.hold(event.paymentNumber());
        story.begun(at, event.paymentNumber(), "PaymentHeld", "HELD", event.particulars());
        particulars.ifPresent(known -> story.names(event.paymentNumber(), known));
    }

    private Terms terms(QuoteId quote, Route route, Price price, Digest payer) {
        return new Terms(
                quote.value(),
                route,
                price,
                payer,
                known.currency(route.sourceGroupId()),
                known.currency(route.destinationGroupId()));
    }

    private void reserve(Story.At at, Event.PaymentReserved event) {
        long number = event.paymentNumber();
        Chain chain = Chain.of(event.chain());
        Reservation reservation =
                new Reservation(
                        chain, at.timeNs(), event.dispatchByNs(), event.evidenceReference());
        ledger.reserve(chain);
        known.open(number, chain);
        story.begun(at, number, "PaymentReserved", "RESERVED", event.particulars());
        if (!known.unhold(number)) {
            begin(at, event).reserve(reservation);
            return;
        }
        PaymentRow row = fresh.get(number);
        if (row != null) {
            row.reserve(reservation);
        } else {
            statements.add(release(number, reservation));
        }
    }

    private PaymentRow begin(Story.At at, Event.PaymentReserved event) {
        PaymentRow row =
                new PaymentRow(
                        event.paymentNumber(),
                        event.paymentId(),
                        event.route().sourceParticipantId(),
                        at.timeNs(),
                        "RESERVED");
        Optional<Particulars> particulars = Particulars.read(event.particulars());
        row.agree(terms(event.quoteId(), event.route(), event.price(), event.payer()), particulars);
        particulars.ifPresent(known -> story.names(event.paymentNumber(), known));
        fresh.put(event.paymentNumber(), row);
        return row;
    }

    /** The reservation of a payment that an earlier batch wrote as held. */
    private static Sql release(long number, Reservation reservation) {
        Chain chain = reservation.chain();
        return Sql.of(
                "update payments set state = 'RESERVED', reserved_at = ?, dispatch_by = ?,"
                        + " evidence_reference = nullif(?, 0), chain_purposes = ?,"
                        + " chain_debits = ?::int8[]::int4[], chain_credits = ?::int8[]::int4[],"
                        + " chain_amounts_minor = ? where number = ?",
                new Sql.Moment(reservation.atNs()),
                new Sql.Moment(reservation.dispatchByNs()),
                reservation.evidenceReference(),
                chain.purposes(),
                new Sql.Longs(longs(chain.debits())),
                new Sql.Longs(longs(chain.credits())),
                new Sql.Longs(Arrays.stream(chain.amountsMinor()).boxed().toList()),
                number);
    }

    private static List<Long> longs(int[] values) {
        return Arrays.stream(values).asLongStream().boxed().toList();
    }

    private void dispatch(Story.At at, Event.PaymentDispatched event) {
        progress(event.paymentNumber(), "DISPATCHED").dispatchedAtNs = at.timeNs();
        story.dispatched(at, event);
    }

    private void interim(Story.At at, Event.InterimAnswered event) {
        story.interim(at, event);
        AnswerParticulars.read(event.particulars())
                .ifPresent(answer -> story.interimNames(event.paymentNumber(), answer));
    }

    private void doubt(Story.At at, Event.PaymentInDoubt event) {
        progress(event.paymentNumber(), "IN_DOUBT").inDoubtAtNs = at.timeNs();
        story.inDoubt(at, event);
    }

    private void complete(Story.At at, Event.PaymentCompleted event) {
        Progress progress = post(at, event.paymentNumber(), "COMPLETED");
        progress.sourceWindow = event.sourceWindowNumber();
        progress.destinationWindow = event.destinationWindowNumber();
        answered(
                at,
                event.paymentNumber(),
                new Story.Ending("PaymentCompleted", "COMPLETED", ""),
                event.particulars());
    }

    private void block(Story.At at, Event.PaymentBlocked event) {
        Progress progress = post(at, event.paymentNumber(), "BLOCKED");
        progress.sourceWindow = event.sourceWindowNumber();
        progress.destinationWindow = event.destinationWindowNumber();
        progress.isoReason = event.isoReason();
        answered(
                at,
                event.paymentNumber(),
                new Story.Ending("PaymentBlocked", "BLOCKED", event.isoReason()),
                event.particulars());
    }

    private void reject(Story.At at, Event.PaymentRejected event) {
        Progress progress = end(at, event.paymentNumber(), "REJECTED", false);
        progress.isoReason = event.isoReason();
        answered(
                at,
                event.paymentNumber(),
                new Story.Ending("PaymentRejected", "REJECTED", event.isoReason()),
                event.particulars());
    }

    private void expire(Story.At at, Event.PaymentExpired event) {
        known.unhold(event.paymentNumber());
        end(at, event.paymentNumber(), "EXPIRED", false);
        story.state(at, event.paymentNumber(), "PaymentExpired", "EXPIRED", "");
    }

    private void answered(Story.At at, long number, Story.Ending ending, Bytes particulars) {
        story.ended(at, number, ending, particulars);
        AnswerParticulars.read(particulars).ifPresent(answer -> story.names(number, answer));
    }

    private Progress post(Story.At at, long number, String state) {
        postedChains.add(at, number);
        return end(at, number, state, true);
    }

    private Progress end(Story.At at, long number, String state, boolean posted) {
        Chain chain = known.close(number);
        PaymentRow row = fresh.get(number);
        if (chain == null && row != null) {
            chain = row.chain();
        }
        if (chain != null) {
            settle(chain, posted);
        } else if (row == null) {
            endings.put(number, posted);
        }
        Progress progress = progress(number, state);
        progress.endedAtNs = at.timeNs();
        return progress;
    }

    private void settle(Chain chain, boolean posted) {
        ledger.release(chain);
        if (posted) {
            ledger.post(chain);
        }
    }

    private void recover(Story.At at, Event.RecoveryItemOpened event) {
        statements.add(Recovery.opened(at, event));
        story.recovery(at, event);
        AnswerParticulars.read(event.particulars())
                .ifPresent(answer -> story.recoveryNames(event.paymentNumber(), answer));
    }

    private void oblige(Story.At at, Event.ObligationBooked event) {
        Transfer transfer = event.transfer();
        AccountId whose =
                transfer.debit().participantId() == 0 ? transfer.credit() : transfer.debit();
        obligations
                .row()
                .int8(at.number())
                .time(at.timeNs())
                .int4(whose.groupId())
                .int8(event.windowNumber())
                .int4(whose.participantId())
                .int4(transfer.debit().packed())
                .int4(transfer.credit().packed())
                .int8(transfer.amountMinor());
        ledger.move(transfer);
    }

    /** The part of a payment that changes, wherever the rest of it is. */
    private Progress progress(long number, String state) {
        PaymentRow row = fresh.get(number);
        Progress progress =
                row != null
                        ? row.progress()
                        : changes.computeIfAbsent(number, _ -> new Progress(state));
        progress.state = state;
        return progress;
    }

    /** Writes everything into a transaction that somebody else commits. */
    void write(Connection connection) throws SQLException {
        for (PaymentRow row : fresh.values()) {
            row.writeTo(payments);
        }
        quotes.send(connection);
        rates.send(connection);
        payments.send(connection);
        obligations.send(connection);
        story.send(connection);
        for (Sql statement : statements) {
            statement.execute(connection);
        }
        Changes.write(connection, changes);
        postedChains.write(connection);
        fetchEndings(connection);
        ledger.write(connection);
    }

    private void fetchEndings(Connection connection) throws SQLException {
        if (endings.isEmpty()) {
            return;
        }
        Map<Long, Chain> found = Known.fetch(connection, endings.keySet());
        endings.forEach(
                (number, posted) -> {
                    Chain chain = found.get(number);
                    if (chain == null) {
                        throw new IllegalStateException("payment " + number + " is not known");
                    }
                    settle(chain, posted);
                });
    }
}
