// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A file that only its owner can read (mode 0600, in a folder of mode 0700) and that is replaced as
 * a whole or not at all. For POSIX file systems. Not for files that grow.
 */
public final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNERS_FOLDER =
            PosixFilePermissions.fromString("rwx------");

    private final Path path;

    /** The file with this name in this folder, which is made when it is missing. */
    public PrivateFile(Path folder, String name) {
        try {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNERS_FOLDER));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder " + folder, e);
        }
        this.path = folder.resolve(name);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /**
     * Tells one content from the next without reading it: every {@link #write} makes another.
     *
     * @param fileKey the file system's own name of the file
     */
    public record Stamp(Object fileKey, FileTime changedAt, long size) {}

    /** The stamp of what is in it, empty when there is no such file. */
    public Optional<Stamp> stamp() {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            Object fileKey = now.fileKey();
            return Optional.of(
                    new Stamp(
                            fileKey == null ? path : fileKey, now.lastModifiedTime(), now.size()));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + path, e);
        }
    }

    /** Does this while no other process and no other thread does the same with this file. */
    public <T> T exclusively(Supplier<T> work) {
        Path lock = path.resolveSibling(path.getFileName() + ".lock");
        // The lock of the operating system is between processes only.
        synchronized (PrivateFile.class) {
            try (FileChannel channel =
                            FileChannel.open(
                                    lock,
                                    Set.of(CREATE, WRITE),
                                    PosixFilePermissions.asFileAttribute(OWNER_ONLY));
                    FileLock held = channel.lock()) {
                if (!held.isValid()) {
                    throw new IllegalStateException(lock + " cannot be held");
                }
                return work.get();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot lock " + lock, e);
            }
        }
    }

    /**
     * What is in it, empty when there is no such file.
     *
     * @throws IllegalStateException when anybody but its owner may read or write it: then it is not
     *     a secret any more
     */
    public Optional<byte[]> read() {
        try {
            byte[] content = Files.readAllBytes(path);
            Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(path));
            others.removeAll(OWNER_ONLY);
            if (!others.isEmpty()) {
                throw new IllegalStateException(
                        path + " must be readable by its owner only (chmod 600): found " + others);
            }
            return Optional.of(content);
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /** Replaces what is in it; when this returns, the new content is on disk. */
    public void write(byte[] content) {
        Path next = path.resolveSibling(path.getFileName() + ".next");
        try {
            Files.deleteIfExists(next);
            try (FileChannel channel =
                    FileChannel.open(
                            next,
                            Set.of(CREATE_NEW, WRITE),
                            PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(next, path, ATOMIC_MOVE, REPLACE_EXISTING);
            forceFolder();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }

    /** Takes it away; when this returns, no power cut brings it back. */
    public void remove() {
        try {
            Files.deleteIfExists(path);
            forceFolder();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path, e);
        }
    }

    /** A name is durable, there or gone, only when the folder is. */
    private void forceFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(path.toAbsolutePath().getParent(), READ)) {
            channel.force(true);
        }
    }

    /**
     * The random bytes in it as hexadecimal text; made at the first call and the same ever after.
     *
     * @param size how many bytes, at least 16
     * @throws IllegalStateException when the file holds anything else
     */
    public byte[] randomBytes(int size) {
        if (size < 16) {
            throw new IllegalArgumentException("size must be at least 16, not " + size);
        }
        Optional<byte[]> kept = read();
        if (kept.isEmpty()) {
            byte[] fresh = new byte[size];
            new SecureRandom().nextBytes(fresh);
            write(HexFormat.of().formatHex(fresh).getBytes(US_ASCII));
            return fresh;
        }
        String text = new String(kept.get(), US_ASCII).strip();
        if (!text.matches("[0-9a-f]{" + 2 * size + "}")) {
            throw new IllegalStateException(
                    path + " must hold " + size + " bytes as lower-case hexadecimal");
        }
        return HexFormat.of().parseHex(text);
    }
}
