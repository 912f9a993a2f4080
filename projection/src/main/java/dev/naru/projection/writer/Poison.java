// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.writer;

import dev.naru.protocol.Event;
import java.sql.SQLException;
import java.util.Set;

/** Which failures are an event's own, and without which events the tables stay true. */
final class Poison {
    /**
     * Classes of SQLSTATE that say something about the values: a feature that is not there, data
     * exceptions, broken constraints, names that do not exist, program limits, a raised error.
     */
    private static final Set<String> VALUES = Set.of("0A", "21", "22", "23", "42", "54", "P0");

    private Poison() {}

    /** Whether writing the same again would fail in the same way. */
    static boolean isLasting(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && state.length() == 5 && VALUES.contains(state.substring(0, 2));
    }

    /**
     * Whether the tables stay true without this event: it moves no money, changes no state, and no
     * later event builds on its row.
     */
    static boolean isHarmless(Event event) {
        return switch (event) {
            case Event.HeadroomWarned _,
                    Event.RatePublished _,
                    Event.InterimAnswered _,
                    Event.EnquiryDue _,
                    Event.TimeMoved _ ->
                    true;
            case Event.ParticipantDefined _,
                    Event.ParticipantStatusChanged _,
                    Event.GroupDefined _,
                    Event.HeadroomSet _,
                    Event.FundingRecorded _,
                    Event.CorridorDefined _,
                    Event.CorridorStatusChanged _,
                    Event.QuoteCreated _,
                    Event.PaymentRefused _,
                    Event.PaymentHeld _,
                    Event.HoldDecided _,
                    Event.PaymentReserved _,
                    Event.PaymentDispatched _,
                    Event.PaymentInDoubt _,
                    Event.PaymentCompleted _,
                    Event.PaymentBlocked _,
                    Event.PaymentRejected _,
                    Event.PaymentExpired _,
                    Event.RecoveryItemOpened _,
                    Event.RecoveryItemDecided _,
                    Event.WindowClosed _,
                    Event.ObligationBooked _,
                    Event.ChallengeIssued _,
                    Event.ChallengeTaken _,
                    Event.TapJudged _,
                    Event.AuthenticatorChanged _,
                    Event.EvidenceUsed _,
                    Event.EvidenceRuleSet _ ->
                    false;
        };
    }
}
