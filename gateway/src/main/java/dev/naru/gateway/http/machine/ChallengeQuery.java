// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import dev.naru.gateway.http.front.Call;
import dev.naru.projection.query.ChallengeFilter;
import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.RequestId;
import dev.naru.protocol.TapVerdict;
import java.util.List;

/** Which challenges a query asks for. */
public final class ChallengeQuery {
    /** The parameters. */
    public static final List<String> NAMES =
            List.of(
                    FilterQuery.PARTICIPANT,
                    "payment_id",
                    "challenge_id",
                    "verdict",
                    "purpose",
                    "issued_from",
                    "issued_before");

    private static final String ID_RULE = "must be a version 4 UUID in lower case";

    private ChallengeQuery() {}

    /** The filter that a call asks for. */
    public static ChallengeFilter of(Call call) {
        return new ChallengeFilter(
                FilterQuery.participant(call),
                FilterQuery.parsed(call, "payment_id", PaymentId::parse, ID_RULE),
                // A challenge's id has the form of a payment's.
                FilterQuery.parsed(call, "challenge_id", PaymentId::parse, ID_RULE)
                        .map(id -> new RequestId(id.high(), id.low())),
                FilterQuery.constant(
                        call, "verdict", TapVerdict.values(), "must be a verdict about a tap"),
                FilterQuery.constant(
                        call,
                        "purpose",
                        ChallengePurpose.values(),
                        "must be a purpose of a challenge"),
                FilterQuery.time(call, "issued_from"),
                FilterQuery.time(call, "issued_before"));
    }
}
