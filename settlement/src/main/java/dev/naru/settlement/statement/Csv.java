// SPDX-License-Identifier: Apache-2.0
package dev.naru.settlement.statement;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Lines of RFC 4180: UTF-8, CRLF, as many cells in each line, quotes where a cell needs them.
 *
 * <p>A cell that a spreadsheet would take for a formula gets an apostrophe in front, and a control
 * character becomes a space, so that a line of the file is a line of text.
 */
final class Csv {
    private static final String FORMULA_STARTS = "=+-@";

    private final OutputStream out;
    private final int columns;

    /** Writes lines of as many cells as this header has, beginning with it. */
    Csv(OutputStream out, List<String> header) throws IOException {
        this.out = out;
        this.columns = header.size();
        line(header);
    }

    void line(List<String> cells) throws IOException {
        if (cells.size() != columns) {
            throw new IllegalArgumentException("a line of this file has " + columns + " cells");
        }
        StringBuilder line = new StringBuilder(256);
        for (int i = 0; i < columns; i++) {
            line.append(i == 0 ? "" : ",");
            append(line, harmless(cells.get(i)));
        }
        out.write(line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String harmless(String cell) {
        StringBuilder text = new StringBuilder(cell.length() + 1);
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            text.append(Character.isISOControl(c) ? ' ' : c);
        }
        // Spreadsheets step over spaces before they look for a formula.
        String trimmed = text.toString().stripLeading();
        boolean isFormula = !trimmed.isEmpty() && FORMULA_STARTS.indexOf(trimmed.charAt(0)) >= 0;
        return isFormula ? "'" + text : text.toString();
    }

    private static void append(StringBuilder line, String cell) {
        boolean plain = cell.indexOf(',') < 0 && cell.indexOf('"') < 0;
        if (plain) {
            line.append(cell);
        } else {
            line.append('"').append(cell.replace("\"", "\"\"")).append('"');
        }
    }
}
