// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.node.eventlog.FileScan.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading a file that somebody is still writing. */
final class FileScanTest {
    @TempDir Path temporary;

    @Test
    void bytesBehindTheLimitAreNotBelievedUntilTheLimitHasPassedThem() throws IOException {
        Sample.write(EventLogSettings.of(temporary), 3);
        Path file = temporary.resolve("0000000000000000001.events");
        byte[] whole = Files.readAllBytes(file);
        long firstEnds;
        try (FileScan scan = new FileScan(file, 1)) {
            assertThat(scan.next(1)).isEqualTo(Step.EVENT);
            firstEnds = scan.offset();
        }
        byte[] halfWritten = whole.clone();
        Arrays.fill(halfWritten, (int) firstEnds, whole.length, (byte) 0);
        Files.write(file, halfWritten);

        try (FileScan scan = new FileScan(file, 1)) {
            assertThat(scan.next(1)).isEqualTo(Step.EVENT);
            assertThat(scan.next(1)).isEqualTo(Step.END);
            Files.write(file, whole);
            assertThat(scan.next(2)).isEqualTo(Step.EVENT);
            assertThat(scan.next(2)).isEqualTo(Step.END);
            assertThat(scan.next(3)).isEqualTo(Step.EVENT);
            assertThat(scan.record().number()).isEqualTo(3);
            assertThat(scan.next(Long.MAX_VALUE)).isEqualTo(Step.END);
            assertThat(scan.nextNumber()).isEqualTo(4);
        }
    }
}
