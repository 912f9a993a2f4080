// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.corridor;

import dev.naru.core.directory.Participant;
import dev.naru.core.ledger.Group;
import dev.naru.protocol.Command;
import dev.naru.protocol.Converter;
import dev.naru.protocol.CorridorStatus;
import dev.naru.protocol.CorridorTerms;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.Route;

/** One corridor as the machine knows it. */
public final class Corridor {
    private final Group source;
    private final Group destination;
    private final Participant destinationParticipant;
    private Command.DefineCorridor definition;
    private CorridorStatus status;

    Corridor(
            Command.DefineCorridor definition,
            CorridorStatus status,
            Group source,
            Group destination,
            Participant destinationParticipant) {
        this.definition = definition;
        this.status = status;
        this.source = source;
        this.destination = destination;
        this.destinationParticipant = destinationParticipant;
    }

    /** Its id, 1 to 4,096. */
    public int id() {
        return definition.corridorId();
    }

    /** Where the payer's leg settles. */
    public Group source() {
        return source;
    }

    /** Where the payee's leg settles. */
    public Group destination() {
        return destination;
    }

    /** Who is asked to pay the payee. */
    public Participant destinationParticipant() {
        return destinationParticipant;
    }

    /** Whether an FX provider of the hub converts. */
    public boolean isConvertedHere() {
        return definition.converter() == Converter.HUB;
    }

    /** Between whom a payment of this corridor goes. */
    public Route route(PaymentKind kind, int sourceParticipantId, int fxProviderId) {
        return new Route(
                definition.corridorId(),
                kind,
                sourceParticipantId,
                definition.sourceGroupId(),
                fxProviderId,
                definition.destinationParticipantId(),
                definition.destinationGroupId());
    }

    /** What it asks of every payment now. */
    public CorridorTerms terms() {
        return definition.terms();
    }

    /** Whether it takes anything new. */
    public boolean isOpen() {
        return status == CorridorStatus.OPEN;
    }

    Command.DefineCorridor definition() {
        return definition;
    }

    void define(Command.DefineCorridor changed) {
        definition = changed;
    }

    CorridorStatus status() {
        return status;
    }

    void setStatus(CorridorStatus changed) {
        status = changed;
    }

    /** Whether a definition differs from this one in its terms at the most. */
    boolean differsOnlyInTerms(Command.DefineCorridor other) {
        return definition.code().equals(other.code())
                && definition.sourceGroupId() == other.sourceGroupId()
                && definition.destinationGroupId() == other.destinationGroupId()
                && definition.destinationParticipantId() == other.destinationParticipantId()
                && definition.converter() == other.converter();
    }

    Outcome.Corridor row() {
        return new Outcome.Corridor(definition, status);
    }
}
