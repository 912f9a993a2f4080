// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Payers' codes from outside, as the facts kept beside the repository list them. */
class ConsumerCorpusTest {
    private record Row(String text, String what) {}

    @Test
    void getsItsVerdict() {
        SoftAssertions softly = new SoftAssertions();
        for (Row row : rows()) {
            boolean wrong = row.what().contains("**bad**") || row.what().contains("breaks the");
            Presented presented = Qr.classify(row.text());
            softly.assertThat(presented)
                    .as(row.what() + presented)
                    .isInstanceOf(wrong ? Presented.Refused.class : ConsumerCode.class);
        }
        softly.assertAll();
    }

    @Test
    void isOfTheNetworkThatIsNamedAndIsWrittenBackToTheSameText() {
        int named = 0;
        for (Row row : rows()) {
            if (Qr.classify(row.text()) instanceof ConsumerCode code) {
                ConsumerNetwork network = code.applications().getFirst().network();
                for (ConsumerNetwork expected : ConsumerNetwork.values()) {
                    String name = expected.name().toLowerCase(Locale.ROOT);
                    if (row.what().toLowerCase(Locale.ROOT).startsWith(name)) {
                        assertThat(network).isEqualTo(expected);
                        named++;
                    }
                }
                assertThat(ConsumerSamples.code(Qr.writeConsumer(code.objects())).text())
                        .isEqualTo(row.text());
            }
        }
        assertThat(named).isPositive();
    }

    private static List<Row> rows() {
        Path file = Corpus.shared().resolve("reference/qr.md");
        if (!Files.exists(file)) {
            String message = "SKIPPED: no facts with payers' codes at " + file;
            System.err.println(message);
            assumeTrue(false, message);
        }
        try {
            List<Row> rows = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                String[] cells = line.split("\\|", -1);
                String text = cells.length < 4 ? "" : cells[1].strip().replace("`", "");
                if (ConsumerReader.isOne(text)) {
                    rows.add(new Row(text, cells[2].strip()));
                }
            }
            assertThat(rows).isNotEmpty();
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
