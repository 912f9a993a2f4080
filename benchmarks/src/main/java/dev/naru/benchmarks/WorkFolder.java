// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Where a benchmark writes. What an earlier, killed run left goes first; all goes at the end. */
public final class WorkFolder implements AutoCloseable {
    private static final long MIB = 1024L * 1024;

    private final Path path;

    private WorkFolder(Path path) {
        this.path = path;
    }

    static WorkFolder create(Path path) throws IOException {
        delete(path);
        Files.createDirectories(path);
        return new WorkFolder(path.toAbsolutePath());
    }

    Path path() {
        return path;
    }

    /**
     * Refuses to begin what the disk cannot hold.
     *
     * @throws IllegalStateException when there is less room than this
     */
    void need(long bytes) throws IOException {
        long free = Files.getFileStore(path).getUsableSpace();
        if (free < bytes) {
            throw new IllegalStateException(
                    "this needs %,d MiB of free disk, and there are %,d MiB"
                            .formatted(bytes / MIB, free / MIB));
        }
    }

    @Override
    public void close() throws IOException {
        delete(path);
    }

    /** Deletes a folder and all that is in it, if it is there. */
    public static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        Files.walkFileTree(
                path,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path directory, @Nullable IOException failure) throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.delete(directory);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
