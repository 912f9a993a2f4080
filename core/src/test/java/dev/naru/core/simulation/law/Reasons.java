// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.AuthenticatorKind;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.ChallengeState;
import dev.naru.protocol.ChallengeTerms;
import dev.naru.protocol.ChallengedPayment;
import dev.naru.protocol.Command;
import dev.naru.protocol.CorridorDemands;
import dev.naru.protocol.CorridorLimits;
import dev.naru.protocol.CorridorStatus;
import dev.naru.protocol.Digest;
import dev.naru.protocol.HoldDecision;
import dev.naru.protocol.ParticipantStatus;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.Price;
import dev.naru.protocol.Quote;
import dev.naru.protocol.Rejection;
import java.util.Optional;

/**
 * Which reasons there are against a command. Refusals at the limits of the machine's room are
 * believed; so are those about definitions and roles and the amounts and rates of quotes, which
 * tables of scenarios prove, and the payer's day, which has a law of its own.
 */
final class Reasons {
    private final long rememberNs;

    Reasons(long rememberNs) {
        this.rememberNs = rememberNs;
    }

    /** Whether the reason is one, as far as events tell. */
    boolean isTrue(Rejection rejection, Case it) {
        return switch (rejection) {
            case MALFORMED_COMMAND -> false;
            case NOT_A_SANDBOX -> it.command() instanceof Command.MoveTime;
            case TIME_GOES_BACK ->
                    it.command() instanceof Command.MoveTime move
                            && move.toNs() < it.books().nowNs();
            case PARTICIPANT_UNKNOWN -> it.namesUnknownParticipant();
            case GROUP_UNKNOWN -> it.namesUnknownGroup();
            case CORRIDOR_UNKNOWN -> it.namesUnknownCorridor();
            case NOT_IN_GROUP -> it.namesNoMember();
            case CAP_EXCEEDS_COLLATERAL ->
                    it.command() instanceof Command.SetHeadroom set
                            && set.capMinor() > set.collateralMinor();
            case FUNDING_REUSED ->
                    it.command() instanceof Command.RecordFunding funding
                            && it.books().isFunded(funding.fundingId());
            case WINDOW_NOT_OPEN ->
                    it.command() instanceof Command.CloseWindow close
                            && close.windowNumber() > openWindow(close, it.books());
            case WINDOW_REPORT_GONE ->
                    it.command() instanceof Command.CloseWindow close
                            && close.windowNumber() < openWindow(close, it.books()) - 1;
            case RECOVERY_ITEM_UNKNOWN ->
                    it.item().filter(item -> item.secondPersonId() == 0).isEmpty();
            case RECOVERY_ITEM_CLOSED ->
                    it.item()
                            .filter(item -> item.secondPersonId() != 0 && !isOneOfThem(item, it))
                            .isPresent();
            case PAYMENT_UNKNOWN -> it.payment().filter(known -> isKnown(known, it)).isEmpty();
            case PAYMENT_NOT_HELD ->
                    it.payment().filter(known -> known.state() != PaymentState.HELD).isPresent();
            case PAYMENT_NOT_IN_DOUBT ->
                    it.payment()
                            .filter(known -> known.state() != PaymentState.IN_DOUBT)
                            .isPresent();
            case WRONG_LINK -> it.payment().filter(known -> isOverOther(known, it)).isPresent();
            case ALREADY_DISPATCHED -> it.payment().filter(Journey::wasDispatched).isPresent();
            case PAYMENT_ENDED ->
                    it.payment()
                            .filter(known -> known.state().isFinal() && !known.wasDispatched())
                            .isPresent();
            case REQUEST_REUSED ->
                    it.command() instanceof Command.CreateQuote
                            || it.command() instanceof Command.IssueChallenge
                            || it.payment().isPresent();
            case PARTICIPANT_SUSPENDED -> isSenderSuspended(it);
            case KIND_NOT_ALLOWED ->
                    it.request().filter(asked -> !isAllowed(asked, it.books())).isPresent();
            case CORRIDOR_CLOSED ->
                    it.request()
                            .filter(asked -> asked.corridor().status() == CorridorStatus.CLOSED)
                            .isPresent();
            case DESTINATION_SUSPENDED ->
                    it.request().filter(asked -> isReceiverSuspended(asked, it)).isPresent();
            case QUOTE_UNKNOWN -> it.quote().filter(promise -> isAlive(promise, it)).isEmpty();
            case QUOTE_EXPIRED ->
                    it.command() instanceof Command.CreateQuote asked
                            ? asked.notAfterNs() <= it.books().nowNs()
                            : it.quote().filter(promise -> hasExpired(promise, it)).isPresent();
            case QUOTE_USED ->
                    it.quote().filter(promise -> promise.usedByPayment() != 0).isPresent();
            case QUOTE_AMOUNT_DIFFERS ->
                    it.quote().filter(promise -> !hasAmounts(promise, it)).isPresent();
            case QUOTE_PAYEE_DIFFERS ->
                    it.quote().filter(promise -> !hasPayee(promise, it)).isPresent();
            case DATA_MISSING, EVIDENCE_MISSING, SCREENING_REFUSED ->
                    lacks(it).filter(rejection::equals).isPresent();
            case HEADROOM_EXCEEDED ->
                    it.quote().filter(promise -> !hasHeadroom(promise.quote(), it)).isPresent();
            case FX_LIQUIDITY_SHORT ->
                    it.command() instanceof Command.CreateQuote
                            || it.quote()
                                    .filter(promise -> !hasLiquidity(promise.quote(), it))
                                    .isPresent();
            case HOLD_REFUSED ->
                    it.command() instanceof Command.DecideHold decision
                            && decision.decision() == HoldDecision.REFUSE;
            case NO_RATE ->
                    it.quote()
                            .map(promise -> promise.quote().route().fxProviderId())
                            .filter(provider -> !isGone(provider, it.books()))
                            .isEmpty();
            case AMOUNT_TOO_SMALL ->
                    it.quote()
                            .filter(promise -> destinationMinor(promise) >= limits(it).leastMinor())
                            .isEmpty();
            case EVENT_NOT_YET ->
                    it.command() instanceof Command.AcknowledgeEvents said
                            && said.number() > it.books().lastNumber();
            case EVIDENCE_UNKNOWN, EVIDENCE_DIFFERS, EVIDENCE_USED, EVIDENCE_EXPIRED ->
                    lacksEvidence(it).filter(rejection::equals).isPresent();
            case CHALLENGE_UNKNOWN ->
                    it.challenge().filter(one -> one.isFresh(it.books().nowNs())).isEmpty();
            case CHALLENGE_EXPIRED ->
                    it.challenge()
                            .map(EvidenceBook.Known::challenge)
                            .filter(
                                    one ->
                                            one.state() == ChallengeState.REPLACED
                                                    || (one.state() == ChallengeState.ISSUED
                                                            && isOver(one, it)))
                            .isPresent();
            case CHALLENGE_ANSWERED ->
                    it.challenge()
                            .map(one -> one.challenge().state())
                            .filter(state -> state != ChallengeState.ISSUED)
                            .isPresent();
            case CHALLENGE_NOT_TAKEN ->
                    it.challenge()
                            .map(one -> one.challenge().state())
                            .filter(
                                    state ->
                                            state == ChallengeState.ISSUED
                                                    || state == ChallengeState.REPLACED)
                            .isPresent();
            case AUTHENTICATOR_LOCKED ->
                    it.named().stream().anyMatch(one -> one.lockedUntilNs() > it.books().nowNs());
            case AUTHENTICATOR_TOO_NEW ->
                    it.named().stream().anyMatch(one -> one.usableFromNs() > it.books().nowNs());
            case DEVICE_REQUIRED ->
                    it.command() instanceof Command.IssueChallenge asked
                            && it.books()
                                    .evidence()
                                    .hasActive(
                                            asked.participantId(),
                                            AuthenticatorKind.DEVICE,
                                            asked.terms().payer());
            case EVENT_READER_UNKNOWN -> it.command() instanceof Command.RemoveEventReader;
            case DEFINITION_CONFLICTS,
                    ROLE_UNSUITABLE,
                    AMOUNT_TOO_LARGE,
                    PAYER_DAY_LIMIT,
                    LIMIT_PARTICIPANTS,
                    LIMIT_ACCOUNTS,
                    LIMIT_OPEN_QUOTES,
                    LIMIT_OPEN_PAYMENTS,
                    LIMIT_REMEMBERED_PAYMENTS,
                    LIMIT_REMEMBERED_FUNDINGS,
                    LIMIT_PAYERS,
                    LIMIT_RECOVERY_ITEMS,
                    LIMIT_EVENT_READERS,
                    AUTHENTICATOR_UNKNOWN,
                    AUTHENTICATOR_OF_ANOTHER,
                    AUTHENTICATOR_KNOWN,
                    CHALLENGES_TOO_MANY,
                    LIMIT_AUTHENTICATORS,
                    LIMIT_CHALLENGES,
                    LIMIT_EVIDENCE_RULES ->
                    true;
        };
    }

    private static long openWindow(Command.CloseWindow close, Books books) {
        return books.group(close.groupId()).orElseThrow().openWindowNumber();
    }

    private static boolean isOneOfThem(Books.Item item, Case it) {
        return it.command() instanceof Command.CloseRecoveryItem close
                && (close.personId() == item.firstPersonId()
                        || close.personId() == item.secondPersonId());
    }

    /** Whether it must be remembered, and is no secret: to a link a held payment is one. */
    private boolean isKnown(Journey journey, Case it) {
        boolean isSecret =
                it.command() instanceof Command.RecordDispatch
                        && journey.state() == PaymentState.HELD;
        boolean mayBeForgotten =
                journey.state().isFinal() && journey.endedAtNs() + rememberNs <= it.books().nowNs();
        return !isSecret && !mayBeForgotten;
    }

    private static boolean isOverOther(Journey journey, Case it) {
        return it.command() instanceof Command.RecordDispatch dispatch
                && (journey.terms().isEmpty()
                        || journey.terms().get().route().destinationParticipantId()
                                != dispatch.linkParticipantId());
    }

    private static boolean isSenderSuspended(Case it) {
        if (it.command() instanceof Command.InitiatePayment asked) {
            return isSuspended(asked.participantId(), it.books());
        }
        if (it.command() instanceof Command.IssueChallenge asked) {
            return isSuspended(asked.participantId(), it.books());
        }
        if (it.command() instanceof Command.UseEvidence asked) {
            // A repeat hears what it heard before, as long as that is remembered.
            return isSuspended(asked.participantId(), it.books())
                    && (!repeatsUse(it) || isEvidenceForgettable(it));
        }
        return it.request().filter(asked -> isSuspended(asked.senderId(), it.books())).isPresent();
    }

    private static long destinationMinor(Books.Promise promise) {
        return promise.quote().price().destinationMinor();
    }

    private static CorridorLimits limits(Case it) {
        return it.request().orElseThrow().corridor().definition().terms().limits();
    }

    /** Whether a provider does not convert any more what it promised. */
    private static boolean isGone(int providerId, Books books) {
        return providerId != 0 && isSuspended(providerId, books);
    }

    private static boolean isReceiverSuspended(Case.Request asked, Case it) {
        return isSuspended(asked.corridor().definition().destinationParticipantId(), it.books());
    }

    private static boolean isSuspended(int participantId, Books books) {
        return books.participant(participantId).orElseThrow().status()
                == ParticipantStatus.SUSPENDED;
    }

    private static boolean isAllowed(Case.Request asked, Books books) {
        return books.participant(asked.senderId())
                .orElseThrow()
                .definition()
                .allowedKinds()
                .contains(asked.kind());
    }

    private static boolean isAlive(Books.Promise promise, Case it) {
        return promise.usedByPayment() == 0 && !hasExpired(promise, it);
    }

    private static boolean hasExpired(Books.Promise promise, Case it) {
        return promise.quote().expiresAtNs() <= it.books().nowNs();
    }

    private static boolean hasAmounts(Books.Promise promise, Case it) {
        Price price = promise.quote().price();
        return it.command() instanceof Command.InitiatePayment asked
                && asked.debitMinor() == price.debitMinor()
                && asked.destinationMinor() == price.destinationMinor();
    }

    private static boolean hasPayee(Books.Promise promise, Case it) {
        return it.command() instanceof Command.InitiatePayment asked
                && asked.payee().equals(promise.quote().payee());
    }

    /** The first demand of the corridor that this payment does not meet. */
    private static Optional<Rejection> lacks(Case it) {
        if (it.command() instanceof Command.DecideHold) {
            boolean isNameless =
                    it.payment().flatMap(Journey::payer).filter(Digest.NONE::equals).isPresent();
            return isNameless && countsPayers(it)
                    ? Optional.of(Rejection.DATA_MISSING)
                    : Optional.empty();
        }
        if (!(it.command() instanceof Command.InitiatePayment asked) || it.quote().isEmpty()) {
            return Optional.empty();
        }
        CorridorDemands demands =
                it.request().orElseThrow().corridor().definition().terms().demands();
        if ((asked.payer().equals(Digest.NONE) && countsPayers(it))
                || !asked.suppliedItems().containsAll(demands.requiredItems())) {
            return Optional.of(Rejection.DATA_MISSING);
        }
        long sourceMinor = it.quote().get().quote().price().sourceMinor();
        long aboveMinor =
                Math.min(
                        demands.evidenceAboveMinor(),
                        it.books()
                                .evidence()
                                .aboveMinor(
                                        asked.participantId(),
                                        it.quote().get().quote().route().sourceGroupId(),
                                        asked.payer()));
        if (sourceMinor > aboveMinor && asked.evidenceReference() == 0) {
            return Optional.of(Rejection.EVIDENCE_MISSING);
        }
        boolean canWait = it.request().orElseThrow().kind() == PaymentKind.REMITTANCE;
        boolean isRefused =
                asked.screeningScore() >= demands.refuseAtScore()
                        || (asked.screeningScore() >= demands.holdAtScore() && !canWait);
        return isRefused ? Optional.of(Rejection.SCREENING_REFUSED) : Optional.empty();
    }

    /** The first thing that is wrong with the evidence that is named. */
    private static Optional<Rejection> lacksEvidence(Case it) {
        if (it.command() instanceof Command.InitiatePayment pay && pay.evidenceReference() == 0) {
            return Optional.empty();
        }
        Optional<Challenge> known =
                it.challenge()
                        .map(EvidenceBook.Known::challenge)
                        .filter(
                                one ->
                                        one.state() == ChallengeState.VERIFIED
                                                || one.state() == ChallengeState.USED);
        if (known.isEmpty()) {
            return Optional.of(Rejection.EVIDENCE_UNKNOWN);
        }
        Challenge evidence = known.get();
        if (!isOfThis(evidence.terms(), it)) {
            return Optional.of(Rejection.EVIDENCE_DIFFERS);
        }
        if (evidence.state() == ChallengeState.USED) {
            return repeatsUse(it) ? Optional.empty() : Optional.of(Rejection.EVIDENCE_USED);
        }
        return isOver(evidence, it) ? Optional.of(Rejection.EVIDENCE_EXPIRED) : Optional.empty();
    }

    /** Whether the very request asks that used this evidence for what it is for. */
    private static boolean repeatsUse(Case it) {
        return it.command() instanceof Command.UseEvidence use
                && it.books()
                        .evidence()
                        .usedBy(use.evidenceReference())
                        .filter(use.requestId()::equals)
                        .isPresent()
                && it.challenge().filter(one -> isOfThis(one.challenge().terms(), it)).isPresent();
    }

    private static boolean isOfThis(ChallengeTerms terms, Case it) {
        return switch (it.command()) {
            case Command.UseEvidence use ->
                    terms.purpose() == use.purpose()
                            && terms.transaction().equals(use.transaction());
            case Command.InitiatePayment pay ->
                    terms.payer().equals(pay.payer())
                            && terms.payment()
                                    .equals(it.quote().map(promise -> shown(pay, promise.quote())));
            default -> false;
        };
    }

    private static ChallengedPayment shown(Command.InitiatePayment pay, Quote quote) {
        return new ChallengedPayment(
                pay.paymentId(), quote.route().sourceGroupId(), pay.debitMinor(), pay.payee());
    }

    private static boolean isOver(Challenge challenge, Case it) {
        return it.books().nowNs() >= challenge.untilNs();
    }

    /** Whether the evidence that is named may be forgotten, so that nobody need know it. */
    static boolean isEvidenceForgettable(Case it) {
        return it.challenge().filter(one -> !one.isFresh(it.books().nowNs())).isPresent();
    }

    private static boolean countsPayers(Case it) {
        return limits(it).payerDayMinor() != Long.MAX_VALUE;
    }

    private static boolean hasHeadroom(Quote quote, Case it) {
        return headroom(
                        quote.route().sourceParticipantId(),
                        quote.route().sourceGroupId(),
                        it.books())
                >= quote.price().debitMinor();
    }

    /** Where nobody converts, nobody needs any. */
    private static boolean hasLiquidity(Quote quote, Case it) {
        int provider = quote.route().fxProviderId();
        return provider == 0
                || headroom(provider, quote.route().destinationGroupId(), it.books())
                        >= quote.price().providerDestinationMinor();
    }

    private static long headroom(int participantId, int groupId, Books books) {
        return books.ledger()
                .headroomMinor(books.ledger().member(participantId, groupId).orElseThrow());
    }
}
