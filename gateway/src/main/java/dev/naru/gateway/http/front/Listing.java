// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

import dev.naru.protocol.Limits;
import dev.naru.protocol.SortableText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Pages of a list that the machine gives by rising number: {@code limit}, {@code starting_after},
 * {@code ending_before}, {@code has_more}, {@code data}, opaque cursors, no totals.
 */
public final class Listing {
    /** The query parameters of a list. */
    public static final List<String> QUERY = List.of("limit", "starting_after", "ending_before");

    private static final String CURSOR = "cur_";
    private static final int USUAL_LIMIT = 20;

    private Listing() {}

    /**
     * A page.
     *
     * @param hasMore whether rows follow (or, asked for the rows before a cursor, precede)
     * @param firstCursor of the first row, for {@code ending_before}
     * @param lastCursor of the last row, for {@code starting_after}
     */
    public record Page<T>(
            List<T> data,
            boolean hasMore,
            Optional<String> firstCursor,
            Optional<String> lastCursor) {
        public Page {
            data = List.copyOf(data);
        }
    }

    /** Reads up to {@code limit} rows whose number is at least {@code from}, rising. */
    @FunctionalInterface
    public interface Rows<R> {
        /** The rows. */
        List<R> read(long from, int limit);
    }

    /** A number that rows are read from, where ids are small; beyond them there are no rows. */
    public static int smallId(long from) {
        return (int) Math.min(from, Integer.MAX_VALUE);
    }

    /** A list that fits one page. */
    public static <T> Answer whole(List<T> data) {
        return Answer.ok(new Page<>(data, false, Optional.empty(), Optional.empty()));
    }

    /**
     * The page that the call asks for.
     *
     * @param number a row's own number
     * @param view what is shown of a row
     */
    public static <R, T> Answer page(
            Call call, Rows<R> rows, ToLongFunction<R> number, Function<R, T> view) {
        return page(
                call,
                QUERY,
                rows,
                (before, limit) -> sliceBefore(before, limit, rows, number),
                number,
                view);
    }

    /**
     * The same of a long list, which can be read backwards.
     *
     * @param falling reads up to {@code limit} rows whose number is at most {@code from}, falling
     */
    public static <R, T> Answer longPage(
            Call call,
            Rows<R> rows,
            Rows<R> falling,
            ToLongFunction<R> number,
            Function<R, T> view) {
        return longPage(call, List.of(), rows, falling, number, view);
    }

    /**
     * The same of a list that is filtered.
     *
     * @param filters the query parameters that {@code rows} and {@code falling} look at
     */
    public static <R, T> Answer longPage(
            Call call,
            List<String> filters,
            Rows<R> rows,
            Rows<R> falling,
            ToLongFunction<R> number,
            Function<R, T> view) {
        List<String> known = new ArrayList<>(QUERY);
        known.addAll(filters);
        return page(
                call,
                known,
                rows,
                (before, limit) -> sliceBackwards(before, limit, falling, number),
                number,
                view);
    }

    /** Reads the rows before a number. */
    private interface Before<R> {
        Slice<R> read(long before, int limit);
    }

    private static <R, T> Answer page(
            Call call,
            List<String> known,
            Rows<R> rows,
            Before<R> earlier,
            ToLongFunction<R> number,
            Function<R, T> view) {
        call.onlyQuery(known);
        int limit =
                call.query("limit")
                        .map(
                                text ->
                                        Call.plainNumber(text, 1, Limits.PAGE_ROWS)
                                                .orElseThrow(
                                                        () ->
                                                                call.invalid(
                                                                        "limit",
                                                                        "must be a number from 1"
                                                                                + " to 100")))
                        .map(Long::intValue)
                        .orElse(USUAL_LIMIT);
        Optional<Long> after = cursor(call, "starting_after");
        Optional<Long> before = cursor(call, "ending_before");
        if (after.isPresent() && before.isPresent()) {
            throw call.invalid("ending_before", "cannot be given with starting_after");
        }
        Slice<R> slice =
                before.isPresent()
                        ? earlier.read(before.get(), limit)
                        : sliceFrom(after.orElse(0L) + 1, limit, rows, number);
        List<R> data = slice.rows();
        Optional<String> first = data.stream().findFirst().map(row -> cursor(number, row));
        Optional<String> last =
                data.isEmpty() ? Optional.empty() : Optional.of(cursor(number, data.getLast()));
        return Answer.ok(
                new Page<>(data.stream().map(view).toList(), slice.hasMore(), first, last));
    }

    private record Slice<R>(List<R> rows, boolean hasMore) {}

    private static <R> Slice<R> sliceFrom(
            long from, int limit, Rows<R> rows, ToLongFunction<R> number) {
        List<R> found = rows.read(from, limit);
        boolean more =
                found.size() == limit
                        && !rows.read(number.applyAsLong(found.getLast()) + 1, 1).isEmpty();
        return new Slice<>(found, more);
    }

    private static <R> Slice<R> sliceBackwards(
            long before, int limit, Rows<R> falling, ToLongFunction<R> number) {
        if (before == 1) {
            return new Slice<>(List.of(), false);
        }
        List<R> found = falling.read(before - 1, limit);
        long least = found.isEmpty() ? 1 : number.applyAsLong(found.getLast());
        boolean more = found.size() == limit && least > 1 && !falling.read(least - 1, 1).isEmpty();
        return new Slice<>(found.reversed(), more);
    }

    /** Where the machine reads forwards only the lists are short: it is read up to the cursor. */
    private static <R> Slice<R> sliceBefore(
            long before, int limit, Rows<R> rows, ToLongFunction<R> number) {
        List<R> earlier = new ArrayList<>();
        long from = 1;
        boolean reached = false;
        while (!reached) {
            List<R> found = rows.read(from, Limits.PAGE_ROWS);
            reached = found.size() < Limits.PAGE_ROWS;
            for (R row : found) {
                if (number.applyAsLong(row) < before) {
                    earlier.add(row);
                } else {
                    reached = true;
                }
            }
            if (!reached) {
                from = number.applyAsLong(found.getLast()) + 1;
            }
            // One more than is shown, to know whether there are more.
            int surplus = earlier.size() - (limit + 1);
            earlier = surplus > 0 ? earlier.subList(surplus, earlier.size()) : earlier;
        }
        boolean more = earlier.size() > limit;
        return new Slice<>(
                Collections.unmodifiableList(more ? earlier.subList(1, earlier.size()) : earlier),
                more);
    }

    private static Optional<Long> cursor(Call call, String name) {
        Optional<String> text = call.query(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        long number = SortableText.read(CURSOR, text.get());
        if (number < 1 || number == Long.MAX_VALUE) {
            throw call.invalid(name, "must be a cursor of this list");
        }
        return Optional.of(number);
    }

    private static <R> String cursor(ToLongFunction<R> number, R row) {
        return SortableText.write(CURSOR, number.applyAsLong(row));
    }
}
