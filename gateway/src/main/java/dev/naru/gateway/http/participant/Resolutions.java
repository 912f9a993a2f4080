// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import dev.naru.gateway.http.front.Fields;
import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;

/** Takes resolutions back from callers. */
final class Resolutions {
    /** Where a resolution stands in a body. */
    static final String FIELD = "resolution";

    private final ResolutionSeal seal;

    Resolutions(ResolutionSeal seal) {
        this.seal = seal;
    }

    /**
     * The resolution in the field of that name, however old: the machine, which remembers what it
     * has answered before, gives no quote beyond its end.
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
}
