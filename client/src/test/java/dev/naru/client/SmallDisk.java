// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk with little room, on which a member lives and which a test fills. */
sealed interface SmallDisk extends AutoCloseable {
    /** How a test comes by one. */
    enum Kind {
        /** A real one, which only root can mount. */
        MOUNTED,

        /** One that a member takes for small, which needs nobody: {@link FailingDisk}. */
        FEIGNED;

        /** In this folder. */
        SmallDisk in(Path folder) throws IOException {
            return switch (this) {
                case MOUNTED -> new Mounted(folder.resolve("disk"));
                case FEIGNED -> new Feigned(folder.resolve("disk"), FailingDisk.in(folder));
            };
        }
    }

    /** Where the member lives. */
    Path node();

    /** What a member is started with. */
    String[] options();

    /** A snapshot finds no room from now on. */
    void becomesNarrow() throws IOException;

    /** Nothing finds room from now on. */
    void becomesFull() throws IOException;

    /** There is room again. */
    void becomesEmpty() throws IOException;

    /** What the member then says in any case. */
    String complaint();

    @Override
    void close() throws IOException;

    /** Whatever a member writes, the kernel refuses it. */
    final class Mounted implements SmallDisk {
        private static final int MIB = 1024 * 1024;
        private static final int SIZE_MIB = 224;

        private final Path disk;
        private final Path ballast;

        private Mounted(Path disk) throws IOException {
            this.disk = Files.createDirectory(disk);
            this.ballast = disk.resolve("ballast");
            assertThat(mount(disk)).as("mounted").isTrue();
        }

        /** Whether this user may mount one. */
        static boolean isPossibleIn(Path folder) throws IOException {
            Path tried = Files.createDirectory(folder.resolve("tried"));
            try {
                return mount(tried) && run("umount", tried);
            } catch (IOException absent) {
                return false;
            }
        }

        @Override
        public Path node() {
            return disk.resolve("node");
        }

        @Override
        public String[] options() {
            return new String[0];
        }

        /** It always is. */
        @Override
        public void becomesNarrow() {}

        /** To the last byte, but for what the next few commands need. */
        @Override
        public void becomesFull() throws IOException {
            byte[] zeros = new byte[MIB];
            try (var out = Files.newOutputStream(ballast)) {
                for (int i = 0; i < SIZE_MIB; i++) {
                    out.write(zeros);
                }
            } catch (IOException full) {
                assertThat(full).hasMessageContaining("No space left");
            }
        }

        @Override
        public void becomesEmpty() throws IOException {
            Files.delete(ballast);
        }

        /**
         * What meets it first is not known: the log of commands, the events or a file in memory.
         */
        @Override
        public String complaint() {
            return "this member cannot be trusted any more";
        }

        @Override
        public void close() throws IOException {
            run("umount", disk);
        }

        private static boolean mount(Path disk) throws IOException {
            return run("mount", "-t", "tmpfs", "-o", "size=" + SIZE_MIB + "m", "naru-test", disk);
        }

        private static boolean run(Object... command) throws IOException {
            String[] words = new String[command.length];
            for (int i = 0; i < words.length; i++) {
                words[i] = command[i].toString();
            }
            Process process =
                    new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.onExit().join().exitValue() == 0;
        }
    }

    /** The log of commands is refused, and nothing else. */
    record Feigned(Path node, FailingDisk disk) implements SmallDisk {
        @Override
        public String[] options() {
            return new String[] {disk.option()};
        }

        @Override
        public void becomesNarrow() throws IOException {
            disk.becomes(DiskState.NARROW);
        }

        @Override
        public void becomesFull() throws IOException {
            disk.becomes(DiskState.FULL);
        }

        @Override
        public void becomesEmpty() throws IOException {
            disk.becomes(DiskState.WELL);
        }

        @Override
        public String complaint() {
            return FailingDisk.complaint(node, "No space left on device");
        }

        @Override
        public void close() {}
    }
}
