// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.story;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One row of a story's table. */
record Row(String at, String command, String outcome, String events) {

    /** Rows of a table; {@code #} begins a remark, and an empty line means nothing. */
    static List<Row> parse(String table) {
        List<Row> rows = new ArrayList<>();
        for (String line : table.lines().toList()) {
            String text = line.contains("#") ? line.substring(0, line.indexOf('#')) : line;
            if (!text.isBlank()) {
                add(rows, text);
            }
        }
        return rows;
    }

    private static void add(List<Row> rows, String line) {
        String[] cells = line.split("\\|", -1);
        Row row = new Row(cell(cells, 0), cell(cells, 1), cell(cells, 2), cell(cells, 3));
        if (row.at.isEmpty() && row.command.isEmpty() && !rows.isEmpty()) {
            Row above = rows.removeLast();
            rows.add(
                    new Row(
                            above.at,
                            above.command,
                            (above.outcome + " " + row.outcome).strip(),
                            (above.events + " " + row.events).strip()));
        } else {
            rows.add(row);
        }
    }

    private static String cell(String[] cells, int place) {
        return place < cells.length ? cells[place].strip().replaceAll("\\s+", " ") : "";
    }

    /** One line for each row, in a form that does not depend on how the table was aligned. */
    static String format(List<Row> rows) {
        return rows.stream()
                .map(row -> row.at + " | " + row.command + " | " + row.outcome + " | " + row.events)
                .collect(Collectors.joining("\n"));
    }
}
