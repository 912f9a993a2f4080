// SPDX-License-Identifier: Apache-2.0
package dev.naru.settlement.statement;

import dev.naru.projection.query.DayFigures;
import dev.naru.projection.query.DayItem;
import dev.naru.projection.query.PositionDay;
import dev.naru.projection.query.ReadSide;
import dev.naru.protocol.Invariant;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Everything that moved a member's position in a day, written as a file of any length: items are
 * read some hundred at a time while they are written, and none is kept. Its figures are added up by
 * the database before the first item, and must be what the items come to.
 */
public final class ItemFile {
    /** How many payments are read at a time. */
    private static final int CHAINS = 500;

    private final ReadSide tables;
    private final MemberDay day;
    private final Names names;
    private final DayFigures figures;

    private ItemFile(ReadSide tables, MemberDay day, Names names, DayFigures figures) {
        this.tables = tables;
        this.day = day;
        this.names = names;
        this.figures = figures;
    }

    /**
     * A day's file, with its figures read and its items not yet.
     *
     * @param tables have seen the event as of which the day is asked for
     * @throws dev.naru.projection.query.ReadSideAwayException when they cannot be read
     */
    public static ItemFile read(ReadSide tables, MemberDay day, Names names) {
        return new ItemFile(tables, day, names, tables.figures(day.position()));
    }

    /** What it is called, without what says its form. */
    public String name() {
        return day.name();
    }

    /** What the day comes to. */
    public DayFigures figures() {
        return figures;
    }

    /**
     * Writes the file as CSV, and nothing of its end where anything is wrong.
     *
     * @throws dev.naru.projection.query.ReadSideAwayException when the tables can be read no longer
     */
    public void writeCsv(OutputStream out) throws IOException {
        CsvFile file = new CsvFile(out, day, figures);
        each(file::item);
        file.end();
    }

    /**
     * Writes the file as camt.054, and nothing of its end where anything is wrong.
     *
     * @throws dev.naru.projection.query.ReadSideAwayException when the tables can be read no longer
     */
    public void writeNotification(OutputStream out) throws IOException {
        NotificationFile file = new NotificationFile(out, day, figures);
        each(file::item);
        file.end();
    }

    /** Takes an item. */
    private interface Taker {
        void take(Item item) throws IOException;
    }

    private void each(Taker taker) throws IOException {
        PositionDay position = day.position();
        Sum sum = new Sum();
        long after = 0;
        while (after < figures.lastEvent()) {
            List<DayItem> some = tables.items(position, figures, after, CHAINS);
            Invariant.check(!some.isEmpty(), "a day has fewer items than were counted");
            for (DayItem each : some) {
                Item item = new Item(day, each, names);
                sum.add(item);
                taker.take(item);
            }
            after = some.getLast().eventNumber();
        }
        sum.mustBe(figures);
    }

    /** Adds up what is written. */
    private static final class Sum {
        private long credits;
        private long creditsMinor;
        private long debits;
        private long debitsMinor;

        void add(Item item) {
            long amountMinor = item.posted().transfer().amountMinor();
            if (item.isCredit()) {
                credits++;
                creditsMinor = Math.addExact(creditsMinor, amountMinor);
            } else {
                debits++;
                debitsMinor = Math.addExact(debitsMinor, amountMinor);
            }
        }

        void mustBe(DayFigures figures) {
            Invariant.check(
                    credits == figures.credits()
                            && creditsMinor == figures.creditsMinor()
                            && debits == figures.debits()
                            && debitsMinor == figures.debitsMinor(),
                    "a day's items do not come to its figures");
        }
    }
}
