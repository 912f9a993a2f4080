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
        int participant = dice.pick(List.of(Scene.PAY_APP, Scene.BANK, Scene.QR_ONLY));
        Digest payer = Payers.payer(dice.below(PEOPLE));
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
        ChallengePurpose purpose =
                dice.pick(
                        List.of(
                                ChallengePurpose.PAYMENT,
                                ChallengePurpose.PAYMENT,
                                ChallengePurpose.PAYMENT,
                                ChallengePurpose.LOGIN,
                                ChallengePurpose.WITHDRAWAL,
                                ChallengePurpose.LIMIT_CHANGE));
        return purpose == ChallengePurpose.PAYMENT
                ? askToPay(payer, card, device)
                : challenge(participant, terms(purpose, payer, card, device));
    }

    private Command askToPay(Digest payer, Digest card, Digest device) {
        if (notebook.offers().isEmpty()) {
            return payers.askForQuote();
        }
        Quote quote = notebook.offers().getLast().quote();
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

    /** Takes the newest that nobody took, mostly. */
    Command take() {
        Challenge one = latest(dice.oneIn(8) ? ChallengeState.TAKEN : ChallengeState.ISSUED);
        return new Command.TakeChallenge(one.participantId(), one.requestId());
    }

    /** Says what a tap showed: mostly the right card, whose counter has risen. */
    Command tap() {
        Challenge one = latest(dice.oneIn(12) ? ChallengeState.ISSUED : ChallengeState.TAKEN);
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
                                dice.oneIn(8) ? dice.below(50) : 0));
    }

    /** The last one hardly ever holds the card still. */
    private boolean fails(Digest payer) {
        boolean isClumsy = payer.equals(Payers.payer(PEOPLE - 1));
        return isClumsy ? !dice.oneIn(8) : dice.oneIn(6);
    }

    /** Pays, or does whatever else was proved. */
    Command use() {
        Challenge one = latest(dice.oneIn(8) ? ChallengeState.USED : ChallengeState.VERIFIED);
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

    /** From which amount on somebody wants evidence. */
    Command setRule() {
        Digest payer = dice.oneIn(2) ? Digest.NONE : Payers.payer(dice.below(PEOPLE));
        return new Command.SetEvidenceRule(
                dice.pick(List.of(Scene.PAY_APP, Scene.BANK, Scene.QR_ONLY)),
                payer,
                Scene.KRW_GROUP,
                dice.oneIn(2) ? Long.MAX_VALUE : dice.between(100_000, 700_000),
                payer.equals(Digest.NONE) ? dice.below(500_000) : 0);
    }

    /** Takes a card or a device away, or lets one prove again. */
    Command setStatus() {
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

    /** One of the newest in this state; where there is none, one that nobody issued. */
    private Challenge latest(ChallengeState state) {
        return books.evidence().latest().stream()
                .limit(LOOKED_AT)
                .map(EvidenceBook.Known::challenge)
                .filter(challenge -> challenge.state() == state)
                .findFirst()
                .orElseGet(this::nobodys);
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
