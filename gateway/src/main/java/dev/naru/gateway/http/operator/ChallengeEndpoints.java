// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import static dev.naru.gateway.http.machine.DatabaseDoor.asked;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Listing;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.machine.ChallengeQuery;
import dev.naru.gateway.http.machine.Directory;
import dev.naru.gateway.http.machine.Searches;
import dev.naru.gateway.trustone.KeptTaps;
import dev.naru.projection.query.ChallengeFilter;
import dev.naru.projection.query.ChallengeFound;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.ReadOrder;
import dev.naru.protocol.Rejection;
import java.util.List;
import java.util.Optional;

/**
 * What the operator finds of taps: what the machine made of each, and beside it what the verifier
 * had found.
 */
final class ChallengeEndpoints {
    private static final int NOT_FOUND = 404;

    private final Searches searches;
    private final Directory directory;
    private final Optional<KeptTaps> taps;

    ChallengeEndpoints(Searches searches, Directory directory, Optional<KeptTaps> taps) {
        this.searches = searches;
        this.directory = directory;
        this.taps = taps;
    }

    Answer search(Call call) {
        return Listing.longPage(
                call,
                ChallengeQuery.NAMES,
                (from, limit) -> read(call, from, ReadOrder.RISING, limit),
                (from, limit) -> read(call, from, ReadOrder.FALLING, limit),
                found -> found.challenge().number(),
                this::row);
    }

    private List<ChallengeFound> read(Call call, long from, ReadOrder order, int limit) {
        ChallengeFilter filter = ChallengeQuery.of(call);
        return searches.read(tables -> tables.challenges(filter, from, order, limit));
    }

    private ChallengeView.Row row(ChallengeFound found) {
        return ChallengeView.row(
                found, group -> directory.group(group).map(Outcome.Group::currency));
    }

    Answer tell(Call call) {
        call.noQuery();
        long number = call.pathLong("number", Long.MAX_VALUE / 2);
        Optional<ChallengeFound> found = searches.read(tables -> tables.challenge(number));
        return Answer.ok(
                found.map(this::told)
                        .orElseThrow(
                                () ->
                                        Refusal.of(Rejection.CHALLENGE_UNKNOWN, NOT_FOUND)
                                                .about("number")
                                                .thrown()));
    }

    private ChallengeView.Told told(ChallengeFound found) {
        Challenge challenge = found.challenge();
        return new ChallengeView.Told(
                row(found),
                taps.flatMap(
                                kept ->
                                        asked(
                                                () ->
                                                        kept.find(
                                                                challenge.participantId(),
                                                                challenge.requestId(),
                                                                found.times().issuedAtNs())))
                        .map(ChallengeView.Finding::of));
    }
}
