// SPDX-License-Identifier: Apache-2.0
package dev.naru.settlement.statement;

import dev.naru.projection.query.DayFigures;
import dev.naru.projection.query.DayItem;
import dev.naru.projection.query.DayItem.OfPayment;
import dev.naru.protocol.Money;
import dev.naru.protocol.SortableText;
import java.io.IOException;
import java.io.OutputStream;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A day as CSV: a header, OPENING, each ITEM, CREDITS, DEBITS, CLOSING and END. A file without its
 * END was cut off.
 */
final class CsvFile {
    private static final String NUMBER_PREFIX = "pmt_";

    /** The columns, in every line. */
    static final List<String> HEADER =
            List.of(
                    "record",
                    "group",
                    "participant",
                    "date",
                    "item",
                    "event",
                    "time",
                    "window",
                    "payment_number",
                    "payment_id",
                    "kind",
                    "state",
                    "role",
                    "side",
                    "amount",
                    "currency",
                    "counterparty",
                    "corridor",
                    "payer_reference",
                    "scheme_reference",
                    "qr_reference",
                    "merchant",
                    "payee");

    /** Cells between {@code item} and {@code side}. */
    private static final int FROM_EVENT_TO_SIDE = 8;

    private static final int BEHIND_CURRENCY = 7;
    private static final String CREDIT = "CREDIT";
    private static final String DEBIT = "DEBIT";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT);

    private final Csv csv;
    private final MemberDay day;
    private final DayFigures figures;
    private long items;

    CsvFile(OutputStream out, MemberDay day, DayFigures figures) throws IOException {
        this.csv = new Csv(out, HEADER);
        this.day = day;
        this.figures = figures;
        balance("OPENING", figures.openingMinor());
    }

    void item(Item item) throws IOException {
        items++;
        DayItem posted = item.posted();
        List<String> line = begin("ITEM", Long.toString(items));
        line.add(Long.toString(posted.eventNumber()));
        line.add(time(day.at(posted.atNs())));
        line.add(Long.toString(posted.windowNumber()));
        line.add(of(posted, payment -> SortableText.write(NUMBER_PREFIX, payment.number())));
        line.add(of(posted, payment -> payment.id().toString()));
        line.add(of(posted, payment -> payment.kind().name()));
        line.add(of(posted, payment -> payment.state().name()));
        line.add(posted.transfer().purpose().name());
        money(line, item.isCredit() ? CREDIT : DEBIT, posted.transfer().amountMinor());
        line.add(item.counterparty());
        line.add(item.corridor().orElse(""));
        line.add(item.reference("PAYER_REFERENCE").orElse(""));
        line.add(item.reference("SCHEME_REFERENCE").orElse(""));
        line.add(item.reference("QR_REFERENCE").orElse(""));
        line.add(item.reference("MERCHANT").orElse(""));
        line.add(item.payee().orElse(""));
        csv.line(line);
    }

    void end() throws IOException {
        total("CREDITS", CREDIT, figures.credits(), figures.creditsMinor());
        total("DEBITS", DEBIT, figures.debits(), figures.debitsMinor());
        balance("CLOSING", figures.closingMinor());
        List<String> line = begin("END", Long.toString(items));
        boolean isFinal = day.standing() == MemberDay.Standing.FINAL;
        line.add(isFinal ? "" : Long.toString(day.asOf().eventNumber()));
        line.add(time(isFinal ? day.until() : day.at(day.asOf().timeNs())));
        line.addAll(List.of("", "", "", "", day.standing().name(), ""));
        money(
                line,
                figures.creditsMinor() >= figures.debitsMinor() ? CREDIT : DEBIT,
                Math.abs(figures.creditsMinor() - figures.debitsMinor()));
        fill(line, BEHIND_CURRENCY);
        csv.line(line);
    }

    private void balance(String record, long creditLessDebitMinor) throws IOException {
        total(
                record,
                creditLessDebitMinor < 0 ? DEBIT : CREDIT,
                "",
                Math.abs(creditLessDebitMinor));
    }

    private void total(String record, String side, long count, long sumMinor) throws IOException {
        total(record, side, Long.toString(count), sumMinor);
    }

    private void total(String record, String side, String count, long sumMinor) throws IOException {
        List<String> line = begin(record, count);
        fill(line, FROM_EVENT_TO_SIDE);
        money(line, side, sumMinor);
        fill(line, BEHIND_CURRENCY);
        csv.line(line);
    }

    private List<String> begin(String record, String item) {
        List<String> line = new ArrayList<>(HEADER.size());
        line.add(record);
        line.add(day.group().code());
        line.add(day.participant());
        line.add(day.date().toString());
        line.add(item);
        return line;
    }

    private void money(List<String> line, String side, long amountMinor) {
        line.add(side);
        line.add(new Money(amountMinor, day.group().currency()).decimal());
        line.add(day.group().currency().name());
    }

    private static void fill(List<String> line, int cells) {
        for (int i = 0; i < cells; i++) {
            line.add("");
        }
    }

    private static String of(DayItem posted, Function<OfPayment, String> what) {
        return posted.payment().map(what).orElse("");
    }

    private static String time(OffsetDateTime time) {
        return TIME.format(time.withOffsetSameInstant(ZoneOffset.UTC));
    }
}
