// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.core;

import dev.naru.benchmarks.ChildJvm;
import dev.naru.benchmarks.market.MarketSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one {@link CoreProcess} found.
 *
 * @param slices in order
 * @param footprintBytes by how many payments were remembered
 * @param accounts that the machine really has
 * @param events that it emitted
 */
record CoreRun(List<Slice> slices, Map<Long, Long> footprintBytes, long accounts, long events) {

    /**
     * One stretch of payments, from the {@code from}th to before the {@code to}th.
     *
     * @param cpuNs of the whole process, garbage collection and compiler included
     */
    record Slice(long from, long to, long tookNs, long cpuNs, long allocatedBytes) {
        long payments() {
            return to - from;
        }
    }

    /**
     * Runs it.
     *
     * @throws IllegalStateException when it ended before its checks had passed
     */
    static CoreRun of(MarketSize size, long payments, long slice, List<String> flags)
            throws IOException, InterruptedException {
        List<Slice> slices = new ArrayList<>();
        Map<Long, Long> footprints = new HashMap<>();
        List<String> arguments =
                List.of(size.name(), Long.toString(payments), Long.toString(slice));
        try (ChildJvm child = ChildJvm.start(CoreProcess.class, flags, arguments)) {
            for (Optional<String> line = child.nextLine();
                    line.isPresent();
                    line = child.nextLine()) {
                String[] words = line.get().split(" ");
                switch (words[0]) {
                    case "slice" -> slices.add(sliceOf(words));
                    case "footprint" ->
                            footprints.put(Long.valueOf(words[1]), Long.valueOf(words[2]));
                    case "checked" -> {
                        child.awaitEnd();
                        return new CoreRun(
                                slices,
                                footprints,
                                Long.parseLong(words[1]),
                                Long.parseLong(words[2]));
                    }
                    default -> throw new IllegalStateException("a child said " + line.get());
                }
            }
        }
        throw new IllegalStateException("the run of " + size.suffix() + " failed, see above");
    }

    private static Slice sliceOf(String[] words) {
        return new Slice(
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                Long.parseLong(words[5]));
    }

    /** The slices from here to there as one. */
    Slice between(long from, long to) {
        long tookNs = 0;
        long cpuNs = 0;
        long allocatedBytes = 0;
        for (Slice slice : slices) {
            if (slice.from() >= from && slice.to() <= to) {
                tookNs += slice.tookNs();
                cpuNs += slice.cpuNs();
                allocatedBytes += slice.allocatedBytes();
            }
        }
        return new Slice(from, to, tookNs, cpuNs, allocatedBytes);
    }

    long footprintBytesAt(long payments) {
        Long bytes = footprintBytes.get(payments);
        if (bytes == null) {
            throw new IllegalStateException("no footprint at " + payments + " payments");
        }
        return bytes;
    }
}
