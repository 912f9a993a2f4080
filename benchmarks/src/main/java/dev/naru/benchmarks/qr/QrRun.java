// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.qr;

import dev.naru.benchmarks.ChildJvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the forks of one {@link QrWork} on one kind of code found.
 *
 * @param rounds of all forks
 * @param keptBytes how large a result is, without the text
 */
record QrRun(List<Round> rounds, long keptBytes) {
    /** One stretch of decoding. */
    record Round(long decodes, long tookNs, long allocatedBytes) {
        double us() {
            return tookNs / 1_000.0 / decodes;
        }
    }

    /** Both together. */
    QrRun and(QrRun other) {
        List<Round> all = new ArrayList<>(rounds);
        all.addAll(other.rounds);
        return new QrRun(all, Math.max(keptBytes, other.keptBytes));
    }

    /** Microseconds a decode, in the median of the rounds. */
    double medianUs() {
        double[] us = rounds.stream().mapToDouble(Round::us).sorted().toArray();
        return us[us.length / 2];
    }

    /** The fastest and the slowest round. */
    String range() {
        double[] us = rounds.stream().mapToDouble(Round::us).sorted().toArray();
        return "%.3f to %.3f us in %d rounds".formatted(us[0], us[us.length - 1], us.length);
    }

    /** Bytes allocated for each decode, in the median of the rounds. */
    double allocatedBytes() {
        double[] bytes =
                rounds.stream()
                        .mapToDouble(round -> (double) round.allocatedBytes / round.decodes)
                        .toArray();
        Arrays.sort(bytes);
        return bytes[bytes.length / 2];
    }

    /**
     * Runs one fork.
     *
     * @throws IllegalStateException when it ended before its end
     */
    static QrRun fork(QrWork work, QrCodes codes, List<String> flags)
            throws IOException, InterruptedException {
        List<Round> rounds = new ArrayList<>();
        long keptBytes = 0;
        List<String> arguments = List.of(work.name(), codes.name());
        try (ChildJvm child = ChildJvm.start(QrProcess.class, flags, arguments)) {
            for (Optional<String> line = child.nextLine();
                    line.isPresent();
                    line = child.nextLine()) {
                String[] words = line.get().split(" ");
                switch (words[0]) {
                    case "round" -> rounds.add(roundOf(words));
                    case "kept" -> keptBytes = Long.parseLong(words[1]);
                    case "checked" -> {
                        child.awaitEnd();
                        return new QrRun(rounds, keptBytes);
                    }
                    default -> throw new IllegalStateException("a child said " + line.get());
                }
            }
        }
        throw new IllegalStateException("a run of " + work + " failed, see above");
    }

    private static Round roundOf(String[] words) {
        return new Round(
                Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
    }
}
