// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Where the media driver of a folder keeps what is not to be synced: in shared memory where there
 * is some. The name is the same at every start, so that a killed owner's is found and removed. It
 * is made from a random id that lies in the folder and from the folder's place: several containers
 * may see one shared memory and each have a folder of this name, and a folder may have been copied.
 */
final class AeronDirectory {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    /**
     * The log, one client's commands and replies and a snapshot together, at their largest; what is
     * never used costs nothing.
     */
    private static final long LEAST_BYTES = 128L * 1024 * 1024;

    private AeronDirectory() {}

    /**
     * Finds or makes the name. Under the {@link FolderLock}.
     *
     * @throws IllegalStateException when there is too little room
     */
    static Path of(Path folder) {
        try {
            if (!Files.isWritable(SHARED_MEMORY)) {
                return folder.resolve("aeron");
            }
            String name = idOf(folder) + " " + folder.toRealPath();
            Path directory =
                    SHARED_MEMORY.resolve(
                            "naru-node-"
                                    + UUID.nameUUIDFromBytes(
                                            name.getBytes(StandardCharsets.UTF_8)));
            if (Files.notExists(directory)) {
                checkSpace(SHARED_MEMORY, LEAST_BYTES);
            }
            return directory;
        } catch (IOException unusable) {
            throw new UncheckedIOException("cannot prepare shared memory", unusable);
        }
    }

    /** A file in memory that finds none ends the process, so it is better not begun. */
    static void checkSpace(Path folder, long leastBytes) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < leastBytes) {
            throw new IllegalStateException(
                    "%s has %d bytes free and a node needs %d: make it larger (a container's with --shm-size)"
                            .formatted(folder, free, leastBytes));
        }
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
}
