// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.assertion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.naru.authentication.assertion.ServiceKeys.Use;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceKeysTest {
    @TempDir Path folder;

    @Test
    void keysAreMadeAtTheFirstStartAndAreTheSameAtTheNext() throws IOException {
        ServiceKeys first = new ServiceKeys(folder, Use.SIGNING);
        assertThat(files()).contains("trustone-signing-1", "trustone-signing-2");
        for (String name : files()) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-------");
        }
        ServiceKeys again = new ServiceKeys(folder, Use.SIGNING);
        assertThat(again.currentKid()).isEqualTo(first.currentKid());
        assertThat(ServiceKeys.jwks(again)).isEqualTo(ServiceKeys.jwks(first));
        assertThat(new ServiceKeys(folder, Use.OPENING).currentKid())
                .isNotEqualTo(first.currentKid());
    }

    @Test
    void aStartThatWasCutOffAfterTheFirstKeyGoesOn() throws IOException {
        String current = new ServiceKeys(folder, Use.SIGNING).currentKid();
        Files.delete(folder.resolve("trustone-signing-2"));
        ServiceKeys again = new ServiceKeys(folder, Use.SIGNING);
        assertThat(again.currentKid()).isEqualTo(current);
        assertThat(files()).contains("trustone-signing-1", "trustone-signing-2");
    }

    @Test
    void rotationMovesEveryKeyOnByOneAndForgetsTheOldest() throws IOException {
        ServiceKeys keys = new ServiceKeys(folder, Use.SIGNING);
        String first = keys.currentKid();
        String second = keys.held().next().kid();
        rotate(Use.SIGNING);
        assertThat(keys.currentKid()).isEqualTo(second);
        assertThat(keys.held().good(first)).isPresent();
        String third = keys.held().next().kid();
        assertThat(kids(keys)).containsExactlyInAnyOrder(first, second, third);

        rotate(Use.SIGNING);
        assertThat(keys.currentKid()).isEqualTo(third);
        assertThat(keys.held().good(second)).isPresent();
        assertThat(keys.held().good(first)).isEmpty();
        assertThat(files())
                .contains("trustone-signing-2", "trustone-signing-3", "trustone-signing-4")
                .doesNotContain("trustone-signing-1");
    }

    @Test
    void theTenthFileComesAfterTheNinth() {
        ServiceKeys keys = new ServiceKeys(folder, Use.SIGNING);
        for (int i = 0; i < 9; i++) {
            String next = keys.held().next().kid();
            rotate(Use.SIGNING);
            assertThat(keys.currentKid()).isEqualTo(next);
        }
        assertThat(new ServiceKeys(folder, Use.SIGNING).currentKid()).isEqualTo(keys.currentKid());
    }

    @Test
    void aProcessSeesWhatAnotherRotatedHoweverOftenItMissedIt() {
        for (int missed = 1; missed <= 6; missed++) {
            ServiceKeys other = new ServiceKeys(folder, Use.SIGNING);
            for (int i = 0; i < missed; i++) {
                rotate(Use.SIGNING);
            }
            ServiceKeys fresh = new ServiceKeys(folder, Use.SIGNING);
            assertThat(other.currentKid()).as("%d missed", missed).isEqualTo(fresh.currentKid());
            assertThat(ServiceKeys.jwks(other)).isEqualTo(ServiceKeys.jwks(fresh));
        }
    }

    @Test
    void aProcessSeesThatAllKeysWereReplacedHoweverManyRotationsCameAfter() {
        for (int missed = 0; missed <= 6; missed++) {
            ServiceKeys other = new ServiceKeys(folder, Use.SIGNING);
            List<String> old = allKids(other);
            rotation(Use.SIGNING).replace();
            for (int i = 0; i < missed; i++) {
                rotate(Use.SIGNING);
            }
            assertThat(allKids(other))
                    .as("%d missed", missed)
                    .doesNotContainAnyElementsOf(old)
                    .isEqualTo(allKids(new ServiceKeys(folder, Use.SIGNING)));
        }
    }

    @Test
    void aKeyThatWasTakenAwayByHandIsNotGoodAnyMore() throws IOException {
        ServiceKeys keys = new ServiceKeys(folder, Use.SIGNING);
        String earlier = keys.currentKid();
        rotate(Use.SIGNING);
        assertThat(keys.held().good(earlier)).isPresent();
        Files.delete(folder.resolve("trustone-signing-1"));
        assertThat(keys.held().good(earlier)).isEmpty();
        // Of a set that is gone a running process makes no other: a start does.
        Files.delete(folder.resolve("trustone-signing-3"));
        assertThatThrownBy(keys::currentKid)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no current and next key trustone-signing-N any more");
        assertThat(files()).doesNotContain("trustone-signing-3");
    }

    @Test
    void ofOpeningKeysOnlyTheCurrentOneIsPublished() throws ParseException {
        ServiceKeys signing = new ServiceKeys(folder, Use.SIGNING);
        ServiceKeys opening = new ServiceKeys(folder, Use.OPENING);
        rotate(Use.OPENING);
        List<JWK> keys = JWKSet.parse(ServiceKeys.jwks(signing, opening)).getKeys();
        assertThat(
                        keys.stream()
                                .map(
                                        key ->
                                                key.getKeyUse().identifier()
                                                        + " "
                                                        + key.getAlgorithm()))
                .containsExactly("sig ES256", "sig ES256", "enc ECDH-ES+A256KW");
        assertThat(keys.getLast().getKeyID()).isEqualTo(opening.currentKid());
    }

    @Test
    void nothingThatIsShownHasAPrivateNumberInIt() throws IOException, ParseException {
        ServiceKeys keys = new ServiceKeys(folder, Use.SIGNING);
        String secret = ECKey.parse(content(1)).getD().toString();
        assertThat(secret).hasSize(43);
        assertThat(ServiceKeys.jwks(keys)).doesNotContain(secret).doesNotContain("\"d\"");
        assertThat("" + keys.held() + keys.held().current()).doesNotContain(secret);
        assertThat(keys.held().current().published().isPrivate()).isFalse();
    }

    @Test
    void aKeyIsNamedAfterItself() throws IOException, ParseException, GeneralSecurityException {
        ServiceKeys keys = new ServiceKeys(folder, Use.SIGNING);
        ECKey key = ECKey.parse(content(1));
        // RFC 7638, 3: the required members in the order of their names, without white space.
        String members =
                "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
                        .formatted(key.getX(), key.getY());
        assertThat(keys.currentKid())
                .isEqualTo(
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(
                                        MessageDigest.getInstance("SHA-256")
                                                .digest(members.getBytes(UTF_8))));
    }

    @Test
    void aDamagedFileIsRefusedWithoutBeingQuoted() throws IOException, ParseException {
        String current = new ServiceKeys(folder, Use.SIGNING).currentKid();
        new ServiceKeys(folder, Use.OPENING);
        String whole = content(1);
        String other = content(2);
        ECKey key = ECKey.parse(whole);
        String secret = key.getD().toString();
        String[] damaged = {
            "",
            secret,
            whole.substring(0, whole.length() - 3),
            whole + "}",
            whole.replace("P-256", "P-384"),
            whole.replace(key.getX().toString(), ECKey.parse(other).getX().toString()),
            // A key whose halves do not belong together would sign what nobody can verify.
            whole.replace(secret, ECKey.parse(other).getD().toString()),
            key.toPublicJWK().toJSONString(),
            Files.readString(folder.resolve("trustone-opening-1")),
        };
        for (String content : damaged) {
            Files.writeString(folder.resolve("trustone-signing-1"), content);
            assertThatThrownBy(() -> new ServiceKeys(folder, Use.SIGNING))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("trustone-signing-1 must hold a private key on P-256")
                    .satisfies(e -> assertThat(trace(e)).doesNotContain(secret));
        }
        Files.write(folder.resolve("trustone-signing-1"), whole.getBytes(UTF_8));
        assertThat(new ServiceKeys(folder, Use.SIGNING).currentKid()).isEqualTo(current);
    }

    private KeyRotation rotation(Use use) {
        return KeyRotation.of(folder, use).orElseThrow();
    }

    private void rotate(Use use) {
        assertThat(rotation(use).rotate(Instant.MAX)).isEqualTo(KeyRotation.Turn.TURNED);
    }

    private static List<String> allKids(ServiceKeys keys) {
        ServiceKeys.Held held = keys.held();
        return Stream.concat(held.earlier().stream(), Stream.of(held.current(), held.next()))
                .map(PrivateKeyFile::kid)
                .toList();
    }

    private String content(int number) throws IOException {
        return Files.readString(folder.resolve("trustone-signing-" + number));
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static List<String> kids(ServiceKeys keys) throws IOException {
        try {
            return JWKSet.parse(ServiceKeys.jwks(keys)).getKeys().stream()
                    .map(JWK::getKeyID)
                    .toList();
        } catch (ParseException e) {
            throw new IOException(e);
        }
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
