// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Has the disk under the recordings of a process that a test starts become full, or its syncs fail,
 * at a moment that the test chooses; needs no root. The process runs what is shipped, down to the
 * class files, but for the calls that {@link FailingDiskAgent} leads elsewhere.
 */
final class FailingDisk {
    static final long NARROW_BYTES = 32 * 1024 * 1024;

    private final Path agent;
    private final Path state;

    private FailingDisk(Path agent, Path state) {
        this.agent = agent;
        this.state = state;
    }

    /** A disk that is well, and is told from files in this folder what it becomes. */
    static FailingDisk in(Path folder) throws IOException {
        Path agent = folder.resolve("failing-disk.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", FailingDiskAgent.class.getName());
        // The class itself is on the class path already.
        new JarOutputStream(Files.newOutputStream(agent), manifest).close();
        FailingDisk disk = new FailingDisk(agent, folder.resolve("failing-disk.state"));
        disk.becomes(DiskState.WELL);
        return disk;
    }

    /** How a member in this folder says what the disk said. */
    static String complaint(Path node, String error) {
        return "the disk under %s failed (%s; ".formatted(node, error);
    }

    /** What the process is started with. */
    String option() {
        return "-javaagent:" + agent + "=" + state;
    }

    /** From now on. */
    void becomes(DiskState now) throws IOException {
        Path written = Files.writeString(state.resolveSibling("next.state"), now.name());
        Files.move(written, state, StandardCopyOption.ATOMIC_MOVE);
    }
}
