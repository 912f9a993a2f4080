// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.directory;

import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.ParticipantKind;
import dev.naru.protocol.ParticipantStatus;
import dev.naru.protocol.PaymentKind;

/** One participant as the machine knows it. */
public final class Participant {
    private final int id;
    private Command.DefineParticipant definition;
    private int allowedKinds;
    private ParticipantStatus status;

    Participant(Command.DefineParticipant definition, ParticipantStatus status) {
        id = definition.participantId();
        this.definition = definition;
        this.status = status;
        define(definition);
    }

    /** Its id, 1 to 4,096. */
    public int id() {
        return id;
    }

    /** What it is to the hub. */
    public ParticipantKind kind() {
        return definition.kind();
    }

    /** Whether it may take part in anything new. */
    public boolean isActive() {
        return status == ParticipantStatus.ACTIVE;
    }

    /** Whether it may send this kind of payment. */
    public boolean maySend(PaymentKind paymentKind) {
        return (allowedKinds & bitOf(paymentKind)) != 0;
    }

    /** Whether payers or payees are its customers, so that it can be an end of a payment. */
    public boolean canBeAnEnd() {
        return switch (definition.kind()) {
            case MEMBER, PARTNER_SWITCH -> true;
            case FX_PROVIDER, OPERATOR -> false;
        };
    }

    Command.DefineParticipant definition() {
        return definition;
    }

    void define(Command.DefineParticipant changed) {
        definition = changed;
        allowedKinds = 0;
        for (PaymentKind paymentKind : changed.allowedKinds()) {
            allowedKinds |= bitOf(paymentKind);
        }
    }

    /** What it may send, a bit for each kind. */
    int allowedKinds() {
        return allowedKinds;
    }

    static int bitOf(PaymentKind paymentKind) {
        return 1 << paymentKind.ordinal();
    }

    ParticipantStatus status() {
        return status;
    }

    void setStatus(ParticipantStatus changed) {
        status = changed;
    }

    Outcome.Participant row() {
        return new Outcome.Participant(
                id(), definition.code(), kind(), status, definition.allowedKinds());
    }
}
