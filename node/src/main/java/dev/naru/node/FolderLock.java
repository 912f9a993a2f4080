// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The operating system's lock on a member's folder. It ends with the process however that ends, so
 * it tells a living owner from a killed one at once, which Aeron's own marks tell only after ten
 * seconds.
 */
final class FolderLock implements AutoCloseable {
    /**
     * Those of this process. The file of a held folder must not even be opened: the system takes a
     * process's lock back as soon as the process closes the file by any of its descriptors.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
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
            Path real = folder.toRealPath();
            if (!HELD.add(real)) {
                throw isHeld(folder);
            }
            try {
                return new FolderLock(real, lock(real));
            } catch (IOException | RuntimeException failed) {
                HELD.remove(real);
                throw failed;
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException("cannot lock " + folder, unusable);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw isHeld(folder);
        }
        return channel;
    }

    private static IllegalStateException isHeld(Path folder) {
        return new IllegalStateException("another node is running in " + folder);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        } finally {
            HELD.remove(folder);
        }
    }
}
