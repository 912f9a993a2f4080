// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What the figures depend on that nobody chose. */
final class MachineFacts {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private MachineFacts() {}

    static void note(Report report, Path folder) throws IOException {
        report.fact("began_at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        report.fact("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        report.fact("processor", processor());
        report.fact(
                "system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        report.fact(
                "jdk",
                System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version"));
        FileStore store = Files.getFileStore(folder);
        report.fact("disk", store.type() + " on " + store.name());
        report.fact("load_average_before", loadAverage());
    }

    /** Of the last minute: far above 0 at the start means that others worked on the machine. */
    static String loadAverage() {
        return "%.2f"
                .formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String processor() throws IOException {
        if (!Files.isReadable(PROCESSORS)) {
            return System.getProperty("os.arch");
        }
        try (var lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseGet(() -> System.getProperty("os.arch"));
        }
    }
}
