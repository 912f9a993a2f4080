// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.assertion;

import dev.naru.authentication.assertion.ServiceKeys.Use;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes the service's keys for one use while gateways work with them: each sees it with its next
 * look. Whoever is killed in the middle leaves keys that can be used, and can begin anew; two at
 * once do what one would have done.
 */
public final class KeyRotation {
    private final KeyFiles files;

    /** The last number that there was at the beginning. */
    private final long seen;

    /** What a key does. */
    public enum Role {
        /** Still good for what it did. */
        EARLIER,
        /** Signs, or is sealed for. */
        CURRENT,
        /** Will be the current one; of signing keys relying parties know it already. */
        NEXT
    }

    /**
     * A key, without itself.
     *
     * @param number of its file
     * @param kid its RFC 7638 thumbprint
     * @param madeAt when its file was written
     */
    public record Standing(long number, Role role, String kid, Instant madeAt) {}

    /** What came of rotating. */
    public enum Turn {
        /** Every key is one further. */
        TURNED,
        /** Nothing changed: the next key is too young to be known. */
        TOO_YOUNG
    }

    private KeyRotation(KeyFiles files, long seen) {
        this.files = files;
        this.seen = seen;
    }

    /**
     * The keys in this folder, empty when none were made there yet. Makes none.
     *
     * @throws java.io.UncheckedIOException when the folder cannot be read
     */
    public static Optional<KeyRotation> of(Path folder, Use use) {
        return of(folder, use, () -> {});
    }

    static Optional<KeyRotation> of(Path folder, Use use, Runnable afterEachStep) {
        if (Files.notExists(folder)) {
            return Optional.empty();
        }
        KeyFiles files = new KeyFiles(folder, use, afterEachStep);
        if (files.numbers().isEmpty()) {
            return Optional.empty();
        }
        // A folder that others write into while it is listed may be listed without either.
        List<Long> numbers = files.exclusively(files::numbers);
        return Optional.of(new KeyRotation(files, numbers.getLast()));
    }

    /**
     * The keys as they are now, in the order of their numbers.
     *
     * @throws IllegalStateException when a file may be read by others, or holds no key
     */
    public List<Standing> keys() {
        return files.exclusively(
                () -> {
                    List<Long> numbers = files.counting();
                    List<Standing> keys = new ArrayList<>();
                    for (int i = 0; i < numbers.size(); i++) {
                        long number = numbers.get(i);
                        Role role = Role.values()[Role.values().length - numbers.size() + i];
                        keys.add(
                                new Standing(
                                        number,
                                        role,
                                        files.key(number).kid(),
                                        files.madeAt(number)));
                    }
                    return List.copyOf(keys);
                });
    }

    /**
     * Makes the next key current, the current one the earlier, and a new one the next; what was the
     * earlier is no more. Not before relying parties can know the next one.
     *
     * @param knownSince they know what was made until then
     */
    public Turn rotate(Instant knownSince) {
        return files.exclusively(
                () -> {
                    long last = files.counting().getLast();
                    files.requireSameOwner(last);
                    boolean young = files.madeAt(last).isAfter(knownSince);
                    if (!young) {
                        // Nobody is to begin with a key that cannot be read.
                        files.key(last);
                        files.write(++last);
                    }
                    // Also what somebody who was killed here left behind.
                    files.removeUpTo(last - KeyFiles.KEPT);
                    return young ? Turn.TOO_YOUNG : Turn.TURNED;
                });
    }

    /**
     * Makes a new current and a new next key and takes away all that there were, unread: for when
     * somebody else has them. What was signed by them is no longer published, what was sealed for
     * them no longer opened.
     */
    public void replace() {
        files.exclusively(
                () -> {
                    List<Long> numbers = files.numbers();
                    // Another one at the same time has done all of it, with keys that nobody had.
                    if (numbers.size() >= 2 && numbers.getFirst() > seen) {
                        return;
                    }
                    long last = numbers.isEmpty() ? seen : Math.max(seen, numbers.getLast());
                    if (!numbers.isEmpty()) {
                        files.requireSameOwner(numbers.getLast());
                    }
                    // First what counts from now on: at no moment are there no keys.
                    files.write(last + 1);
                    files.write(last + 2);
                    files.removeUpTo(last);
                });
    }
}
