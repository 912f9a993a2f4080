// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import dev.naru.protocol.Rejection;

/** The HTTP status that tells a caller's program what kind of refusal it meets. */
public final class RejectionStatus {
    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;
    private static final int UNAVAILABLE = 503;

    private RejectionStatus() {}

    /** 400, 409, 422 or 503. */
    public static int of(Rejection rejection) {
        return switch (rejection) {
            case MALFORMED_COMMAND -> BAD_REQUEST;
            case TIME_GOES_BACK,
                    DEFINITION_CONFLICTS,
                    WINDOW_NOT_OPEN,
                    WINDOW_REPORT_GONE,
                    RECOVERY_ITEM_CLOSED,
                    PAYMENT_NOT_HELD,
                    PAYMENT_NOT_IN_DOUBT,
                    ALREADY_DISPATCHED,
                    PAYMENT_ENDED,
                    CHALLENGE_ANSWERED,
                    CHALLENGE_NOT_TAKEN,
                    AUTHENTICATOR_KNOWN ->
                    CONFLICT;
            case LIMIT_PARTICIPANTS,
                    LIMIT_ACCOUNTS,
                    LIMIT_OPEN_QUOTES,
                    LIMIT_OPEN_PAYMENTS,
                    LIMIT_REMEMBERED_PAYMENTS,
                    LIMIT_REMEMBERED_FUNDINGS,
                    LIMIT_PAYERS,
                    LIMIT_RECOVERY_ITEMS,
                    LIMIT_EVENT_READERS,
                    LIMIT_AUTHENTICATORS,
                    LIMIT_CHALLENGES,
                    LIMIT_EVIDENCE_RULES ->
                    UNAVAILABLE;
            case NOT_A_SANDBOX,
                    PARTICIPANT_UNKNOWN,
                    GROUP_UNKNOWN,
                    CORRIDOR_UNKNOWN,
                    ROLE_UNSUITABLE,
                    NOT_IN_GROUP,
                    CAP_EXCEEDS_COLLATERAL,
                    FUNDING_REUSED,
                    RECOVERY_ITEM_UNKNOWN,
                    PAYMENT_UNKNOWN,
                    WRONG_LINK,
                    REQUEST_REUSED,
                    PARTICIPANT_SUSPENDED,
                    KIND_NOT_ALLOWED,
                    CORRIDOR_CLOSED,
                    DESTINATION_SUSPENDED,
                    NO_RATE,
                    AMOUNT_TOO_SMALL,
                    AMOUNT_TOO_LARGE,
                    QUOTE_UNKNOWN,
                    QUOTE_EXPIRED,
                    QUOTE_USED,
                    QUOTE_AMOUNT_DIFFERS,
                    QUOTE_PAYEE_DIFFERS,
                    PAYER_DAY_LIMIT,
                    DATA_MISSING,
                    EVIDENCE_MISSING,
                    SCREENING_REFUSED,
                    HEADROOM_EXCEEDED,
                    FX_LIQUIDITY_SHORT,
                    HOLD_REFUSED,
                    EVENT_NOT_YET,
                    EVENT_READER_UNKNOWN,
                    EVIDENCE_UNKNOWN,
                    EVIDENCE_DIFFERS,
                    EVIDENCE_USED,
                    EVIDENCE_EXPIRED,
                    AUTHENTICATOR_UNKNOWN,
                    AUTHENTICATOR_OF_ANOTHER,
                    AUTHENTICATOR_LOCKED,
                    AUTHENTICATOR_TOO_NEW,
                    DEVICE_REQUIRED,
                    CHALLENGES_TOO_MANY,
                    CHALLENGE_UNKNOWN,
                    CHALLENGE_EXPIRED ->
                    UNPROCESSABLE;
        };
    }
}
