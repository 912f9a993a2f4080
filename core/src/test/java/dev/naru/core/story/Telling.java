// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.story;

import dev.naru.protocol.AccountId;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Event;
import dev.naru.protocol.Money;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.Price;
import dev.naru.protocol.Quote;
import dev.naru.protocol.RateTier;
import dev.naru.protocol.Timeline;
import dev.naru.protocol.Transfer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns outcomes and events into the words of a story. */
final class Telling {
    private final Names names;
    private final EvidenceTelling evidence;
    private final Map<Integer, Currency> currencies = new HashMap<>();

    Telling(Names names) {
        this.names = names;
        this.evidence = new EvidenceTelling(names);
    }

    void groupDefined(int groupId, Currency currency) {
        currencies.put(groupId, currency);
    }

    String tell(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _ -> "done";
            case Outcome.Refused(var rejection) -> rejection.name();
            case Outcome.QuoteGiven(var quote) -> tell(quote);
            case Outcome.PaymentIs(var payment) -> tell(payment);
            case Outcome.DispatchGranted granted ->
                    "granted, answer due "
                            + Story.time(granted.answerDueAtNs())
                            + ", execute by "
                            + Story.time(granted.executeByNs());
            case Outcome.AnswerTaken(var effect, var state) -> effect + " " + state;
            case Outcome.WindowReport report ->
                    "window "
                            + report.windowNumber()
                            + ", next "
                            + report.nextWindowNumber()
                            + rows(report.nets(), net -> tell(net, report.groupId()));
            case Outcome.Payments(var rows) ->
                    "payments"
                            + rows(rows, row -> names.paymentName(row.number()) + " " + tell(row));
            case Outcome.Participants(var rows) ->
                    "participants"
                            + rows(rows, row -> row.code() + " " + row.kind() + " " + row.status());
            case Outcome.Groups(var rows) ->
                    "groups" + rows(rows, row -> row.code() + " window " + row.openWindowNumber());
            case Outcome.Corridors(var rows) ->
                    "corridors" + rows(rows, row -> row.definition().code() + " " + row.status());
            case Outcome.Positions(var rows) -> "positions" + rows(rows, this::tell);
            case Outcome.Accounts(var rows) ->
                    "accounts" + rows(rows.stream().filter(Telling::hasMoved).toList(), this::tell);
            case Outcome.Rates(var rows) -> "rates" + rows(rows, this::tell);
            case Outcome.RecoveryItems(var rows) -> "items" + rows(rows, this::tell);
            case Outcome.EventReaders(var rows) ->
                    "readers"
                            + rows(
                                    rows,
                                    row ->
                                            row.readerName()
                                                    + " "
                                                    + row.number()
                                                    + " since "
                                                    + Story.time(row.sinceNs()));
            case Outcome.Figures figures -> tell(figures);
            case Outcome.ChallengeIs(var challenge) -> evidence.tell(challenge);
            case Outcome.AuthenticatorIs(var one) -> evidence.tell(one);
        };
    }

    String tell(Event event) {
        return switch (event) {
            case Event.ParticipantDefined(var definition) -> "participant " + definition.code();
            case Event.ParticipantStatusChanged(int id, var status) ->
                    participant(id) + " is " + status;
            case Event.GroupDefined(var definition) -> "group " + definition.code();
            case Event.HeadroomSet(var set) ->
                    "headroom of "
                            + participant(set.participantId())
                            + " in "
                            + group(set.groupId());
            case Event.HeadroomWarned(int id, int groupId, int percent) ->
                    participant(id) + " in " + group(groupId) + " at " + percent + "%";
            case Event.FundingRecorded(var funding) ->
                    participant(funding.participantId())
                            + " funded "
                            + amount(funding.amountMinor(), funding.groupId());
            case Event.CorridorDefined(var definition) -> "corridor " + definition.code();
            case Event.CorridorStatusChanged(int id, var status) ->
                    names.nameOf("corridor", id) + " is " + status;
            case Event.RatePublished(var rate, long validUntilNs) ->
                    "rate of "
                            + participant(rate.providerId())
                            + " until "
                            + Story.time(validUntilNs);
            case Event.QuoteCreated(var quote) -> "quote " + names.quoteName(quote.id());
            case Event.WindowClosed(int groupId, long closed, long next) ->
                    group(groupId) + " closed " + closed + ", open " + next;
            case Event.ObligationBooked(long window, var transfer) ->
                    "window " + window + " " + tell(transfer);
            case Event.TimeMoved(long offsetNs) -> "moved by " + offsetNs / Story.SECOND_NS + " s";
            case Event.RecoveryItemOpened opened ->
                    "item "
                            + opened.itemNumber()
                            + " "
                            + opened.reason()
                            + " "
                            + names.paymentName(opened.paymentNumber());
            case Event.RecoveryItemDecided(long item, long person, boolean closed) ->
                    "item " + item + (closed ? " closed by " : " confirmed by ") + person;
            case Event.ChallengeIssued issued -> evidence.tell(issued);
            case Event.ChallengeTaken taken ->
                    "taken " + names.challengeName(taken.challengeNumber());
            case Event.TapJudged judged -> evidence.tell(judged);
            case Event.AuthenticatorChanged(var one) -> evidence.tell(one);
            case Event.EvidenceUsed used ->
                    "used "
                            + names.challengeName(used.evidenceReference())
                            + (used.paymentNumber() == 0
                                    ? names.requestName(used.requestId())
                                            .map(name -> " as " + name)
                                            .orElse("")
                                    : " by " + payment(used.paymentNumber()));
            case Event.EvidenceRuleSet(var rule) ->
                    "rule of " + participant(rule.participantId()) + " in " + group(rule.groupId());
            default -> tellOfPayment(event);
        };
    }

    private String tellOfPayment(Event event) {
        return switch (event) {
            case Event.PaymentRefused refused ->
                    "refused " + payment(refused.paymentNumber()) + " " + refused.rejection();
            case Event.PaymentHeld held ->
                    "held "
                            + payment(held.paymentNumber())
                            + " until "
                            + Story.time(held.heldUntilNs());
            case Event.HoldDecided decided ->
                    decided.decision() + " " + payment(decided.paymentNumber());
            case Event.PaymentReserved reserved ->
                    "reserved "
                            + payment(reserved.paymentNumber())
                            + " until "
                            + Story.time(reserved.dispatchByNs());
            case Event.PaymentDispatched dispatched ->
                    "dispatched " + payment(dispatched.paymentNumber());
            case Event.InterimAnswered interim ->
                    interim.status() + " " + payment(interim.paymentNumber());
            case Event.PaymentInDoubt doubt -> "in doubt " + payment(doubt.paymentNumber());
            case Event.EnquiryDue due ->
                    "enquiry " + due.enquiry() + " " + payment(due.paymentNumber());
            case Event.PaymentCompleted completed ->
                    "completed "
                            + payment(completed.paymentNumber())
                            + " in windows "
                            + completed.sourceWindowNumber()
                            + ","
                            + completed.destinationWindowNumber();
            case Event.PaymentBlocked blocked ->
                    "blocked "
                            + payment(blocked.paymentNumber())
                            + " in windows "
                            + blocked.sourceWindowNumber()
                            + ","
                            + blocked.destinationWindowNumber();
            case Event.PaymentRejected rejected -> "rejected " + payment(rejected.paymentNumber());
            case Event.PaymentExpired expired -> "expired " + payment(expired.paymentNumber());
            default -> throw new IllegalArgumentException(event + " is not of a payment");
        };
    }

    String tell(Transfer transfer) {
        return account(transfer.debit())
                + " -> "
                + account(transfer.credit())
                + " "
                + amount(transfer.amountMinor(), transfer.debit().groupId());
    }

    private String tell(Quote quote) {
        Price price = quote.price();
        int source = quote.route().sourceGroupId();
        int destination = quote.route().destinationGroupId();
        int provider = quote.route().fxProviderId();
        return amount(price.sourceMinor(), source)
                + fee(" + ", price.payerFeeMinor(), source)
                + " for "
                + amount(price.destinationMinor(), destination)
                + fee(" - ", price.payeeFeeMinor(), destination)
                + (provider == 0
                        ? ""
                        : " at " + price.rate().decimal() + " by " + participant(provider))
                + " until "
                + Story.time(quote.expiresAtNs());
    }

    private String fee(String sign, long minor, int groupId) {
        return minor == 0 ? "" : sign + decimal(minor, groupId);
    }

    private static String tell(Payment payment) {
        Timeline times = payment.times();
        String reason = payment.isoReason().isEmpty() ? "" : " " + payment.isoReason();
        return payment.state()
                + payment.rejection().map(rejection -> " " + rejection).orElse("")
                + reason
                + ", times "
                + Story.time(times.initiatedAtNs())
                + " "
                + Story.time(times.dispatchedAtNs())
                + " "
                + Story.time(times.inDoubtAtNs())
                + " "
                + Story.time(times.endedAtNs());
    }

    private String tell(Outcome.Net net, int groupId) {
        return participant(net.participantId()) + " " + decimal(net.netMinor(), groupId);
    }

    private String tell(Outcome.Position row) {
        int group = row.groupId();
        return participant(row.participantId())
                + " "
                + row.rule()
                + " cap "
                + decimal(row.capMinor(), group)
                + " liq "
                + decimal(row.liquidityMinor(), group)
                + " pos "
                + decimal(row.positionMinor(), group)
                + " obl "
                + decimal(row.obligationMinor(), group)
                + " pending "
                + decimal(row.pendingDebitsMinor(), group)
                + "/"
                + decimal(row.pendingCreditsMinor(), group)
                + " unsettled "
                + decimal(row.unsettledDebitsMinor(), group)
                + " headroom "
                + decimal(row.headroomMinor(), group);
    }

    private String tell(Outcome.Account row) {
        int group = row.id().groupId();
        boolean isPending = row.debitsPendingMinor() + row.creditsPendingMinor() != 0;
        return account(row.id())
                + " "
                + decimal(row.creditsPostedMinor() - row.debitsPostedMinor(), group)
                + (isPending
                        ? " ("
                                + decimal(
                                        row.creditsPendingMinor() - row.debitsPendingMinor(), group)
                                + ")"
                        : "");
    }

    private String tell(Outcome.ProviderRate row) {
        return participant(row.providerId())
                + " "
                + row.tiers().stream().map(Telling::tell).collect(Collectors.joining(" "))
                + " until "
                + Story.time(row.validUntilNs());
    }

    private static String tell(RateTier tier) {
        return tier.rate().decimal();
    }

    private String tell(Outcome.RecoveryItem row) {
        return row.itemNumber()
                + " "
                + row.reason()
                + " "
                + names.paymentName(row.paymentNumber())
                + " "
                + row.answer().map(AnswerStatus::name).orElse("nothing")
                + " people "
                + row.firstPersonId()
                + " "
                + row.secondPersonId();
    }

    private static String tell(Outcome.Figures figures) {
        return "event "
                + figures.eventNumber()
                + ", now "
                + Story.time(figures.timeNs())
                + ", offset "
                + figures.timeOffsetNs() / Story.SECOND_NS
                + ", participants "
                + figures.participants()
                + ", accounts "
                + figures.accounts()
                + ", quotes "
                + figures.openQuotes()
                + ", open "
                + figures.openPayments()
                + ", remembered "
                + figures.rememberedPayments()
                + ", last "
                + figures.lastPaymentNumber()
                + ", items "
                + figures.openRecoveryItems()
                + ", states "
                + figures.byState();
    }

    private static boolean hasMoved(Outcome.Account row) {
        return row.debitsPostedMinor()
                        + row.creditsPostedMinor()
                        + row.debitsPendingMinor()
                        + row.creditsPendingMinor()
                != 0;
    }

    private String account(AccountId id) {
        String kind =
                switch (id.kind()) {
                    case POSITION -> "POS";
                    case OBLIGATION -> "OBL";
                    case LIQUIDITY -> "LIQ";
                    case SETTLEMENT_BANK -> "SBM";
                    case OPERATOR_FEE -> "FEE";
                    case OPERATOR_ROUNDING -> "ROUND";
                    case OPERATOR_SUSPENSE -> "SUSP";
                    case OPERATOR_FROZEN -> "FROZEN";
                    case OPERATOR_LOSS -> "LOSS";
                };
        AccountKind named = id.kind();
        return named.perParticipant() ? kind + "/" + participant(id.participantId()) : kind;
    }

    private String participant(int id) {
        return names.nameOf("participant", id);
    }

    private String group(int id) {
        return names.nameOf("group", id);
    }

    private String payment(long number) {
        return names.paymentName(number);
    }

    private String amount(long minor, int groupId) {
        return new Money(minor, currencies.getOrDefault(groupId, Currency.KRW)).toString();
    }

    private String decimal(long minor, int groupId) {
        return new Money(minor, currencies.getOrDefault(groupId, Currency.KRW)).decimal();
    }

    private static <T> String rows(List<T> rows, Function<T, String> row) {
        return rows.stream().map(row).map(text -> "; " + text).collect(Collectors.joining());
    }
}
