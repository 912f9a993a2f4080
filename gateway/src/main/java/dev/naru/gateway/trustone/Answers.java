// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import dev.naru.authentication.assertion.Assertion;
import dev.naru.authentication.assertion.AssertionSigner;
import dev.naru.authentication.cardtap.CardProof.Binding;
import dev.naru.authentication.devicekey.RegisteredDevice;
import dev.naru.authentication.trustone.CardEvidence;
import dev.naru.authentication.trustone.TransactionTerms;
import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.front.RefusedException;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.protocol.AuthenticatorKind;
import dev.naru.protocol.AuthenticatorStatus;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.Command;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Money;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.TapVerdict;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Judges answers, each challenge's once: the machine is asked for the right to before anything is
 * looked at, so that of answers that come together one is judged. When the database or the machine
 * is away in the middle, the challenge is spent and nothing is proved by it.
 */
public final class Answers {
    /** Longer than a card in the field takes for one command, in microseconds. */
    private static final int SLOW_US = 300_000;

    private static final int NOT_FOUND = 404;

    private final ChallengeStore store;
    private final TapJudge judge;
    private final AssertionSigner signer;
    private final HubDoor door;

    Answers(ChallengeStore store, TapJudge judge, AssertionSigner signer, HubDoor door) {
        this.store = store;
        this.judge = judge;
        this.signer = signer;
        this.door = door;
    }

    /** What came of an answer. */
    public sealed interface Judged {
        /**
         * It is evidence.
         *
         * @param reference by which it is used
         * @param assertion for whom it may concern, JWS in compact form
         * @param card the reference of the card that was tapped, 32 bytes
         */
        record Verified(long reference, String assertion, ByteString card) implements Judged {}

        /** It is none, for a reason that nobody outside is told. */
        record Rejected() implements Judged {}
    }

    /**
     * Judges an answer.
     *
     * @throws RefusedException when there is no such challenge, it is over or was answered before,
     *     or its device was taken away, which spends nothing; or when its card's issuer cannot be
     *     asked, or the device is taken away while its tap is judged, which spends the challenge
     */
    public Judged judge(int participantId, UUID id, TapAnswer answer) {
        ShownChallenge shown = Challenges.shown(store, participantId, id);
        if (shown.wantsDevice() && shown.device().isEmpty()) {
            // It was taken away meanwhile, which is nobody's failure; so the machine is not asked.
            throw deviceGone();
        }
        Challenge taken =
                door.ask(
                                new Command.TakeChallenge(participantId, shown.requestId()),
                                Outcome.ChallengeIs.class,
                                Set.of(Rejection.CHALLENGE_UNKNOWN))
                        .challenge();
        TapFinding finding = judge.judge(shown, taken, answer);
        store.keep(shown, finding, door.nowNs());
        if (finding.isHubsOwn()) {
            // The machine is not told, so that it counts no failure of anybody.
            throw Refusal.of(Problem.ISSUER_UNAVAILABLE, Problem.ISSUER_UNAVAILABLE.english())
                    .thrown();
        }
        Challenge judged = record(shown, taken, finding);
        if (judged.verdict().filter(TapVerdict.VERIFIED::equals).isEmpty()) {
            return new Judged.Rejected();
        }
        if (takeBackForgotten(shown)) {
            throw deviceGone();
        }
        return verified(shown, finding.evidence().orElseThrow(), judged.number());
    }

    /**
     * Tells the machine. The first verdict stands and is told again, so a lost answer need not
     * spend the challenge.
     */
    private Challenge record(ShownChallenge shown, Challenge taken, TapFinding finding) {
        try {
            return door.askAgain(
                            new Command.RecordTap(
                                    shown.participantId(), taken.number(), finding.forMachine()),
                            Outcome.ChallengeIs.class)
                    .challenge();
        } catch (RefusedException unheard) {
            // The machine may have let the device in, though nobody heard so.
            takeBackForgotten(shown);
            throw unheard;
        }
    }

    /**
     * Takes a device away that a card let in although its participant took it away meanwhile, when
     * the machine did not know it yet. Whoever takes one away asks the machine both before and
     * after its key is forgotten: so either the key is missed here, or the device is found there.
     *
     * @return whether it was to be taken away
     */
    private boolean takeBackForgotten(ShownChallenge shown) {
        boolean isForgotten =
                shown.purpose() == ChallengePurpose.DEVICE_ENROLMENT
                        && store.find(shown.participantId(), shown.terms().challengeId())
                                .flatMap(ShownChallenge::device)
                                .isEmpty();
        if (isForgotten) {
            door.outcome(
                    new Command.SetAuthenticatorStatus(
                            shown.participantId(),
                            AuthenticatorKind.DEVICE,
                            Names.digest(shown.terms().deviceKeyThumbprint()),
                            AuthenticatorStatus.REMOVED));
        }
        return isForgotten;
    }

    private static RefusedException deviceGone() {
        return Refusal.of(Rejection.AUTHENTICATOR_UNKNOWN, NOT_FOUND).about("device_key").thrown();
    }

    private Judged verified(ShownChallenge shown, CardEvidence evidence, long reference) {
        return new Judged.Verified(
                reference, signer.sign(assertion(shown, evidence)), evidence.reference());
    }

    private Assertion assertion(ShownChallenge shown, CardEvidence evidence) {
        TransactionTerms terms = shown.terms();
        return new Assertion(
                "participant-" + shown.participantId(),
                terms.challengeId().toString(),
                shown.payerReference(),
                terms.purpose(),
                Instant.ofEpochSecond(door.nowNs() / 1_000_000_000L),
                terms.paymentId().map(paymentId -> transaction(paymentId, terms)),
                terms.hash(),
                card(evidence),
                shown.device().map(Answers::device),
                timing(evidence));
    }

    private static Assertion.Transaction transaction(UUID paymentId, TransactionTerms terms) {
        Currency currency = Currency.ofCode(terms.currency()).orElseThrow();
        return new Assertion.Transaction(
                paymentId,
                new Money(terms.amountMinor(), currency).decimal(),
                terms.currency(),
                terms.payeeAccountHash());
    }

    private static Assertion.Card card(CardEvidence evidence) {
        return new Assertion.Card(
                evidence.paymentCard().map(card -> card.brand().name()).orElse("DEDICATED"),
                switch (evidence.method()) {
                    case CDA, CDA_WITH_RELAY_RESISTANCE -> Assertion.Method.CDA;
                    case FDDA -> Assertion.Method.FDDA;
                    case DDA -> Assertion.Method.DDA;
                    case DEDICATED -> Assertion.Method.APPLET;
                },
                bind(evidence.binding()),
                evidence.reference(),
                evidence.counter());
    }

    private static Assertion.Bind bind(Binding binding) {
        return switch (binding) {
            case NUMBER -> Assertion.Bind.NUMBER;
            case NUMBER_AND_AMOUNT -> Assertion.Bind.NUMBER_AND_AMOUNT;
            case HASH -> Assertion.Bind.HASH;
            case WHOLE_HASH -> Assertion.Bind.WHOLE_HASH;
        };
    }

    private static Assertion.Device device(RegisteredDevice device) {
        return new Assertion.Device(
                Names.hex(device.thumbprint()),
                device.isDeviceBound() ? Assertion.Standing.ATTESTED : Assertion.Standing.CLAIMED);
    }

    private static Assertion.Timing timing(CardEvidence evidence) {
        if (evidence.slowestUs() == 0) {
            return Assertion.Timing.UNKNOWN;
        }
        return evidence.slowestUs() > SLOW_US ? Assertion.Timing.SLOW : Assertion.Timing.USUAL;
    }
}
