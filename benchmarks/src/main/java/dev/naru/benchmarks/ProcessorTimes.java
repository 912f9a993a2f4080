// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Processor time that processes have used, by name. PostgreSQL is all of its processes, also those
 * that have ended (proc(5): cutime and cstime of the first).
 *
 * @param byName of each process
 */
public record ProcessorTimes(Map<String, Duration> byName) {
    /** Counted behind the name, from the state on. */
    private static final int CUTIME = 13;

    /** USER_HZ is 100 wherever Java runs on Linux. */
    private static final long MS_A_TICK = 10;

    /** Copies the map. */
    public ProcessorTimes {
        byName = Map.copyOf(byName);
    }

    /**
     * Until now.
     *
     * @param processes their ids by name
     * @param postmaster the file in which PostgreSQL's first process is named
     */
    public static ProcessorTimes of(Map<String, Long> processes, Path postmaster) {
        Map<String, Duration> times = new TreeMap<>();
        processes.forEach((name, pid) -> times.put(name, used(ProcessHandle.of(pid).stream())));
        long first = pidIn(postmaster);
        times.put(
                "postgres",
                ProcessHandle.of(first)
                        .map(one -> used(Stream.concat(Stream.of(one), one.descendants())))
                        .orElse(Duration.ZERO)
                        .plus(ofEnded(first)));
        return new ProcessorTimes(times);
    }

    /** What was used since then. */
    public ProcessorTimes since(ProcessorTimes then) {
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

    /** What the children of a process used that have ended. */
    private static Duration ofEnded(long pid) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = Long.parseLong(fields[CUTIME]) + Long.parseLong(fields[CUTIME + 1]);
            return Duration.ofMillis(ticks * MS_A_TICK);
        } catch (IOException noLinux) {
            return Duration.ZERO;
        }
    }

    private static long pidIn(Path file) {
        try {
            return Long.parseLong(Files.readAllLines(file).getFirst().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
