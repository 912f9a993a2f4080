// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Codes from outside, kept beside the repository. */
final class Corpus {
    /** One line: what is expected, what the code holds, where it was found, the code. */
    record Row(String verdict, String identifiers, String source, String payload) {}

    private Corpus() {}

    /** All rows; aborts the test when there is no corpus, fails it when there should be one. */
    static List<Row> rows() {
        Path shared = shared();
        Path file = shared.resolve("corpus/qr/merchant-presented.tsv");
        if (!Files.exists(file)) {
            String message = "SKIPPED: no corpus of codes at " + file;
            System.err.println(message);
            if ("true".equals(System.getenv("CI")) && Files.exists(shared)) {
                throw new AssertionError(message);
            }
            assumeTrue(false, message);
        }
        try {
            return parse(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path shared() {
        String named = System.getenv("NARU_SHARED");
        return named == null
                ? Path.of(System.getProperty("naru.root", ".."), "..", "shared").normalize()
                : Path.of(named);
    }

    private static List<Row> parse(List<String> lines) {
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split("\t", -1);
            rows.add(new Row(columns[0], columns[1], columns[2], columns[3]));
        }
        return rows;
    }
}
