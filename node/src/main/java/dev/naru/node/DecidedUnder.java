// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import dev.naru.core.Machine;
import dev.naru.protocol.sbe.MessageHeaderDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What a member's log was decided under, in a file of its folder: the machine's settings, and the
 * version of the events' form. A replay under others would decide differently than was answered, or
 * derive other bytes than are on disk. So they may only change where nothing is left to replay.
 */
final class DecidedUnder {
    private DecidedUnder() {}

    /**
     * Compares the file with what is to hold now, and writes it. Under the {@link FolderLock},
     * after {@link TornTails#cut}.
     *
     * @throws IllegalStateException when there is something to replay that was decided otherwise
     */
    static void check(NodeSettings settings) {
        check(settings, MessageHeaderDecoder.SCHEMA_VERSION);
    }

    static void check(NodeSettings settings, int eventVersion) {
        String now =
                "decisions of version %d, events of version %d, %s"
                        .formatted(Machine.DECISIONS, eventVersion, settings.machine());
        Path file = settings.folder().resolve("decided-under");
        try {
            String before = read(file);
            if (before.equals(now)) {
                return;
            }
            if (!before.isEmpty() && LogRest.hasCommands(settings)) {
                throw new IllegalStateException(
                        "the log in %s goes on after its last snapshot, and was decided under %s, not under %s:"
                                        .formatted(settings.folder(), before, now)
                                + " start once with the settings and the version of then, stop in"
                                + " order, which takes a snapshot, and start with those of now");
            }
            Path whole = Files.writeString(file.resolveSibling("decided-under.new"), now + "\n");
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unusable) {
            throw new UncheckedIOException("cannot read or write " + file, unusable);
        }
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException firstStart) {
            return "";
        }
    }
}
