// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The operating system's lock on a member's folder. It ends with the process however that ends, so
 * it tells a living owner from a killed one at once, which Aeron's own marks tell only after ten
 * seconds.
 */
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock, making the folder if need be.
     *
     * @throws IllegalStateException when another process, or this one, holds it
     */
    static FolderLock take(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(
                            folder.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new IllegalStateException("another node is running in " + folder);
            }
            return new FolderLock(channel);
        } catch (IOException unusable) {
            throw new UncheckedIOException("cannot lock " + folder, unusable);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldHere) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }
}
