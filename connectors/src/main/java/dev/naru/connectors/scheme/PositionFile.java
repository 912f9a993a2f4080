// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import dev.naru.client.EventPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Keeps a reader's position over a restart. A new position is written beside the old one, synced,
 * and put in its place in one step, so there is always a whole one.
 *
 * <p>Layout, big-endian: magic "NRUP" and version 1 (8 bytes), event number (8), event CRC (4),
 * CRC-32C of the 20 bytes before (4).
 */
public final class PositionFile {
    private static final long MAGIC_AND_VERSION = 0x4E525550_00000001L;
    private static final int CHECKED_BYTES = 20;
    private static final int BYTES = CHECKED_BYTES + 4;

    private final Path file;

    /** The position is kept in this file; its folder is made when it is not there. */
    public PositionFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * The position stored last, {@link EventPosition#START} when there is none.
     *
     * @throws IllegalStateException when the file is not one of ours or is damaged. To read from
     *     the first event again is safe, only slow: a person may remove the file. What was reserved
     *     or is in doubt is worked on as always; of what has ended nothing is sent or asked.
     */
    public EventPosition read() {
        if (!Files.exists(file)) {
            return EventPosition.START;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            if (bytes.capacity() != BYTES
                    || bytes.getLong(0) != MAGIC_AND_VERSION
                    || bytes.getInt(CHECKED_BYTES) != crc(bytes)
                    || bytes.getLong(8) < 0) {
                throw new IllegalStateException(
                        "The position file "
                                + file
                                + " is damaged. Remove it to read all events again: the machine is"
                                + " asked once more about each payment in them, which takes its"
                                + " time, but no payment is sent twice, and the partner is asked"
                                + " only about payments that have not ended.");
            }
            return new EventPosition(bytes.getLong(8), bytes.getInt(16));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stores a position; it is on the disk when this returns. */
    public void write(EventPosition position) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.putLong(MAGIC_AND_VERSION).putLong(position.number()).putInt(position.crc());
        bytes.putInt(crc(bytes)).flip();
        Path folder = parent();
        Path fresh = folder.resolve(file.getFileName() + ".new");
        try {
            Files.createDirectories(folder);
            try (FileChannel channel =
                    FileChannel.open(
                            fresh,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            // The new name is durable only when its folder is.
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path parent() {
        Path folder = file.getParent();
        if (folder == null) {
            throw new IllegalArgumentException("a position file lies in a folder: " + file);
        }
        return folder;
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(0, CHECKED_BYTES));
        return (int) crc.getValue();
    }
}
