// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.benchmarks.market.MarketSize;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaymentPipelineTest {
    private static final int PAYMENTS = 12_000;
    private static final int SLICE = 5_000;

    @Test
    void everyPaymentIsCompletedAndTheRunChecksThatItself() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

        new CoreProcess(MarketSize.ACCOUNTS_1000, PAYMENTS, out).run(SLICE);

        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).filteredOn(line -> line.startsWith("slice ")).hasSize(3);
        assertThat(lines.getLast()).startsWith("checked ");
    }
}
