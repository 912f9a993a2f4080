// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Listing;
import dev.naru.gateway.http.machine.Directory;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.view.PositionView;
import dev.naru.protocol.Command;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Outcome;
import java.util.ArrayList;
import java.util.List;

/** How a participant itself stands, in each settlement group that it is a member of. */
final class PositionEndpoint {
    private final HubDoor door;
    private final Directory directory;

    PositionEndpoint(HubDoor door, Directory directory) {
        this.door = door;
        this.directory = directory;
    }

    Answer read(Call call) {
        call.noQuery();
        int participantId = call.participantId();
        List<PositionView> own = new ArrayList<>();
        List<Outcome.Position> page;
        int from = 1;
        do {
            page = positions(participantId, from);
            page.stream().map(this::view).forEach(own::add);
            from = page.isEmpty() ? from : page.getLast().groupId() + 1;
        } while (page.size() == Limits.PAGE_ROWS);
        return Listing.whole(own);
    }

    private List<Outcome.Position> positions(int participantId, int fromGroupId) {
        return door.ask(
                        new Command.ReadParticipantPositions(
                                participantId, fromGroupId, Limits.PAGE_ROWS),
                        Outcome.Positions.class)
                .rows();
    }

    private PositionView view(Outcome.Position position) {
        return PositionView.of(position, directory.group(position.groupId()).orElseThrow());
    }
}
