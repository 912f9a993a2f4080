// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Listing;
import dev.naru.gateway.http.machine.Directory;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.view.PositionView;
import dev.naru.protocol.Command;
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
        for (Outcome.Group group : directory.allGroups()) {
            door
                    .ask(
                            new Command.ReadPositions(group.groupId(), participantId, 1),
                            Outcome.Positions.class)
                    .rows()
                    .stream()
                    .filter(position -> position.participantId() == participantId)
                    .map(position -> PositionView.of(position, group))
                    .forEach(own::add);
        }
        return Listing.whole(own);
    }
}
