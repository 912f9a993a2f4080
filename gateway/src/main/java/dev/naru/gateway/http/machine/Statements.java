// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import dev.naru.settlement.statement.ItemFile;
import dev.naru.settlement.statement.MemberDay;
import dev.naru.settlement.statement.Names;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The files of a member's day, as the one who asks gets them. */
public final class Statements {
    /** The media type of a file for spreadsheets. */
    public static final String CSV = "text/csv";

    /** The media type of a camt.054. */
    public static final String XML = "application/xml";

    private static final int NOT_FOUND = 404;

    private final Searches searches;
    private final Directory directory;
    private final Names names;

    /** Reads what happened here, and names from this directory. */
    public Statements(Searches searches, Directory directory) {
        this.searches = searches;
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
        ItemFile file = file(call, participantId);
        return named(Answer.streamed(CSV, file::writeCsv), file, ".csv");
    }

    /**
     * The same as camt.054.
     *
     * @throws dev.naru.gateway.http.front.RefusedException when there is no such day
     */
    public Answer notification(Call call, int participantId) {
        ItemFile file = file(call, participantId);
        return named(Answer.streamed(XML, file::writeNotification), file, ".xml");
    }

    private static Answer named(Answer answer, ItemFile file, String ending) {
        String name = "attachment; filename=\"" + file.name() + ending + "\"";
        return answer.with("Content-Disposition", name);
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
