// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import dev.naru.authentication.assertion.ServiceKeys;
import dev.naru.authentication.assertion.ServiceKeys.Use;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./naru keys}, as its users type it, on a folder in which a gateway made its keys. */
class KeysCommandTest {
    private static final String TRUST_ONE =
            """
            trustone:
              relying_party: pay.example.kr
              origins: [https://pay.example.kr]
              issuer: https://hub.example.kr/trustone
              authority_keys: authorities
            """;

    @TempDir Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path secrets = Path.of("");
    private Path configuration = Path.of("");

    @BeforeEach
    void configure() throws IOException {
        secrets = folder.resolve("hub").resolve("secrets");
        configuration = write(TRUST_ONE);
    }

    private Path write(String more) throws IOException {
        return Files.writeString(
                folder.resolve("hub.yaml"),
                "folder: %s\nlinks: []\n".formatted(folder.resolve("hub")) + more);
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private int keys(String... more) {
        return run(
                Stream.concat(
                                Stream.concat(Stream.of("keys"), Stream.of(more)),
                                Stream.of("--config", configuration.toString()))
                        .toArray(String[]::new));
    }

    private ServiceKeys keys(Use use) {
        return new ServiceKeys(secrets, use);
    }

    private void aDayPasses() throws IOException {
        for (String name : files()) {
            Path file = secrets.resolve(name);
            Files.setLastModifiedTime(
                    file,
                    FileTime.from(
                            Files.getLastModifiedTime(file)
                                    .toInstant()
                                    .minus(Duration.ofHours(25))));
        }
    }

    private Set<String> files() {
        try (Stream<Path> files = Files.list(secrets)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("trustone-.*-[0-9]+"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theyAreShownWithoutBeingTold() throws IOException, ParseException, JOSEException {
        ServiceKeys signing = keys(Use.SIGNING);
        ServiceKeys opening = keys(Use.OPENING);
        Files.setLastModifiedTime(
                secrets.resolve("trustone-signing-1"),
                FileTime.from(Instant.parse("2026-11-01T10:00:00.123Z")));
        assertThat(keys()).isZero();
        assertThat(out.toString().lines().toList())
                .hasSize(6)
                .startsWith("TrustOne's keys in " + secrets)
                .contains("signing       1  current  2026-11-01T10:00:00Z " + signing.currentKid())
                .anyMatch(line -> line.startsWith("signing       2  next "))
                .anyMatch(
                        line ->
                                line.startsWith("opening       1  current ")
                                        && line.endsWith(opening.currentKid()));
        for (String name : files()) {
            ECKey key = ECKey.parse(Files.readString(secrets.resolve(name)));
            assertThat(out.toString())
                    .contains(key.computeThumbprint().toString())
                    .doesNotContain(key.getD().toString());
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theyAreRotatedOnceTheNextOneIsKnown() throws IOException {
        ServiceKeys signing = keys(Use.SIGNING);
        ServiceKeys opening = keys(Use.OPENING);
        String signs = signing.currentKid();
        String opens = opening.currentKid();
        assertThat(keys("rotate")).isEqualTo(1);
        assertThat(out.toString())
                .contains("signing: left as it is", "opening: left as it is", "--stolen")
                .doesNotContain("rotated");
        assertThat(signing.currentKid()).isEqualTo(signs);

        aDayPasses();
        assertThat(keys("rotate")).isZero();
        assertThat(out.toString())
                .contains("signing: rotated", "opening: rotated")
                .containsPattern("signing       1  earlier .* " + signs)
                .containsPattern("signing       2  current .* " + signing.currentKid())
                .containsPattern("opening       1  earlier .* " + opens);
        assertThat(signing.currentKid()).isNotEqualTo(signs);
        String rotated = ServiceKeys.jwks(signing, opening);

        // A second one, at the same time or because nobody knows whether the first came through.
        assertThat(keys("rotate")).isEqualTo(1);
        assertThat(ServiceKeys.jwks(signing, opening)).isEqualTo(rotated);
    }

    @Test
    void aRotationThatWasKilledBetweenTheTwoUsesGoesOnWithTheOther() throws IOException {
        ServiceKeys signing = keys(Use.SIGNING);
        ServiceKeys opening = keys(Use.OPENING);
        aDayPasses();
        Files.setLastModifiedTime(
                secrets.resolve("trustone-signing-2"), FileTime.from(Instant.now()));
        String signs = signing.currentKid();
        String opens = opening.currentKid();
        assertThat(keys("rotate")).isZero();
        assertThat(out.toString()).contains("signing: left as it is", "opening: rotated");
        assertThat(signing.currentKid()).isEqualTo(signs);
        assertThat(opening.currentKid()).isNotEqualTo(opens);
    }

    @Test
    void afterATheftAllAreOthersAtOnce() throws IOException {
        ServiceKeys signing = keys(Use.SIGNING);
        ServiceKeys opening = keys(Use.OPENING);
        aDayPasses();
        assertThat(keys("rotate")).isZero();
        Set<String> before = files();
        List<String> stolen = shownKids();
        // A theft may be found by what it left, and no such file can be read.
        Files.setPosixFilePermissions(
                secrets.resolve("trustone-signing-2"),
                PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(keys("rotate", "--stolen")).isZero();
        assertThat(out.toString())
                .contains("All keys that were here are gone", "fetch the JWKS anew NOW")
                .doesNotContain("earlier");
        assertThat(files())
                .containsExactly(
                        "trustone-opening-4",
                        "trustone-opening-5",
                        "trustone-signing-4",
                        "trustone-signing-5")
                .doesNotContainAnyElementsOf(before);
        assertThat(shownKids()).hasSize(4).doesNotContainAnyElementsOf(stolen);
        assertThat(shownKids()).contains(signing.currentKid(), opening.currentKid());
    }

    private List<String> shownKids() {
        assertThat(keys()).isZero();
        return out.toString()
                .lines()
                .skip(2)
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
    }

    @Test
    void theConfigurationMayStandBeforeAndBehindTheSubcommand() throws IOException {
        ServiceKeys signing = keys(Use.SIGNING);
        keys(Use.OPENING);
        String signs = signing.currentKid();
        assertThat(run("keys", "--config", configuration.toString(), "rotate", "--stolen"))
                .isZero();
        String replaced = signing.currentKid();
        assertThat(replaced).isNotEqualTo(signs);
        assertThat(run("keys", "rotate", "--stolen", "--config", configuration.toString()))
                .isZero();
        assertThat(signing.currentKid()).isNotEqualTo(replaced);
    }

    @Test
    void whatIsWrongIsSaidInASentenceAndNothingIsMade() throws IOException {
        assertSaid("There are no keys for signing in " + secrets);
        assertThat(folder.resolve("hub")).doesNotExist();
        // A folder that is none cannot be read, whoever tries.
        Files.createDirectories(secrets.getParent());
        Files.writeString(secrets, "");
        assertSaid("TrustOne's keys: cannot ");
        Files.delete(secrets);
        keys(Use.SIGNING);
        assertSaid("There are no keys for opening in " + secrets);
        keys(Use.OPENING);
        assertThat(keys()).isZero();

        write("");
        assertSaid("The configuration names no trustone.relying_party");
        configuration = folder.resolve("nowhere.yaml");
        assertSaid("There is no configuration file " + configuration);
        configuration = folder;
        assertSaid("The configuration file " + configuration + " cannot be read");
        assertThat(files()).hasSize(4);
    }

    private void assertSaid(String sentence) {
        for (String[] arguments : new String[][] {{}, {"rotate"}, {"rotate", "--stolen"}}) {
            assertThat(keys(arguments)).isEqualTo(2);
            assertThat(err.toString().lines())
                    .singleElement()
                    .asString()
                    .startsWith("naru: " + sentence);
            assertThat(out.toString()).isEmpty();
        }
    }

    @Test
    void aDamagedKeyIsNamedAndNotQuoted() throws IOException {
        keys(Use.SIGNING);
        keys(Use.OPENING);
        aDayPasses();
        Files.writeString(secrets.resolve("trustone-opening-2"), "porridge");
        Files.setLastModifiedTime(
                secrets.resolve("trustone-opening-2"),
                FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        assertThat(keys("rotate")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("naru: TrustOne's keys: ")
                .contains("trustone-opening-2 must hold a private key", "What was done before")
                .doesNotContain("porridge", "Exception");
        assertThat(out.toString()).startsWith("signing: rotated").doesNotContain("opening");
        assertThat(keys("rotate", "--stolen")).isZero();
        assertThat(out.toString()).startsWith("signing: replaced.").contains("opening: replaced.");
    }
}
