// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.view.DoneView;
import dev.naru.gateway.http.view.Times;
import dev.naru.protocol.Command;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who reads the hub's events, and how far each has come for good. */
final class EventReaderEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(EventReaderEndpoints.class);
    private static final Pattern NAME = Pattern.compile("[A-Z0-9-]{1," + Limits.CODE_LENGTH + "}");

    private final HubDoor door;

    EventReaderEndpoints(HubDoor door) {
        this.door = door;
    }

    /** All readers, by name. */
    record EventReadersView(List<EventReaderView> data) {}

    /** One reader. */
    record EventReaderView(
            String readerName, long acknowledgedEventNumber, String acknowledgedAt, long lag) {}

    Answer list(Call call) {
        call.noQuery();
        Outcome.EventReaders readers =
                door.ask(new Command.ReadEventReaders(), Outcome.EventReaders.class);
        long last = door.ask(new Command.ReadFigures(), Outcome.Figures.class).eventNumber();
        return Answer.ok(
                new EventReadersView(readers.rows().stream().map(row -> view(row, last)).toList()));
    }

    private static EventReaderView view(Outcome.EventReader row, long last) {
        return new EventReaderView(
                row.readerName(), row.number(), Times.text(row.sinceNs()), last - row.number());
    }

    /** Events that only this reader still needs go from now on. */
    Answer remove(Call call) {
        call.noQuery();
        call.noBody();
        String name =
                call.pathParsed(
                        "reader_name",
                        text -> NAME.matcher(text).matches() ? Optional.of(text) : Optional.empty(),
                        "must be 1 to 16 of A-Z, 0-9 and -");
        door.ask(
                new Command.RemoveEventReader(name),
                Outcome.Done.class,
                Set.of(Rejection.EVENT_READER_UNKNOWN));
        LOG.info("person {} removes the reader of events {}", call.personId(), name);
        return Answer.ok(DoneView.DONE);
    }
}
