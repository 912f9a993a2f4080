// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;

/**
 * A client's own media driver, on one thread. The lock on the client's folder is what guards the
 * driver's directory, so what a killed client left there is removed at the next start.
 */
final class ClientDriver implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ClientDriver.class.getName());
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private final FileChannel lock;
    private final MediaDriver driver;

    private ClientDriver(FileChannel lock, MediaDriver driver) {
        this.lock = lock;
        this.driver = driver;
    }

    /**
     * Starts one.
     *
     * @throws IllegalStateException when another client uses the folder
     */
    static ClientDriver start(Path folder) {
        Path own = folder.toAbsolutePath().normalize();
        FileChannel lock = lock(own);
        try {
            return new ClientDriver(lock, MediaDriver.launch(context(directoryFor(own))));
        } catch (RuntimeException | Error failed) {
            CloseHelper.quietClose(lock);
            throw failed;
        }
    }

    String aeronDirectory() {
        return driver.aeronDirectoryName();
    }

    @Override
    public void close() {
        CloseHelper.closeAll(driver, lock);
    }

    private static MediaDriver.Context context(Path directory) {
        return new MediaDriver.Context()
                .aeronDirectoryName(directory.toString())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new BackoffIdleStrategy(1, 10, 1_000, 100_000))
                .termBufferSparseFile(true)
                .errorHandler(error -> LOG.log(System.Logger.Level.WARNING, "media driver", error));
    }

    private static Path directoryFor(Path folder) {
        if (!Files.isWritable(SHARED_MEMORY)) {
            return folder.resolve("aeron");
        }
        UUID name = UUID.nameUUIDFromBytes(folder.toString().getBytes(StandardCharsets.UTF_8));
        return SHARED_MEMORY.resolve("naru-client-" + name);
    }

    private static FileChannel lock(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(
                            folder.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!isLockable(channel)) {
                channel.close();
                throw new IllegalStateException("another client uses " + folder);
            }
            return channel;
        } catch (IOException unusable) {
            throw new UncheckedIOException("cannot lock " + folder, unusable);
        }
    }

    private static boolean isLockable(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldHere) {
            return false;
        }
    }
}
