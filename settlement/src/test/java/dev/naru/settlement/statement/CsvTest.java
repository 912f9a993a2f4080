// SPDX-License-Identifier: Apache-2.0
package dev.naru.settlement.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvTest {

    @Test
    void cellsThatNeedQuotesHaveThem() throws IOException {
        assertThat(line("", "plain", "a,b", "say \"hi\"", "한강 상점"))
                .isEqualTo(",plain,\"a,b\",\"say \"\"hi\"\"\",한강 상점\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "  =1", "\t=1", "\r\n=1"})
    void aCellThatASpreadsheetWouldCalculateIsText(String hostile) throws IOException {
        assertThat(line(hostile, "x")).startsWith("'");
    }

    @Test
    void aQuoteInAFormulaIsQuotedToo() throws IOException {
        assertThat(line("=\"a\",1", "x")).isEqualTo("\"'=\"\"a\"\",1\",x\r\n");
    }

    @Test
    void aLineOfTheFileIsALineOfText() throws IOException {
        assertThat(line("two\r\nlines\u0000\u0085", "x")).isEqualTo("two  lines  ,x\r\n");
    }

    @Test
    void everyLineHasTheHeadersCells() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Csv csv = new Csv(bytes, List.of("a", "b"));
        assertThatThrownBy(() -> csv.line(List.of("1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("a,b\r\n");
    }

    private static String line(String... cells) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new Csv(bytes, List.of(cells));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
