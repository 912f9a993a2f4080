// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The real disk without its slow syncs. It remembers what a power cut would leave, and fails when
 * it is told to.
 */
final class TestDisk implements Disk {
    private final Map<Path, Long> syncedBytes = new ConcurrentHashMap<>();
    private final Set<Path> syncedNames = ConcurrentHashMap.newKeySet();
    private volatile Gate syncGate = () -> {};
    private volatile Call failing = Call.NONE;
    private volatile boolean isOtherDisk;
    private volatile long freeBytes = Long.MAX_VALUE;

    /** A call that can fail. */
    enum Call {
        NONE,
        OPEN,
        WRITE,
        SYNC,
        SYNC_FOLDER,
        MOVE
    }

    /** Where a sync waits. */
    interface Gate {
        void pass() throws InterruptedException;
    }

    void fail(Call call) {
        failing = call;
    }

    /** There is no more room than this, as far as anybody asks. */
    void leave(long bytes) {
        freeBytes = bytes;
    }

    /** Files move within their folder only, as if every other were on another disk. */
    void separate() {
        isOtherDisk = true;
    }

    void holdSyncsAt(Gate gate) {
        syncGate = gate;
    }

    /** Copies into another folder exactly what was synced. */
    void powerCut(Path folder, Path into) throws IOException {
        Files.createDirectories(into);
        for (Path file : syncedNames) {
            if (folder.equals(file.getParent())) {
                int synced = Math.toIntExact(syncedBytes.getOrDefault(file, 0L));
                byte[] bytes = Arrays.copyOf(Files.readAllBytes(file), synced);
                Files.write(into.resolve(folder.relativize(file)), bytes);
            }
        }
    }

    @Override
    public LogFile open(Path file, long size) throws IOException {
        failIf(Call.OPEN);
        return new TestFile(file, Disk.REAL.open(file, size));
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        failIf(Call.SYNC_FOLDER);
        try (var found = Files.newDirectoryStream(folder)) {
            found.forEach(syncedNames::add);
        }
    }

    @Override
    public long freeBytes(Path folder) {
        return freeBytes;
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        if (to.toString().endsWith(".events")) {
            failIf(Call.MOVE);
        }
        if (isOtherDisk && !Objects.equals(from.getParent(), to.getParent())) {
            throw new AtomicMoveNotSupportedException(from.toString(), to.toString(), "other disk");
        }
        Disk.REAL.move(from, to);
    }

    private void failIf(Call call) throws IOException {
        if (failing == call) {
            throw new IOException("No space left on device");
        }
    }

    private final class TestFile implements LogFile {
        private final Path path;
        private final LogFile real;

        TestFile(Path path, LogFile real) {
            this.path = path;
            this.real = real;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            if (failing == Call.WRITE) {
                // As on a full disk: a part still fits.
                real.write(bytes.slice(0, bytes.remaining() / 2));
            }
            failIf(Call.WRITE);
            real.write(bytes);
        }

        @Override
        public void sync() throws IOException {
            long bytes;
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                bytes = channel.size();
            }
            try {
                syncGate.pass();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            failIf(Call.SYNC);
            syncedBytes.merge(path, bytes, Math::max);
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}
