// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.protocol.Rejection;

/**
 * What participants are told where the true reason is for the operator alone: that screening or
 * compliance stopped a payment must not be seen from outside, for it would warn whom it is about.
 */
public final class Neutral {
    private Neutral() {}

    /** The code of this rejection for participants. */
    public static String code(Rejection rejection) {
        return isSecret(rejection) ? Problem.PAYMENT_DECLINED.name() : rejection.name();
    }

    /** The ISO 20022 reason of this rejection for participants. */
    public static String isoReason(Rejection rejection) {
        return isSecret(rejection) ? Problem.PAYMENT_DECLINED.isoReason() : rejection.isoReason();
    }

    /** The refusal with this rejection for participants. */
    static Refusal refusal(Rejection rejection) {
        return isSecret(rejection)
                ? Refusal.of(Problem.PAYMENT_DECLINED, Problem.PAYMENT_DECLINED.english())
                : Refusal.of(rejection, RejectionStatus.of(rejection));
    }

    private static boolean isSecret(Rejection rejection) {
        return rejection == Rejection.SCREENING_REFUSED || rejection == Rejection.HOLD_REFUSED;
    }
}
