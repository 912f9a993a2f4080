// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.writer;

import dev.naru.protocol.Authenticator;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.ChallengeState;
import dev.naru.protocol.ChallengeTerms;
import dev.naru.protocol.ChallengedPayment;
import dev.naru.protocol.Command;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Event;
import dev.naru.protocol.TapFindings;
import dev.naru.protocol.TapVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Statements for challenges, taps, who made them, and what they were used for. */
final class Taps {
    private Taps() {}

    static List<Sql> issued(Story.At at, Event.ChallengeIssued event) {
        List<Sql> statements = new ArrayList<>();
        if (event.replacedNumber() != 0) {
            statements.add(
                    Sql.of(
                            "update challenges set state = ?, until = ?, replaced_at = ? where"
                                    + " number = ?",
                            ChallengeState.REPLACED.name(),
                            new Sql.Moment(at.timeNs()),
                            new Sql.Moment(at.timeNs()),
                            event.replacedNumber()));
        }
        statements.add(insert(at, event.challenge()));
        return statements;
    }

    private static Sql insert(Story.At at, Challenge challenge) {
        ChallengeTerms terms = challenge.terms();
        return Sql.of(
                "insert into challenges (number, request_id, participant_id, purpose, payer, card,"
                        + " device, transaction, payment_id, source_group_id, debit_minor, payee,"
                        + " state, issued_at, until)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                challenge.number(),
                new UUID(challenge.requestId().high(), challenge.requestId().low()),
                challenge.participantId(),
                terms.purpose().name(),
                uuid(terms.payer()),
                named(terms.card()),
                named(terms.device()),
                uuid(terms.transaction()),
                terms.payment().map(it -> new UUID(it.paymentId().high(), it.paymentId().low())),
                terms.payment().map(ChallengedPayment::sourceGroupId),
                terms.payment().map(ChallengedPayment::debitMinor),
                terms.payment().map(it -> uuid(it.payee())),
                challenge.state().name(),
                new Sql.Moment(at.timeNs()),
                new Sql.Moment(challenge.untilNs()));
    }

    static Sql taken(Story.At at, Event.ChallengeTaken event) {
        return Sql.of(
                "update challenges set state = ?, until = ?, taken_at = ? where number = ?",
                ChallengeState.TAKEN.name(),
                new Sql.Moment(at.timeNs() + Challenge.VERIFYING_NS),
                new Sql.Moment(at.timeNs()),
                event.challengeNumber());
    }

    static Sql judged(Story.At at, Event.TapJudged event) {
        boolean isProved = event.verdict() == TapVerdict.VERIFIED;
        return Sql.of(
                "update challenges set state = ?, until = ?, judged_at = ?, verdict = ?, fault ="
                        + " nullif(?, 0), tapped_card = ?, card_counter = nullif(?, ?) where"
                        + " number = ?",
                (isProved ? ChallengeState.VERIFIED : ChallengeState.REJECTED).name(),
                new Sql.Moment(isProved ? event.usableUntilNs() : at.timeNs()),
                new Sql.Moment(at.timeNs()),
                event.verdict().name(),
                event.fault(),
                named(event.card()),
                event.cardCounter(),
                TapFindings.NO_COUNTER,
                event.challengeNumber());
    }

    static Sql used(Story.At at, Event.EvidenceUsed event) {
        return Sql.of(
                "update challenges set state = ?, until = ?, used_at = ?, payment_number ="
                        + " nullif(?, 0) where number = ?",
                ChallengeState.USED.name(),
                new Sql.Moment(at.timeNs()),
                new Sql.Moment(at.timeNs()),
                event.paymentNumber(),
                event.evidenceReference());
    }

    static Sql changed(Story.At at, Authenticator one) {
        return Sql.of(
                "insert into authenticators values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict"
                        + " (participant_id, kind, key) do update set payer = excluded.payer,"
                        + " status = excluded.status, failures_at_change ="
                        + " excluded.failures_at_change, locked_until = excluded.locked_until,"
                        + " usable_from = excluded.usable_from, changed_at = excluded.changed_at",
                one.participantId(),
                one.kind().name(),
                uuid(one.key()),
                uuid(one.payer()),
                one.status().name(),
                one.failures(),
                moment(one.lockedUntilNs()),
                moment(one.usableFromNs()),
                new Sql.Moment(at.timeNs()));
    }

    static Sql set(Command.SetEvidenceRule rule) {
        return Sql.of(
                "insert into evidence_rules values (?, ?, ?, nullif(?, ?), ?) on conflict"
                        + " (participant_id, group_id, payer) do update set evidence_above_minor ="
                        + " excluded.evidence_above_minor, new_device_minor ="
                        + " excluded.new_device_minor",
                rule.participantId(),
                rule.groupId(),
                uuid(rule.payer()),
                rule.evidenceAboveMinor(),
                Long.MAX_VALUE,
                rule.newDeviceMinor());
    }

    private static Optional<Sql.Moment> moment(long timeNs) {
        return timeNs == 0 ? Optional.empty() : Optional.of(new Sql.Moment(timeNs));
    }

    private static Optional<UUID> named(Digest digest) {
        return digest.equals(Digest.NONE) ? Optional.empty() : Optional.of(uuid(digest));
    }

    private static UUID uuid(Digest digest) {
        return new UUID(digest.high(), digest.low());
    }
}
