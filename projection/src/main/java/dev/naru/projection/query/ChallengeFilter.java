// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.query;

import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.RequestId;
import dev.naru.protocol.TapVerdict;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Which challenges are looked for: those for which all of this is so.
 *
 * @param participantId who asked for it
 * @param paymentId for which payment of this hub it is
 * @param requestId by which it was asked for
 * @param verdict what became of the tap
 * @param purpose what it is for
 * @param fromNs issued then or later, epoch nanoseconds
 * @param untilNs issued before then
 */
public record ChallengeFilter(
        OptionalInt participantId,
        Optional<PaymentId> paymentId,
        Optional<RequestId> requestId,
        Optional<TapVerdict> verdict,
        Optional<ChallengePurpose> purpose,
        OptionalLong fromNs,
        OptionalLong untilNs) {
    /** Every challenge. */
    public static final ChallengeFilter ALL =
            new ChallengeFilter(
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty());

    /**
     * The first that was issued then or later: numbers rise with times, and a page that is sorted
     * by number begins there instead of at the first of all.
     */
    private static final String FIRST_SINCE =
            "(select t.number from challenges t where t.issued_at >= ?"
                    + " order by t.issued_at, t.number limit 1)";

    /** As a query. */
    Conditions conditions() {
        Conditions all = new Conditions();
        participantId.ifPresent(id -> all.add("c.participant_id = ?", id));
        paymentId.ifPresent(id -> all.add("c.payment_id = ?", new UUID(id.high(), id.low())));
        requestId.ifPresent(id -> all.add("c.request_id = ?", new UUID(id.high(), id.low())));
        // In the text, so that PostgreSQL sees that the index of what failed has it.
        verdict.ifPresent(is -> all.add("c.verdict = '" + is.name() + "'"));
        purpose.ifPresent(is -> all.add("c.purpose = ?", is.name()));
        fromNs.ifPresent(ns -> all.add("c.number >= " + FIRST_SINCE, Conditions.time(ns)));
        untilNs.ifPresent(
                ns ->
                        all.add(
                                "c.number < coalesce(" + FIRST_SINCE + ", ?)",
                                Conditions.time(ns),
                                Long.MAX_VALUE));
        return all;
    }
}
