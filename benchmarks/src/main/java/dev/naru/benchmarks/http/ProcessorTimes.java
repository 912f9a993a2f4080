// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Processor time that processes have used, by name. PostgreSQL is all of its processes that live.
 *
 * @param byName of each process
 */
record ProcessorTimes(Map<String, Duration> byName) {
    ProcessorTimes {
        byName = Map.copyOf(byName);
    }

    static ProcessorTimes of(Map<String, Long> processes, Path postmaster) {
        Map<String, Duration> times = new TreeMap<>();
        processes.forEach((name, pid) -> times.put(name, used(ProcessHandle.of(pid).stream())));
        times.put(
                "postgres",
                ProcessHandle.of(pidIn(postmaster))
                        .map(first -> used(Stream.concat(Stream.of(first), first.descendants())))
                        .orElse(Duration.ZERO));
        return new ProcessorTimes(times);
    }

    /** What was used since then. */
    ProcessorTimes since(ProcessorTimes then) {
        Map<String, Duration> spent = new TreeMap<>();
        byName.forEach(
                (name, now) ->
                        spent.put(name, now.minus(then.byName.getOrDefault(name, Duration.ZERO))));
        return new ProcessorTimes(spent);
    }

    private static Duration used(Stream<ProcessHandle> processes) {
        return processes
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static long pidIn(Path file) {
        try {
            return Long.parseLong(Files.readAllLines(file).getFirst().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
