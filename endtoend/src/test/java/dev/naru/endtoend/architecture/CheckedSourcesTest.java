// SPDX-License-Identifier: Apache-2.0
package dev.naru.endtoend.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Modules compile without Error Prone and NullAway: one that is not named there has no checks. */
class CheckedSourcesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    @Test
    void theCheckersLookAtTheSourcesOfEveryModule() throws IOException {
        String checks = Files.readString(ROOT.resolve("checks").resolve("pom.xml"));
        List<String> roots =
                MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")))
                        .results()
                        .map(module -> module.group(1))
                        .flatMap(
                                module ->
                                        List.of(
                                                module + "/src/main/java",
                                                module + "/src/test/java")
                                                .stream())
                        .filter(sources -> Files.isDirectory(ROOT.resolve(sources)))
                        .toList();

        assertThat(roots).hasSizeGreaterThan(20);
        assertThat(roots)
                .allSatisfy(
                        sources ->
                                assertThat(checks)
                                        .contains("${project.basedir}/../" + sources + "<"));
    }
}
