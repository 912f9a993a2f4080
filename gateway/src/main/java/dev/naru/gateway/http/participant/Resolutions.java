// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import dev.naru.gateway.http.front.Fields;
import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.machine.HubClock;

/** Takes resolutions back from callers. */
final class Resolutions {
    private static final String FIELD = "resolution";

    private final ResolutionSeal seal;
    private final HubClock clock;

    Resolutions(ResolutionSeal seal, HubClock clock) {
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * The resolution in the field of that name, however old: a payment is bound by its quote, which
     * has a time of its own.
     */
    Resolution given(Fields fields, int participantId) {
        return seal.open(fields.text(FIELD, ResolutionSeal.MOST_LENGTH))
                .filter(resolution -> resolution.participantId() == participantId)
                .orElseThrow(
                        () ->
                                Refusal.of(
                                                Problem.RESOLUTION_INVALID,
                                                "Send what POST /v1/qr/resolve answered,"
                                                        + " unchanged.")
                                        .about(FIELD)
                                        .thrown());
    }

    /** The same, while it is fresh. */
    Resolution fresh(Fields fields, int participantId) {
        Resolution resolution = given(fields, participantId);
        if (clock.nowNs() >= resolution.expiresAtNs()) {
            throw Refusal.of(
                            Problem.RESOLUTION_EXPIRED,
                            "What the code's scheme said is too old to be quoted for.")
                    .about(FIELD)
                    .thrown();
        }
        return resolution;
    }
}
