// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import dev.naru.core.simulation.law.Books;
import dev.naru.core.simulation.law.EvidenceBook;
import dev.naru.protocol.Authenticator;
import dev.naru.protocol.AuthenticatorKind;
import dev.naru.protocol.AuthenticatorStatus;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.ChallengeState;
import dev.naru.protocol.ChallengeTerms;
import dev.naru.protocol.ChallengedPayment;
import dev.naru.protocol.Command;
import dev.naru.protocol.Digest;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.Quote;
import dev.naru.protocol.RequestId;
import dev.naru.protocol.SuppliedItem;
import dev.naru.protocol.TapFindings;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Payers with their cards and telephones, and the verifier that looks at their taps. */
final class Taps {
    private static final int PEOPLE = 3;
    private static final int LOOKED_AT = 12;

    private final Dice dice;
    private final Payers payers;
    private final Notebook notebook;
    private final Books books;
    private final Map<Digest, Long> counters = new HashMap<>();
    private final Map<PaymentId, Quote> shown = new HashMap<>();

    Taps(Dice dice, Payers payers, Notebook notebook, Books books) {
        this.dice = dice;
        this.payers = payers;
        this.notebook = notebook;
        this.books = books;
    }

    /** A challenge for what the payer can do next, mostly. */
    Command ask() {
        int participant = participant();
        Digest payer = Payers.payer(dice.below(dice.oneIn(2) ? PEOPLE : PEOPLE - 1));
        Digest card = of(payer, 1);
        Digest device = of(payer, dice.oneIn(8) ? 3 : 2);
        boolean hasDevice = isActive(participant, AuthenticatorKind.DEVICE, device);
        if (!isActive(participant, AuthenticatorKind.CARD, card) || dice.oneIn(25)) {
            return challenge(
                    participant,
                    new ChallengeTerms(
                            ChallengePurpose.CARD_ENROLMENT,
                            payer,
                            Digest.NONE,
                            hasDevice && !dice.oneIn(6) ? device : Digest.NONE,
                            text(),
                            Optional.empty()));
        }
        if (!hasDevice || dice.oneIn(25)) {
            return challenge(
                    participant, terms(ChallengePurpose.DEVICE_ENROLMENT, payer, card, device));
        }
        if (books.evidence().newDeviceMinor(participant, Scene.KRW_GROUP) == 0 && !dice.oneIn(3)) {
            return rule(participant, Digest.NONE);
        }
        Optional<Challenge> paid =
                newest(dice.oneIn(2) ? ChallengeState.USED : ChallengeState.VERIFIED)
                        .filter(one -> one.terms().payment().isPresent());
        if (paid.isPresent() && dice.oneIn(5)) {
            return enoughForMore(paid.get());
        }
        ChallengePurpose purpose =
                dice.pick(
                        List.of(
                                ChallengePurpose.PAYMENT,
                                ChallengePurpose.PAYMENT,
                                ChallengePurpose.PAYMENT,
                                ChallengePurpose.PAYMENT,
                                ChallengePurpose.PAYMENT,
                                ChallengePurpose.PAYMENT,
                                ChallengePurpose.LOGIN,
                                ChallengePurpose.WITHDRAWAL,
                                ChallengePurpose.LIMIT_CHANGE));
        return purpose == ChallengePurpose.PAYMENT
                ? askToPay(participant, payer, card, device)
                : challenge(participant, terms(purpose, payer, card, device));
    }

    /** The newest offer that is this participant's and that what is new may pay, mostly. */
    private Command askToPay(int participant, Digest payer, Digest card, Digest device) {
        long mostMinor = books.evidence().newDeviceMinor(participant, Scene.KRW_GROUP);
        Optional<Quote> offered =
                notebook.offers().reversed().stream()
                        .map(Notebook.Offer::quote)
                        .filter(
                                quote ->
                                        (quote.route().sourceParticipantId() == participant
                                                        && quote.price().debitMinor() <= mostMinor)
                                                || dice.oneIn(20))
                        .findFirst();
        if (offered.isEmpty()) {
            return payers.askForQuote();
        }
        Quote quote = offered.get();
        PaymentId id = payers.newPaymentId();
        shown.put(id, quote);
        return challenge(
                quote.route().sourceParticipantId(),
                new ChallengeTerms(
                        ChallengePurpose.PAYMENT,
                        payer,
                        card,
                        device,
                        text(),
                        Optional.of(
                                new ChallengedPayment(
                                        id,
                                        quote.route().sourceGroupId(),
                                        quote.price().debitMinor(),
                                        quote.payee()))));
    }

    private ChallengeTerms terms(
            ChallengePurpose purpose, Digest payer, Digest card, Digest device) {
        return new ChallengeTerms(purpose, payer, card, device, text(), Optional.empty());
    }

    private Command challenge(int participant, ChallengeTerms terms) {
        return new Command.IssueChallenge(
                new RequestId(dice.bits(), dice.bits()),
                participant,
                terms,
                dice.oneIn(10) ? 1 : Challenge.MOST_TAP_NS);
    }

    /** Takes the newest that nobody took, mostly; where there is none, somebody asks for one. */
    Command take() {
        ChallengeState state = dice.oneIn(8) ? ChallengeState.TAKEN : ChallengeState.ISSUED;
        if (newest(state).isEmpty() && !dice.oneIn(4)) {
            return ask();
        }
        Challenge one = latest(state);
        return new Command.TakeChallenge(one.participantId(), one.requestId());
    }

    /** Says what a tap showed: mostly the right card, whose counter has risen. */
    Command tap() {
        ChallengeState state = dice.oneIn(12) ? ChallengeState.ISSUED : ChallengeState.TAKEN;
        if (newest(state).isEmpty() && !dice.oneIn(4)) {
            return take();
        }
        Challenge one = latest(state);
        if (one.terms().payment().isPresent() && dice.oneIn(isNew(one) ? 2 : 5)) {
            return justEnough(one);
        }
        Digest payer = dice.oneIn(12) ? Payers.payer(dice.below(PEOPLE)) : one.terms().payer();
        Digest card = of(payer, 1);
        long counter =
                dice.oneIn(10)
                        ? counters.getOrDefault(card, 1L)
                        : counters.merge(card, 1L + dice.below(3), Long::sum);
        return new Command.RecordTap(
                one.participantId(),
                one.number(),
                fails(one.terms().payer())
                        ? TapFindings.unproved(1 + dice.below(200))
                        : new TapFindings(
                                0,
                                card,
                                of(payer, dice.oneIn(15) ? 9 : 4),
                                of(payer, 5),
                                counter,
                                deviceCounter(one.terms().device())));
    }

    /** Some devices keep a counter, and theirs has risen, mostly; the others say 0 for ever. */
    private long deviceCounter(Digest device) {
        if (device.low() % 2 == 0) {
            return 0;
        }
        return dice.oneIn(10)
                ? counters.getOrDefault(device, 1L)
                : counters.merge(device, 1L + dice.below(3), Long::sum);
    }

    /** The last one hardly ever holds the card still. */
    private boolean fails(Digest payer) {
        boolean isClumsy = payer.equals(Payers.payer(PEOPLE - 1));
        return isClumsy ? !dice.oneIn(8) : dice.oneIn(6);
    }

    /** Pays, or does whatever else was proved. */
    Command use() {
        ChallengeState state = dice.oneIn(8) ? ChallengeState.USED : ChallengeState.VERIFIED;
        if (newest(state).isEmpty() && !dice.oneIn(4)) {
            return tap();
        }
        Challenge one = latest(state);
        ChallengeTerms terms = one.terms();
        Optional<Quote> known = terms.payment().map(payment -> shown.get(payment.paymentId()));
        if (known.isEmpty()) {
            return new Command.UseEvidence(
                    one.participantId(),
                    newOrRepeated(one),
                    one.number(),
                    terms.purpose() == ChallengePurpose.PAYMENT
                            ? ChallengePurpose.LOGIN
                            : terms.purpose(),
                    terms.transaction());
        }
        ChallengedPayment payment = terms.payment().orElseThrow();
        Quote quote = known.get();
        return new Command.InitiatePayment(
                dice.oneIn(10) ? payers.newPaymentId() : payment.paymentId(),
                one.participantId(),
                quote.id(),
                quote.price().debitMinor(),
                quote.price().destinationMinor(),
                quote.payee(),
                terms.payer(),
                EnumSet.allOf(SuppliedItem.class),
                one.number(),
                dice.below(300),
                payers.particulars());
    }

    /** Whose answer to a use got lost asks again, mostly as the same. */
    private RequestId newOrRepeated(Challenge one) {
        return books.evidence()
                .usedBy(one.number())
                .filter(id -> !id.equals(RequestId.NONE) && !dice.oneIn(3))
                .orElseGet(() -> new RequestId(dice.bits(), dice.bits() | 1));
    }

    /** From which amount on somebody wants evidence, and how much what is new may pay. */
    Command setRule() {
        Optional<Challenge> one =
                newest(dice.oneIn(2) ? ChallengeState.TAKEN : ChallengeState.VERIFIED)
                        .filter(known -> known.terms().payment().isPresent());
        return one.isPresent() && !dice.oneIn(3)
                ? justEnough(one.get())
                : rule(
                        participant(),
                        dice.oneIn(2) ? Digest.NONE : Payers.payer(dice.below(PEOPLE)));
    }

    /**
     * What is new may pay as much as somebody pays just now, if he paid nothing before; now and
     * then a little less, which shuts out a tap that is on its way.
     */
    private Command justEnough(Challenge one) {
        return limit(one, debitMinor(one) - (dice.oneIn(4) ? 1 : 0));
    }

    /** What is new may pay the same as somebody once more, and again, or nothing more. */
    private Command enoughForMore(Challenge paid) {
        return limit(paid, debitMinor(paid) * dice.between(1, 3));
    }

    private static long debitMinor(Challenge one) {
        return one.terms().payment().orElseThrow().debitMinor();
    }

    private static Command limit(Challenge one, long newDeviceMinor) {
        return new Command.SetEvidenceRule(
                one.participantId(),
                Digest.NONE,
                one.terms().payment().orElseThrow().sourceGroupId(),
                Long.MAX_VALUE,
                newDeviceMinor);
    }

    private Command rule(int participant, Digest payer) {
        return new Command.SetEvidenceRule(
                participant,
                payer,
                Scene.KRW_GROUP,
                dice.oneIn(2) ? Long.MAX_VALUE : dice.between(100_000, 700_000),
                payer.equals(Digest.NONE) ? dice.amount(1_000_000) : 0);
    }

    /** Mostly the same, so that somebody proves more than that a card is his. */
    private int participant() {
        return dice.oneIn(6)
                ? dice.pick(List.of(Scene.PAY_APP, Scene.BANK, Scene.QR_ONLY))
                : Scene.BANK;
    }

    /** Takes a card or a device away, or lets one prove again. */
    Command setStatus() {
        if (dice.oneIn(3)) {
            return takeAwayMeanwhile();
        }
        Digest payer = Payers.payer(dice.below(PEOPLE));
        AuthenticatorKind kind = dice.pick(AuthenticatorKind.values());
        return new Command.SetAuthenticatorStatus(
                dice.pick(List.of(Scene.PAY_APP, Scene.BANK, Scene.QR_ONLY)),
                kind,
                key(payer, kind),
                kind == AuthenticatorKind.PAYER || !dice.oneIn(4)
                        ? AuthenticatorStatus.ACTIVE
                        : AuthenticatorStatus.REMOVED);
    }

    /** Takes what taps away while its tap is looked at. */
    private Command takeAwayMeanwhile() {
        Challenge one = latest(ChallengeState.TAKEN);
        boolean isCard = dice.oneIn(2) && !one.terms().card().equals(Digest.NONE);
        Digest device = one.terms().device();
        boolean isDevice = !isCard && !device.equals(Digest.NONE);
        return new Command.SetAuthenticatorStatus(
                one.participantId(),
                isDevice ? AuthenticatorKind.DEVICE : AuthenticatorKind.CARD,
                isDevice ? device : of(one.terms().payer(), 1),
                AuthenticatorStatus.REMOVED);
    }

    /** Looks at a challenge, a card, a device or a payer. */
    Command look() {
        if (dice.oneIn(2)) {
            Challenge one = latest(dice.pick(ChallengeState.values()));
            return new Command.ReadChallenge(one.participantId(), one.requestId());
        }
        AuthenticatorKind kind = dice.pick(AuthenticatorKind.values());
        return new Command.ReadAuthenticator(
                Scene.BANK, kind, key(Payers.payer(dice.below(PEOPLE)), kind));
    }

    private static Digest key(Digest payer, AuthenticatorKind kind) {
        return switch (kind) {
            case CARD -> of(payer, 1);
            case DEVICE -> of(payer, 2);
            case PAYER -> payer;
        };
    }

    private boolean isActive(int participant, AuthenticatorKind kind, Digest key) {
        return books.evidence()
                .authenticator(participant, kind, key)
                .map(Authenticator::status)
                .filter(status -> status == AuthenticatorStatus.ACTIVE)
                .isPresent();
    }

    /** Whether something that is to prove has not been there for a day. */
    private boolean isNew(Challenge one) {
        return isNew(one.participantId(), AuthenticatorKind.CARD, one.terms().card())
                || isNew(one.participantId(), AuthenticatorKind.DEVICE, one.terms().device());
    }

    private boolean isNew(int participant, AuthenticatorKind kind, Digest key) {
        return books.evidence()
                .authenticator(participant, kind, key)
                .filter(known -> known.usableFromNs() > books.nowNs())
                .isPresent();
    }

    /**
     * One of the newest in this state, mostly in time; where there is none, one that is nobody's.
     */
    private Challenge latest(ChallengeState state) {
        return newest(state).orElseGet(this::nobodys);
    }

    private Optional<Challenge> newest(ChallengeState state) {
        boolean isHasty = !dice.oneIn(4);
        return books.evidence().latest().stream()
                .limit(LOOKED_AT)
                .map(EvidenceBook.Known::challenge)
                .filter(challenge -> challenge.state() == state)
                .filter(challenge -> !isHasty || books.nowNs() < challenge.untilNs())
                .findFirst();
    }

    private Challenge nobodys() {
        Digest payer = Payers.payer(0);
        return new Challenge(
                1_000_000_000,
                new RequestId(0, 0),
                Scene.BANK,
                terms(ChallengePurpose.LOGIN, payer, of(payer, 1), of(payer, 2)),
                ChallengeState.ISSUED,
                0,
                Optional.empty());
    }

    private Digest text() {
        return new Digest(dice.bits(), dice.bits() | 1);
    }

    private static Digest of(Digest payer, int what) {
        return new Digest(payer.high() + what, payer.low() + 1_000L * what);
    }
}
