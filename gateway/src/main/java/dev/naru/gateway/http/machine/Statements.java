// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Flow;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.front.StreamPlaces;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import dev.naru.settlement.statement.ItemFile;
import dev.naru.settlement.statement.MemberDay;
import dev.naru.settlement.statement.Names;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;

/** The files of a member's day, as the one who asks gets them. */
public final class Statements {
    /** The media type of a file for spreadsheets. */
    public static final String CSV = "text/csv";

    /** The media type of a camt.054. */
    public static final String XML = "application/xml";

    private static final int NOT_FOUND = 404;

    private final Searches searches;
    private final StreamPlaces places;
    private final Directory directory;
    private final Names names;

    /**
     * Reads what happened here, and names from this directory; a file takes one of these places.
     */
    public Statements(Searches searches, StreamPlaces places, Directory directory) {
        this.searches = searches;
        this.places = places;
        this.directory = directory;
        this.names =
                new Names(
                        directory::participantCode,
                        id ->
                                directory
                                        .corridor(id)
                                        .map(corridor -> corridor.definition().code())
                                        .orElse(Integer.toString(id)));
    }

    /**
     * This participant's day in the group and on the date of the path, as CSV.
     *
     * @throws dev.naru.gateway.http.front.RefusedException when there is no such day
     */
    public Answer csv(Call call, int participantId) {
        return answer(call, participantId, new Form(CSV, ".csv", ItemFile::writeCsv));
    }

    /**
     * The same as camt.054.
     *
     * @throws dev.naru.gateway.http.front.RefusedException when there is no such day
     */
    public Answer notification(Call call, int participantId) {
        return answer(call, participantId, new Form(XML, ".xml", ItemFile::writeNotification));
    }

    private record Form(String mediaType, String ending, Writing writing) {}

    private interface Writing {
        void write(ItemFile file, OutputStream out) throws IOException;
    }

    private Answer answer(Call call, int participantId, Form form) {
        StreamPlaces.Place place = places.take(StreamPlaces.Who.of(call));
        try {
            ItemFile file = file(call, participantId);
            String name = "attachment; filename=\"" + file.name() + form.ending + "\"";
            return Answer.flowing(form.mediaType, new Sending(file, form.writing, place))
                    .with("Content-Disposition", name);
        } catch (RuntimeException failed) {
            place.close();
            throw failed;
        }
    }

    /** A file on its way. */
    private record Sending(ItemFile file, Writing writing, StreamPlaces.Place place)
            implements Flow {
        private static final int PART_BYTES = 16 * 1024;

        @Override
        public void run(Line line) throws IOException {
            OutputStream parts =
                    new OutputStream() {
                        @Override
                        public void write(int one) throws IOException {
                            line.send(new byte[] {(byte) one});
                        }

                        @Override
                        public void write(byte[] bytes, int from, int length) throws IOException {
                            line.send(Arrays.copyOfRange(bytes, from, from + length));
                        }
                    };
            OutputStream out = new BufferedOutputStream(parts, PART_BYTES);
            writing.write(file, out);
            out.flush();
        }

        @Override
        public void close() {
            place.close();
        }
    }

    private ItemFile file(Call call, int participantId) {
        call.noQuery();
        LocalDate date = call.pathParsed("date", Statements::date, "must be a date, 2026-11-22");
        Outcome.Group group =
                directory
                        .group(call.pathNumber("group_id", Limits.GROUPS))
                        .orElseThrow(
                                () ->
                                        Refusal.of(Rejection.GROUP_UNKNOWN, NOT_FOUND)
                                                .about("group_id")
                                                .thrown());
        Outcome.Participant participant =
                directory
                        .participant(participantId)
                        .orElseThrow(
                                () ->
                                        Refusal.of(Rejection.PARTICIPANT_UNKNOWN, NOT_FOUND)
                                                .about("participant_id")
                                                .thrown());
        return searches.read(
                (tables, now) -> {
                    MemberDay day =
                            new MemberDay(
                                    group,
                                    participantId,
                                    participant.code(),
                                    date,
                                    new MemberDay.AsOf(now.eventNumber(), now.timeNs()));
                    if (day.standing() == MemberDay.Standing.FUTURE) {
                        throw call.invalid("date", "has not begun in this group");
                    }
                    return ItemFile.read(tables, day, names);
                });
    }

    /** Of a year whose moments fit a machine's time. */
    private static Optional<LocalDate> date(String text) {
        try {
            return text.matches("(19[7-9][0-9]|20[0-9]{2}|21[0-9]{2})-[0-9]{2}-[0-9]{2}")
                    ? Optional.of(LocalDate.parse(text))
                    : Optional.empty();
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }
}
