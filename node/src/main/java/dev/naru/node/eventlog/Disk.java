// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The calls to the operating system that change something, so that tests can let them fail. */
interface Disk {
    /** What is left to those that stop a member where they cannot write: the log and the events. */
    long RESERVE_BYTES = 256L * 1024 * 1024;

    /** The real one. */
    Disk REAL = new RealDisk();

    /**
     * Opens a file to write at its end; creates it when it is not there.
     *
     * @param size what lies beyond this many bytes is cut off
     */
    LogFile open(Path file, long size) throws IOException;

    /** Returns when the names of new files in this folder survive a power cut. */
    void syncFolder(Path folder) throws IOException;

    /**
     * Gives a file another name at once, or not at all. {@link #syncFolder} makes it last.
     *
     * @throws java.nio.file.AtomicMoveNotSupportedException when the other place is on another disk
     */
    void move(Path from, Path to) throws IOException;

    /** How many bytes can still be written where this folder is, or is to be made. */
    long freeBytes(Path folder) throws IOException;

    /**
     * Asks for room before something is written that can wait.
     *
     * @param reserve how many bytes are left to others, at least {@link #RESERVE_BYTES}
     * @throws IOException when there is less than that beside the reserve
     */
    default void requireRoom(Path folder, long bytes, long reserve) throws IOException {
        long free = freeBytes(folder);
        if (free < bytes + reserve) {
            throw new IOException(
                    "%d bytes are needed beside a reserve of %d, and %d are free in %s: make room"
                            .formatted(bytes, reserve, free, folder));
        }
    }

    /** Files by {@link FileChannel}. */
    final class RealDisk implements Disk {
        private RealDisk() {}

        @Override
        public LogFile open(Path file, long size) throws IOException {
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                channel.truncate(size);
                channel.position(size);
                return new ChannelFile(channel);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public long freeBytes(Path folder) throws IOException {
            Path there = folder;
            while (Files.notExists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            return Files.getFileStore(there).getUsableSpace();
        }

        @Override
        public void syncFolder(Path folder) throws IOException {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** A file that is open. */
    record ChannelFile(FileChannel channel) implements LogFile {
        @Override
        public void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public void sync() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
