// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.authentication.trustone.CardEvidence;
import dev.naru.authentication.trustone.TapTranscript;
import dev.naru.protocol.TapFindings;
import java.util.Optional;

/**
 * What was found of an answer.
 *
 * @param fault what was wrong; empty when all was right but what only the machine knows
 * @param transcript where it could be read; it holds a card's number
 * @param evidence what the card proved, where nothing was wrong
 * @param deviceCounter that the device signed, 0 where it keeps none
 */
record TapFinding(
        Optional<Fault> fault,
        Optional<TapTranscript> transcript,
        Optional<CardEvidence> evidence,
        long deviceCounter) {
    /**
     * What was wrong.
     *
     * @param stage of a card's signature, at which link of the chain
     */
    record Fault(TapFault what, Optional<Stage> stage) {
        /** As it stands in the database: {@code CARD_EXPIRED}, and at which stage. */
        @Override
        public String toString() {
            return what + stage.map(at -> " at " + at).orElse("");
        }
    }

    static TapFinding wrong(TapFault what) {
        return new TapFinding(
                Optional.of(new Fault(what, Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    /** Whether it was the hub that could not judge, and nobody's failure. */
    boolean isHubsOwn() {
        return fault.filter(found -> found.what() == TapFault.CARD_UNAVAILABLE).isPresent();
    }

    /** For the machine. */
    TapFindings forMachine() {
        return evidence.map(
                        found ->
                                new TapFindings(
                                        0,
                                        Names.digest(found.reference()),
                                        Names.digest(found.keyThumbprint()),
                                        Names.digest(found.profileThumbprint()),
                                        found.counter().orElse(TapFindings.NO_COUNTER),
                                        deviceCounter))
                .orElseGet(() -> TapFindings.unproved(fault.orElseThrow().what().number()));
    }
}
