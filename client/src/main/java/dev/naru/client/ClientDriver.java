// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;

/**
 * A client's own media driver, on one thread. The lock on the client's folder is what guards the
 * driver's directory, so what a killed client left there is removed at the next start.
 */
final class ClientDriver implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ClientDriver.class.getName());
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    /**
     * Those of this process. The file of a held folder must not even be opened: the system takes a
     * process's lock back as soon as the process closes the file by any of its descriptors.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel lock;
    private final MediaDriver driver;

    private ClientDriver(Path folder, FileChannel lock, MediaDriver driver) {
        this.folder = folder;
        this.lock = lock;
        this.driver = driver;
    }

    /**
     * Starts one.
     *
     * @throws IllegalStateException when another client uses the folder
     */
    static ClientDriver start(Path folder) {
        try {
            Files.createDirectories(folder);
            Path own = folder.toRealPath();
            if (!HELD.add(own)) {
                throw isUsed(folder);
            }
            try {
                return startIn(own);
            } catch (IOException | RuntimeException | Error failed) {
                HELD.remove(own);
                throw failed;
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException("cannot use " + folder, unusable);
        }
    }

    private static ClientDriver startIn(Path own) throws IOException {
        FileChannel lock = lock(own);
        try {
            return new ClientDriver(own, lock, MediaDriver.launch(context(directoryFor(own))));
        } catch (IOException | RuntimeException | Error failed) {
            CloseHelper.quietClose(lock);
            throw failed;
        }
    }

    String aeronDirectory() {
        return driver.aeronDirectoryName();
    }

    @Override
    public void close() {
        CloseHelper.closeAll(driver, lock, () -> HELD.remove(folder));
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

    /**
     * Named after a random id in the folder and after its place: several containers may see one
     * shared memory, and each have a folder of this name.
     */
    private static Path directoryFor(Path folder) throws IOException {
        if (!Files.isWritable(SHARED_MEMORY)) {
            return folder.resolve("aeron");
        }
        String name = idOf(folder) + " " + folder;
        return SHARED_MEMORY.resolve(
                "naru-client-" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    private static String idOf(Path folder) throws IOException {
        Path file = folder.resolve("id");
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException firstStart) {
            String id = UUID.randomUUID().toString();
            Path whole = Files.writeString(folder.resolve("id.new"), id + "\n");
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            return id;
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
            throw isUsed(folder);
        }
        return channel;
    }

    private static IllegalStateException isUsed(Path folder) {
        return new IllegalStateException("another client uses " + folder);
    }
}
