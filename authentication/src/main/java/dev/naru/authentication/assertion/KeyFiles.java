// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.assertion;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.authentication.assertion.ServiceKeys.Use;
import dev.naru.authentication.secret.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The files of the keys for one use, numbered in the order in which they were made. The last three
 * are the earlier key, the current and the next; of two there is no earlier one.
 */
final class KeyFiles {
    /** How many files are kept: earlier, current, next. */
    static final int KEPT = 3;

    private final Path folder;
    private final Use use;
    private final PrivateFile lock;
    private final Runnable afterEachStep;

    /**
     * The files in this folder, which is made when it is missing.
     *
     * @param afterEachStep done after each change of a file, for tests that stop there
     */
    KeyFiles(Path folder, Use use, Runnable afterEachStep) {
        this.folder = folder;
        this.use = use;
        this.lock = new PrivateFile(folder, use.file() + "keys");
        this.afterEachStep = afterEachStep;
    }

    /** Does this while nobody else changes or reads the set. */
    <T> T exclusively(Supplier<T> work) {
        return lock.exclusively(work);
    }

    /** Does this while nobody else changes or reads the set. */
    void exclusively(Runnable work) {
        lock.exclusively(
                () -> {
                    work.run();
                    return Boolean.TRUE;
                });
    }

    /** Of the files that there are, in order. */
    List<Long> numbers() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches(use.file() + "[1-9][0-9]{0,8}"))
                    .map(name -> Long.valueOf(name.substring(use.file().length())))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + folder, e);
        }
    }

    /** Makes what is missing of a current and a next key, as at the first start. */
    void complete() {
        List<Long> numbers = numbers();
        long last = numbers.isEmpty() ? 0 : numbers.getLast();
        for (int there = numbers.size(); there < 2; there++) {
            write(++last);
        }
    }

    /**
     * The numbers of the keys that count: of the earlier one, where there is one, the current and
     * the next.
     *
     * @throws IllegalStateException when there are not even two
     */
    List<Long> counting() {
        List<Long> numbers = numbers();
        if (numbers.size() < 2) {
            throw new IllegalStateException(
                    folder + " has no current and next key " + use.file() + "N any more");
        }
        return numbers.subList(Math.max(0, numbers.size() - KEPT), numbers.size());
    }

    /** Whether there is a file of this number. */
    boolean has(long number) {
        return Files.exists(path(number));
    }

    /** The key of this number. */
    PrivateKeyFile key(long number) {
        PrivateFile file = new PrivateFile(folder, name(number));
        byte[] content =
                file.read().orElseThrow(() -> new IllegalStateException(file.path() + " is gone"));
        return PrivateKeyFile.read(new String(content, UTF_8), use)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        file.path() + " must hold a private key on P-256 (JWK)"));
    }

    /** When the key of this number was made. */
    Instant madeAt(long number) {
        return new PrivateFile(folder, name(number))
                .stamp()
                .orElseThrow(() -> new IllegalStateException(path(number) + " is gone"))
                .changedAt()
                .toInstant();
    }

    /** Writes a new key under this number. */
    void write(long number) {
        new PrivateFile(folder, name(number)).write(PrivateKeyFile.fresh(use).getBytes(UTF_8));
        afterEachStep.run();
    }

    /** Takes away every key up to this number, the oldest first. */
    void removeUpTo(long most) {
        for (long number : numbers()) {
            if (number <= most) {
                new PrivateFile(folder, name(number)).remove();
                afterEachStep.run();
            }
        }
    }

    /**
     * Looks that what is written will belong to whom this key belongs to: a gateway could not read
     * what another user wrote.
     *
     * @throws IllegalStateException when it would not
     */
    void requireSameOwner(long number) {
        try {
            UserPrincipal owner = Files.getOwner(path(number));
            Path trial =
                    Files.createTempFile(
                            folder,
                            "trustone-",
                            ".trial",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            UserPrincipal writer;
            try {
                writer = Files.getOwner(trial);
            } finally {
                Files.delete(trial);
            }
            if (!writer.equals(owner)) {
                throw new IllegalStateException(
                        "%s belongs to %s, who could not read what %s writes: run this as %s"
                                .formatted(
                                        path(number),
                                        owner.getName(),
                                        writer.getName(),
                                        owner.getName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + folder, e);
        }
    }

    private Path path(long number) {
        return folder.resolve(name(number));
    }

    private String name(long number) {
        return use.file() + number;
    }
}
