// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Listing;
import dev.naru.gateway.http.machine.CorridorCurrencies;
import dev.naru.gateway.http.machine.Directory;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.view.MoneyView;
import dev.naru.protocol.Command;
import dev.naru.protocol.CorridorStatus;
import dev.naru.protocol.Outcome;

/** Which corridors can be used now, so that an app can say so before its user scans. */
final class CorridorEndpoint {
    private final HubDoor door;
    private final Directory directory;
    private final Schemes schemes;

    CorridorEndpoint(HubDoor door, Directory directory, Schemes schemes) {
        this.door = door;
        this.directory = directory;
        this.schemes = schemes;
    }

    /**
     * A corridor as apps see it.
     *
     * @param status OPEN only when the operator has it open and its link answers
     */
    record OfferedCorridor(
            String corridor,
            String sourceCurrency,
            String destinationCurrency,
            String status,
            MoneyView least,
            MoneyView most) {}

    Answer list(Call call) {
        return Listing.page(
                call,
                (from, limit) ->
                        door.ask(
                                        new Command.ReadCorridors(Listing.smallId(from), limit),
                                        Outcome.Corridors.class)
                                .rows(),
                row -> row.definition().corridorId(),
                this::view);
    }

    private OfferedCorridor view(Outcome.Corridor row) {
        Command.DefineCorridor definition = row.definition();
        CorridorCurrencies currencies =
                new CorridorCurrencies(
                        directory.currency(definition.sourceGroupId()),
                        directory.currency(definition.destinationGroupId()));
        CorridorStatus status =
                schemes.available(row) ? CorridorStatus.OPEN : CorridorStatus.CLOSED;
        return new OfferedCorridor(
                definition.code(),
                currencies.source().name(),
                currencies.destination().name(),
                status.name(),
                MoneyView.of(definition.terms().limits().leastMinor(), currencies.destination()),
                MoneyView.of(definition.terms().limits().mostMinor(), currencies.destination()));
    }
}
