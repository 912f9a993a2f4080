// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import dev.naru.authentication.assertion.ServiceKeys;
import dev.naru.authentication.trustone.CardChallenge;
import dev.naru.authentication.trustone.TransactionTerms;
import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.front.RefusedException;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.machine.RejectionStatus;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.Rejection;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Asks for taps. What is shown is kept before the machine is asked, and the first that is kept
 * under an id stands: so a repeat asks for the very same.
 */
public final class Challenges {
    private static final long LIFE_MS = Duration.ofNanos(Challenge.MOST_TAP_NS).toMillis();
    private static final long MILLISECOND_NS = 1_000_000;
    private static final int NONCE = 16;
    private static final Set<Rejection> UNKNOWN = Set.of(Rejection.CHALLENGE_UNKNOWN);

    private final ChallengeStore store;
    private final CardChallenges cardChallenges;
    private final ServiceKeys opening;
    private final HubDoor door;
    private final String relyingPartyId;
    private final SecureRandom random = new SecureRandom();

    Challenges(
            ChallengeStore store,
            CardChallenges cardChallenges,
            ServiceKeys opening,
            HubDoor door,
            String relyingPartyId) {
        this.store = store;
        this.cardChallenges = cardChallenges;
        this.opening = opening;
        this.door = door;
        this.relyingPartyId = relyingPartyId;
    }

    /**
     * A challenge for a telephone.
     *
     * @param openingKeys a JWKS document with the one key to seal the answer for
     */
    public record Issued(ShownChallenge shown, CardChallenge card, String openingKeys) {}

    /**
     * A challenge as it stands.
     *
     * @param machine as the machine has it
     */
    public record Standing(ShownChallenge shown, Challenge machine) {}

    /**
     * Asks for a tap.
     *
     * @param id that nobody else has; repeated, the same challenge
     * @throws RefusedException when what is asked for can be shown to nobody, is not what was asked
     *     for under this id, is over, or the machine refuses it
     */
    public Issued issue(int participantId, UUID id, Asked asked) {
        long nowNs = door.nowNs();
        ShownChallenge shown =
                store.keep(
                        new ShownChallenge(
                                participantId,
                                asked.digest(),
                                asked.payer().name(),
                                asked.payer().reference(),
                                asked.matter().sourceGroupId(),
                                terms(id, asked, nowNs / MILLISECOND_NS),
                                Optional.empty()));
        if (!shown.requestDigest().equals(asked.digest())) {
            throw refused(Rejection.REQUEST_REUSED);
        }
        if (shown.wantsDevice() && shown.device().isEmpty()) {
            throw refused(Rejection.AUTHENTICATOR_UNKNOWN);
        }
        long leftNs = shown.terms().expiresAtMs() * MILLISECOND_NS - nowNs;
        if (leftNs < 1) {
            throw refused(Rejection.CHALLENGE_EXPIRED);
        }
        door.ask(
                new Command.IssueChallenge(
                        shown.requestId(),
                        participantId,
                        shown.machineTerms(),
                        Math.min(leftNs, Challenge.MOST_TAP_NS)),
                Outcome.ChallengeIs.class);
        return new Issued(shown, cardChallenges.of(shown.terms()), ServiceKeys.jwks(opening));
    }

    /**
     * A challenge as it stands.
     *
     * @throws RefusedException when there is none, or none that is remembered
     */
    public Standing read(int participantId, UUID id) {
        ShownChallenge shown = shown(store, participantId, id);
        return new Standing(
                shown,
                door.ask(
                                new Command.ReadChallenge(participantId, shown.requestId()),
                                Outcome.ChallengeIs.class,
                                UNKNOWN)
                        .challenge());
    }

    static ShownChallenge shown(ChallengeStore store, int participantId, UUID id) {
        return store.find(participantId, id)
                .orElseThrow(() -> Refusal.of(Rejection.CHALLENGE_UNKNOWN, 404).thrown());
    }

    private TransactionTerms terms(UUID id, Asked asked, long nowMs) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        Asked.Matter matter = asked.matter();
        try {
            return new TransactionTerms(
                    id,
                    relyingPartyId,
                    ShownChallenge.purpose(asked.purpose()),
                    matter.paymentId().map(Challenges::uuid),
                    matter.amountMinor(),
                    matter.currency().name(),
                    matter.payee().hash(),
                    matter.payee().name(),
                    matter.payee().accountShown(),
                    matter.limit(),
                    asked.payer().accountHash(),
                    asked.card(),
                    asked.device(),
                    ByteString.of(nonce),
                    nowMs,
                    nowMs + LIFE_MS);
        } catch (IllegalArgumentException unshowable) {
            // Its sentences are the library's own, "payee_name must be ...", and have no value.
            throw Refusal.of(Problem.FIELD_INVALID, String.valueOf(unshowable.getMessage()))
                    .thrown();
        }
    }

    private static UUID uuid(PaymentId id) {
        return new UUID(id.high(), id.low());
    }

    private static RefusedException refused(Rejection rejection) {
        return Refusal.of(rejection, RejectionStatus.of(rejection)).thrown();
    }
}
