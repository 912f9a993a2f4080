// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Files that a test derives from the code and that are committed so that people can read them. */
public final class Committed {
    private static final String REWRITE = "naru.rewrite";

    private Committed() {}

    /**
     * Compares a committed file with what the code says; with {@code -Dnaru.rewrite=true} writes
     * it.
     *
     * @param path from the repository's root
     */
    public static void assertSame(String path, String derived, Class<?> test) throws IOException {
        Path file = root().resolve(path);
        if (Boolean.getBoolean(REWRITE)) {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, derived);
        }
        String committed = Files.exists(file) ? Files.readString(file) : "";
        assertThat(committed)
                .as(
                        "%s is out of date. Rewrite it with: mvn -pl protocol test -Dtest=%s"
                                + " -D%s=true",
                        path, test.getSimpleName(), REWRITE)
                .isEqualTo(derived);
    }

    /** The repository's root. */
    public static Path root() {
        return Path.of(Objects.requireNonNull(System.getProperty("naru.root"), "naru.root"));
    }
}
