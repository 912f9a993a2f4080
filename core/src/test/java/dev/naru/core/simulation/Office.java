// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import dev.naru.core.simulation.law.Books;
import dev.naru.core.simulation.law.Journey;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.CorridorStatus;
import dev.naru.protocol.Currency;
import dev.naru.protocol.HeadroomRule;
import dev.naru.protocol.HoldDecision;
import dev.naru.protocol.ParticipantStatus;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.RequestId;
import java.util.List;

/** The operator's people and the FX providers' desks. */
final class Office {
    private static final int PEOPLE = 3;

    private final Dice dice;
    private final Scene scene;
    private final Notebook notebook;
    private final Books books;

    Office(Dice dice, Scene scene, Notebook notebook, Books books) {
        this.dice = dice;
        this.scene = scene;
        this.notebook = notebook;
        this.books = books;
    }

    /** A provider's new price. */
    Command publishRate() {
        int provider = (int) dice.between(Scene.FIRST_PROVIDER, Scene.LAST_PROVIDER);
        return switch (dice.below(3)) {
            case 0 -> scene.rate(provider, Currency.KRW, Currency.IDR);
            case 1 -> scene.rate(provider, Currency.KRW, Currency.VND);
            default -> scene.rate(provider, Currency.IDR, Currency.KRW);
        };
    }

    /** Prefunding of somebody who is prefunded. */
    Command fund() {
        int provider = (int) dice.between(Scene.FIRST_PROVIDER, Scene.LAST_PROVIDER);
        RequestId id = new RequestId(dice.bits(), dice.bits());
        return switch (dice.below(4)) {
            case 0 ->
                    new Command.RecordFunding(
                            id, Scene.BANK, Scene.KRW_GROUP, dice.between(1, 3_000_000));
            case 1 ->
                    new Command.RecordFunding(
                            id, Scene.INDONESIA, Scene.KRW_GROUP, dice.between(1, 3_000_000));
            case 2 ->
                    new Command.RecordFunding(
                            id, provider, Scene.IDR_GROUP, dice.between(1, 3_000_000_000L));
            default ->
                    new Command.RecordFunding(
                            id, provider, Scene.VND_GROUP, dice.between(1, 60_000_000));
        };
    }

    /** A cap that is raised or lowered, also below what is used. */
    Command setHeadroom() {
        int participant = dice.pick(List.of(Scene.PAY_APP, Scene.QR_ONLY, Scene.INDONESIA));
        int group = participant == Scene.INDONESIA ? Scene.IDR_GROUP : Scene.KRW_GROUP;
        long most = group == Scene.IDR_GROUP ? 3_000_000_000L : 8_000_000;
        long cap = dice.between(0, dice.oneIn(4) ? most / 20 : most);
        return new Command.SetHeadroom(
                participant, group, HeadroomRule.NET_CAP, cap, cap + dice.below(1_000));
    }

    /** Suspends somebody, or rather resumes whoever is suspended. */
    Command setParticipantStatus() {
        for (Books.Participant participant : books.participants()) {
            if (participant.status() == ParticipantStatus.SUSPENDED && !dice.oneIn(4)) {
                return new Command.SetParticipantStatus(
                        participant.definition().participantId(), ParticipantStatus.ACTIVE);
            }
        }
        return new Command.SetParticipantStatus(
                1 + dice.below(Scene.PARTICIPANTS), dice.pick(ParticipantStatus.values()));
    }

    /** Closes a corridor, or rather opens one that is closed. */
    Command setCorridorStatus() {
        for (Books.Corridor corridor : books.corridors()) {
            if (corridor.status() == CorridorStatus.CLOSED && !dice.oneIn(4)) {
                return new Command.SetCorridorStatus(
                        corridor.definition().corridorId(), CorridorStatus.OPEN);
            }
        }
        return new Command.SetCorridorStatus(
                1 + dice.below(Scene.CORRIDORS), dice.pick(CorridorStatus.values()));
    }

    /** New terms for a corridor, or what never changes once more. */
    Command define() {
        return switch (dice.below(4)) {
            case 0 -> Scene.participant(1 + dice.below(Scene.PARTICIPANTS));
            case 1 -> Scene.group(1 + dice.below(Scene.GROUPS));
            default -> scene.corridor(1 + dice.below(Scene.CORRIDORS));
        };
    }

    /** Closes a group's open window, seldom another. */
    Command closeWindow() {
        int group = 1 + dice.below(Scene.GROUPS);
        long open = notebook.openWindow(group).orElse(1L);
        return new Command.CloseWindow(
                group, dice.oneIn(3) ? Math.max(1, open - dice.below(3)) : open);
    }

    /** A person's decision about a recovery item. */
    Command closeItem() {
        long item =
                notebook.items().isEmpty() || dice.oneIn(10)
                        ? dice.between(1, 100)
                        : dice.pick(notebook.items());
        return new Command.CloseRecoveryItem(item, 1 + dice.below(PEOPLE));
    }

    /** Compliance's decision about a held payment. */
    Command decideHold() {
        List<Notebook.Slip> from = notebook.held().isEmpty() ? notebook.ended() : notebook.held();
        long number = from.isEmpty() ? dice.between(1, 100) : dice.pick(from).number();
        HoldDecision decision = dice.oneIn(3) ? HoldDecision.REFUSE : HoldDecision.RELEASE;
        return new Command.DecideHold(number, decision, 1 + dice.below(PEOPLE), Bytes.EMPTY);
    }

    /** Somebody wants to know what became of a payment, which is seldom not in doubt. */
    Command askAgain() {
        List<Long> inDoubt =
                books.payments().stream()
                        .filter(one -> one.state() == PaymentState.IN_DOUBT || dice.oneIn(50))
                        .map(Journey::number)
                        .toList();
        long number = inDoubt.isEmpty() ? dice.between(1, 100) : dice.pick(inDoubt);
        return new Command.AskAgain(number, 1 + dice.below(PEOPLE));
    }

    /** A sandbox's time, moved forward or, in vain, back. */
    Command moveTime() {
        long step =
                switch (dice.below(10)) {
                    case 0 -> -dice.between(1, 1_000);
                    case 1 -> dice.between(1, 36) * 3_600;
                    case 2, 3 -> dice.between(60, 1_200);
                    default -> dice.between(0, 30);
                };
        return new Command.MoveTime(Math.max(0, books.nowNs() + step * Scene.SECOND_NS));
    }
}
