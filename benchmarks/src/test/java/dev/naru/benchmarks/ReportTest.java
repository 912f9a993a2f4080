// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.benchmarks.Report.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Report report =
            new Report("core", new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void aFigureIsOneLineOfNameValueAndUnit() {
        report.figure("payments_per_s", 512_345.678, "payments/s");
        report.figure("seconds", 0.123_456_789, "s");
        report.figure("whole", 10_000_000, "bytes");

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines(
                        """
                        core.payments_per_s 512346 payments/s
                        core.seconds 0.123457 s
                        core.whole 10000000 bytes
                        """);
    }

    @Test
    void allOfItIsInTheJson() {
        report.fact("disk", "a \"fast\" one\\\n");
        report.figure("seconds", 1.5, "s");
        report.check("it is so", Verdict.HOLDS);

        assertThat(report.json())
                .isEqualTo(
                        """
                        {
                          "benchmark": "core",
                          "figures": [
                            {"name": "core.seconds", "value": 1.5, "unit": "s"}
                          ],
                          "facts": {
                            "disk": "a \\"fast\\" one\\\\\\u000a"
                          },
                          "checks": [
                            {"check": "it is so", "holds": true}
                          ]
                        }
                        """);
    }

    @Test
    void oneBrokenCheckMakesItWrong() {
        report.check("it is so", Verdict.of(true));
        assertThat(report.isRight()).isTrue();

        report.check("it is not so", Verdict.of(false));
        assertThat(report.isRight()).isFalse();
    }
}
