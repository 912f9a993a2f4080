// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a benchmark found: figures, the facts that they depend on, and checks. Each is printed at
 * once; all are written to a file at the end.
 */
public final class Report {
    private static final MathContext SIX_DIGITS = new MathContext(6);

    private final String benchmark;
    private final PrintStream out;
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final List<Figure> figures = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();

    private record Figure(String name, String value, String unit) {}

    private record Check(String sentence, boolean holds) {}

    /** A report without content yet. */
    public Report(String benchmark, PrintStream out) {
        this.benchmark = benchmark;
        this.out = out;
    }

    /**
     * Notes one figure, to six digits.
     *
     * @param name the benchmark's name is put before it
     */
    public void figure(String name, double value, String unit) {
        String full = benchmark + "." + name;
        String digits =
                new BigDecimal(value).round(SIX_DIGITS).stripTrailingZeros().toPlainString();
        figures.add(new Figure(full, digits, unit));
        out.println(full + " " + digits + " " + unit);
    }

    /** Notes what the figures depend on. */
    public void fact(String name, String value) {
        facts.put(name, value);
        out.println("# " + name + ": " + value);
    }

    /** Says what happens now, to whoever waits. */
    public void progress(String sentence) {
        out.println("# " + sentence);
    }

    /** Notes whether something is as it must be. */
    public void check(String sentence, Verdict verdict) {
        boolean holds = verdict == Verdict.HOLDS;
        checks.add(new Check(sentence, holds));
        out.println("# " + (holds ? "right: " : "WRONG: ") + sentence);
    }

    /** Whether a check holds. */
    public enum Verdict {
        /** As it must be. */
        HOLDS,
        /** The figures mean nothing. */
        BROKEN;

        /** Of a condition. */
        public static Verdict of(boolean condition) {
            return condition ? HOLDS : BROKEN;
        }
    }

    /** Whether every check held. */
    public boolean isRight() {
        return checks.stream().allMatch(Check::holds);
    }

    /** Writes everything as one JSON object. */
    public void writeTo(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, json());
    }

    /** The report as JSON: benchmark, facts, figures and checks. */
    String json() {
        List<String> figureRows = new ArrayList<>();
        for (Figure figure : figures) {
            figureRows.add(
                    "    {\"name\": %s, \"value\": %s, \"unit\": %s}"
                            .formatted(quoted(figure.name), figure.value, quoted(figure.unit)));
        }
        List<String> factRows = new ArrayList<>();
        facts.forEach((name, value) -> factRows.add("    " + quoted(name) + ": " + quoted(value)));
        List<String> checkRows = new ArrayList<>();
        for (Check check : checks) {
            checkRows.add(
                    "    {\"check\": %s, \"holds\": %s}"
                            .formatted(quoted(check.sentence), check.holds));
        }
        return """
        {
          "benchmark": %s,
          "figures": [
        %s
          ],
          "facts": {
        %s
          },
          "checks": [
        %s
          ]
        }
        """
                .formatted(
                        quoted(benchmark),
                        String.join(",\n", figureRows),
                        String.join(",\n", factRows),
                        String.join(",\n", checkRows));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
