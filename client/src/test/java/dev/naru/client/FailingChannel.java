// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A file on a disk with a cache that forgets: what was written reaches the file when it is synced
 * and not before, so that the file is at any moment what a power cut would leave. For one thread
 * that writes and syncs; what else a file can do is not here.
 */
final class FailingChannel extends FileChannel {
    private final FileChannel file;
    private final Supplier<DiskState> disk;
    private final AtomicBoolean told;
    private final List<Write> cache = new ArrayList<>();

    private record Write(long position, ByteBuffer bytes) {}

    /**
     * Takes a file over.
     *
     * @param told whether a sync has failed, of all files: like a kernel, this disk says so once,
     *     and syncs what is written from then on
     */
    FailingChannel(FileChannel file, Supplier<DiskState> disk, AtomicBoolean told) {
        this.file = file;
        this.disk = disk;
        this.told = told;
    }

    @Override
    public int write(ByteBuffer from, long position) throws IOException {
        if (disk.get() == DiskState.FULL) {
            if (told.compareAndSet(false, true)) {
                writeAll(new Write(position, copy(from, from.remaining() / 2)));
            }
            throw new IOException("No space left on device");
        }
        int length = from.remaining();
        cache.add(new Write(position, copy(from, length)));
        return length;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        switch (disk.get()) {
            case WELL, NARROW, FULL -> writeCache(Integer.MAX_VALUE);
            case SYNC_LOSES_ALL -> fail(0);
            case SYNC_LOSES_HALF -> fail(cacheBytes() / 2);
            case SYNC_LOSES_NOTHING -> fail(Integer.MAX_VALUE);
        }
        file.force(metadata);
    }

    private void fail(int keptBytes) throws IOException {
        if (told.compareAndSet(false, true)) {
            writeCache(keptBytes);
            throw new IOException("Input/output error");
        }
        writeCache(Integer.MAX_VALUE);
    }

    private int cacheBytes() {
        return cache.stream().mapToInt(write -> write.bytes.remaining()).sum();
    }

    /** So many bytes of it; the rest is forgotten. */
    private void writeCache(int mostBytes) throws IOException {
        int left = mostBytes;
        for (Write write : cache) {
            int length = Math.min(left, write.bytes.remaining());
            left -= length;
            writeAll(new Write(write.position, write.bytes.slice(0, length)));
        }
        cache.clear();
    }

    private void writeAll(Write write) throws IOException {
        long position = write.position;
        while (write.bytes.hasRemaining()) {
            position += file.write(write.bytes, position);
        }
    }

    private static ByteBuffer copy(ByteBuffer from, int length) {
        byte[] bytes = new byte[length];
        from.get(bytes);
        return ByteBuffer.wrap(bytes);
    }

    @Override
    public FileChannel position(long to) throws IOException {
        file.position(to);
        return this;
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    /** What is not synced by now is lost. */
    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    @Override
    public int write(ByteBuffer from) {
        throw absent();
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
        throw absent();
    }

    @Override
    public int read(ByteBuffer to) {
        throw absent();
    }

    @Override
    public long read(ByteBuffer[] to, int offset, int length) {
        throw absent();
    }

    @Override
    public int read(ByteBuffer to, long position) {
        throw absent();
    }

    @Override
    public FileChannel truncate(long size) {
        throw absent();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw absent();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw absent();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw absent();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw absent();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw absent();
    }

    private static UnsupportedOperationException absent() {
        return new UnsupportedOperationException("only written at a position, and synced");
    }
}
