// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of the module's README are those of the code. */
class ReadmeTest {
    @Test
    void namesEverySchemeWithItsCountriesAndCurrencies() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Scheme scheme : Scheme.values()) {
            expected.add(
                    profile(scheme)
                            .map(
                                    profile ->
                                            scheme
                                                    + " "
                                                    + words(profile.countries())
                                                    + " "
                                                    + words(profile.currencies()))
                            .orElse(scheme + " - -"));
        }
        List<String> written = new ArrayList<>();
        for (List<String> row : table("schemes")) {
            written.add(row.get(0) + " " + row.get(1) + " " + row.get(2));
            assertThat(row.get(3)).isNotEmpty();
        }
        assertThat(written).containsExactlyElementsOf(expected);
    }

    private static Optional<SchemeProfile> profile(Scheme scheme) {
        return scheme == Scheme.ZEROPAY
                ? Optional.of(SchemeProfiles.zeroPay(Set.of()))
                : SchemeProfiles.of(scheme);
    }

    private static String words(List<String> values) {
        return values.isEmpty() ? "any" : String.join(", ", values);
    }

    @Test
    void namesEveryToleranceWithWhoPutsUpWithItAndItsRefusal() throws IOException {
        Map<String, List<String>> written = new LinkedHashMap<>();
        for (List<String> row : table("tolerances")) {
            assertThat(row.get(1)).isNotEmpty();
            written.put(row.get(0), List.of(row.get(2), row.get(3)));
        }
        Map<String, List<String>> expected = new LinkedHashMap<>();
        for (Tolerance tolerance : Tolerance.values()) {
            expected.put(tolerance.name(), List.of(tolerance.refusal().name(), users(tolerance)));
        }
        assertThat(written).containsExactlyEntriesOf(expected);
    }

    private static String users(Tolerance tolerance) {
        List<SchemeProfile> all = SchemeProfiles.standard();
        List<String> users =
                all.stream()
                        .filter(profile -> profile.tolerated().contains(tolerance))
                        .map(profile -> profile.scheme().name())
                        .toList();
        List<String> others =
                all.stream()
                        .map(profile -> profile.scheme().name())
                        .filter(name -> !users.contains(name))
                        .toList();
        if (users.isEmpty()) {
            return "none";
        }
        if (others.isEmpty()) {
            return "all";
        }
        return users.size() > all.size() / 2
                ? "all but " + String.join(", ", others)
                : String.join(", ", users);
    }

    /** The cells of the table behind the mark {@code <!-- name -->}, without its two head lines. */
    private static List<List<String>> table(String name) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String mark = "<!-- " + name + " -->";
        assertThat(readme).contains(mark);
        Stream<String> lines = readme.substring(readme.indexOf(mark)).lines().skip(1);
        return lines.dropWhile(String::isBlank)
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(ReadmeTest::cells)
                .toList();
    }

    private static List<String> cells(String line) {
        String inner = line.substring(1, line.length() - 1);
        return Stream.of(inner.split("\\|", -1))
                .map(cell -> cell.strip().replace("`", ""))
                .toList();
    }
}
