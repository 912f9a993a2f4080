// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Memory that the process holds for its content. The heap has a fixed size and is touched from the
 * start, so it is a constant part of the resident memory; what is really used of it is counted
 * after a full collection instead.
 */
final class Footprint {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final long KIB = 1024;

    private Footprint() {}

    /** Resident bytes outside the heap, plus live bytes inside. */
    static long bytes() {
        System.gc();
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        return residentBytes()
                - memory.getHeapMemoryUsage().getCommitted()
                + memory.getHeapMemoryUsage().getUsed();
    }

    private static long residentBytes() {
        try {
            List<String> lines = Files.readAllLines(STATUS);
            return lines.stream()
                            .filter(line -> line.startsWith(RESIDENT))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    * KIB;
        } catch (IOException e) {
            throw new UncheckedIOException("resident memory is read from " + STATUS, e);
        }
    }
}
