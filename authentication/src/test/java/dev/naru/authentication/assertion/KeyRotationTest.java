// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.naru.authentication.assertion.KeyRotation.Role;
import dev.naru.authentication.assertion.KeyRotation.Standing;
import dev.naru.authentication.assertion.KeyRotation.Turn;
import dev.naru.authentication.assertion.ServiceKeys.Use;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRotationTest {
    private static final Use USE = Use.SIGNING;

    @TempDir Path folder;

    /** Stands for a kill: nothing that would have come after it is done. */
    private static final class KilledException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void itSaysWhatEachKeyDoes() {
        ServiceKeys keys = new ServiceKeys(folder, USE);
        assertThat(rotation().keys())
                .extracting(Standing::number, Standing::role)
                .containsExactly(tuple(1L, Role.CURRENT), tuple(2L, Role.NEXT));
        rotation().rotate(Instant.MAX);
        List<Standing> shown = rotation().keys();
        assertThat(shown)
                .extracting(Standing::number, Standing::role)
                .containsExactly(
                        tuple(1L, Role.EARLIER), tuple(2L, Role.CURRENT), tuple(3L, Role.NEXT));
        assertThat(shown).extracting(Standing::kid).isEqualTo(kids(keys));
    }

    @Test
    void whereNoKeysWereMadeNoneAreMade() {
        assertThat(KeyRotation.of(folder.resolve("nowhere"), USE)).isEmpty();
        assertThat(folder.resolve("nowhere")).doesNotExist();
        new ServiceKeys(folder, Use.OPENING);
        assertThat(KeyRotation.of(folder, USE)).isEmpty();
        assertThat(files()).allMatch(name -> name.startsWith("trustone-opening-"));
    }

    @Test
    void theNextKeyIsNotToSignBeforeItCanBeKnown() throws IOException {
        ServiceKeys keys = new ServiceKeys(folder, USE);
        String current = keys.currentKid();
        Instant made = Instant.parse("2026-11-01T10:00:00Z");
        Files.setLastModifiedTime(folder.resolve("trustone-signing-2"), FileTime.from(made));
        assertThat(rotation().keys().getLast().madeAt()).isEqualTo(made);
        assertThat(rotation().rotate(made.minusMillis(1))).isEqualTo(Turn.TOO_YOUNG);
        assertThat(keys.currentKid()).isEqualTo(current);
        assertThat(rotation().rotate(made)).isEqualTo(Turn.TURNED);
        assertThat(keys.held().good(current)).isPresent();
        assertThat(keys.currentKid()).isNotEqualTo(current);
        // Whoever rotates again, such as after a kill or beside another, changes nothing.
        assertThat(rotation().rotate(made)).isEqualTo(Turn.TOO_YOUNG);
        assertThat(keys.held().good(current)).isPresent();
    }

    @Test
    void afterATheftNoKeyIsTheOneThatWasThere() {
        for (int before = 0; before < 4; before++) {
            ServiceKeys keys = new ServiceKeys(folder, USE);
            List<String> stolen = kids(keys);
            rotation().replace();
            assertThat(kids(keys)).hasSize(2).doesNotContainAnyElementsOf(stolen);
            assertThat(ServiceKeys.jwks(keys)).doesNotContain(stolen);
            assertThat(keyFiles()).hasSize(2);
            rotation().rotate(Instant.MAX);
        }
    }

    @Test
    void keysThatCannotBeUsedAnyMoreCanBeReplaced() throws IOException {
        ServiceKeys keys = new ServiceKeys(folder, USE);
        rotation().rotate(Instant.MAX);
        Files.setPosixFilePermissions(
                folder.resolve("trustone-signing-1"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(folder.resolve("trustone-signing-2"), "no key");
        Files.writeString(folder.resolve("trustone-signing-3"), "no key");
        assertThatThrownBy(() -> rotation().rotate(Instant.MAX))
                .isInstanceOf(IllegalStateException.class);
        assertThat(keyFiles()).hasSize(3);
        rotation().replace();
        assertThat(kids(keys)).hasSize(2);
    }

    @Test
    void aRotationThatIsKilledAnywhereCanBeBegunAnew() throws IOException {
        for (int step = 1; step <= 2; step++) {
            Path one = fresh("rotate-" + step);
            ServiceKeys running = new ServiceKeys(one, USE);
            KeyRotation.of(one, USE).orElseThrow().rotate(Instant.MAX);
            List<String> old = kids(running);
            killedAt(step, one, rotation -> rotation.rotate(Instant.MAX));
            List<String> left = kids(running);
            assertThat(left).as("step %d", step).startsWith(old.get(1), old.get(2)).hasSize(3);
            assertThat(kids(new ServiceKeys(one, USE))).isEqualTo(left);
            // It was done as far as anybody can see: again, it takes away what is left over.
            assertThat(KeyRotation.of(one, USE).orElseThrow().rotate(Instant.EPOCH))
                    .isEqualTo(Turn.TOO_YOUNG);
            assertThat(kids(running)).isEqualTo(left);
            assertThat(keyFiles(one)).hasSize(3);
        }
    }

    @Test
    void aReplacementThatIsKilledAnywhereCanBeBegunAnew() throws IOException {
        int steps = 5;
        for (int step = 1; step <= steps; step++) {
            Path one = fresh("replace-" + step);
            ServiceKeys running = new ServiceKeys(one, USE);
            KeyRotation.of(one, USE).orElseThrow().rotate(Instant.MAX);
            List<String> stolen = kids(running);
            killedAt(step, one, KeyRotation::replace);
            // What is left can be used, by who runs and by who starts.
            List<String> left = kids(running);
            assertThat(kids(new ServiceKeys(one, USE))).as("step %d", step).isEqualTo(left);
            assertThat(left).hasSizeBetween(2, 3);
            assertThat(left.stream().anyMatch(stolen::contains)).isEqualTo(step < steps);
            // An ordinary rotation does not push a key forward that nobody knows.
            assertThat(KeyRotation.of(one, USE).orElseThrow().rotate(Instant.EPOCH))
                    .isEqualTo(Turn.TOO_YOUNG);
            KeyRotation.of(one, USE).orElseThrow().replace();
            assertThat(kids(running))
                    .hasSize(2)
                    .doesNotContainAnyElementsOf(stolen)
                    .doesNotContainAnyElementsOf(left);
        }
    }

    /** It had begun before the other was killed, and finds its new keys beside stolen ones. */
    @Test
    void aReplacementThatFindsAnotherOnesHalfWayDoesItWhole() throws IOException {
        for (int step = 1; step <= 5; step++) {
            Path one = fresh("beside-" + step);
            ServiceKeys running = new ServiceKeys(one, USE);
            KeyRotation.of(one, USE).orElseThrow().rotate(Instant.MAX);
            List<String> stolen = kids(running);
            KeyRotation second = KeyRotation.of(one, USE).orElseThrow();
            killedAt(step, one, KeyRotation::replace);
            assertThat(kids(running)).isNotEmpty();
            second.replace();
            assertThat(kids(running))
                    .as("step %d", step)
                    .hasSize(2)
                    .doesNotContainAnyElementsOf(stolen);
        }
    }

    @Test
    void twoReplacementsAtOnceAreOne() {
        ServiceKeys keys = new ServiceKeys(folder, USE);
        KeyRotation first = rotation();
        KeyRotation second = rotation();
        first.replace();
        List<String> replaced = kids(keys);
        second.replace();
        assertThat(kids(keys)).isEqualTo(replaced);
        // One that begins afterwards takes these for stolen, too.
        rotation().replace();
        assertThat(kids(keys)).doesNotContainAnyElementsOf(replaced);
    }

    @Test
    void whoeverLooksMeanwhileAlwaysFindsKeys() throws InterruptedException, ExecutionException {
        ServiceKeys keys = new ServiceKeys(folder, USE);
        Callable<Void> rotating =
                () -> {
                    for (int i = 0; i < 10; i++) {
                        rotation().rotate(Instant.MAX);
                    }
                    return null;
                };
        Callable<Void> replacing =
                () -> {
                    for (int i = 0; i < 10; i++) {
                        rotation().replace();
                    }
                    return null;
                };
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<Void>> changing =
                    List.of(
                            threads.submit(rotating),
                            threads.submit(replacing),
                            threads.submit(replacing));
            while (!changing.stream().allMatch(Future::isDone)) {
                assertThat(kids(keys)).doesNotHaveDuplicates().hasSizeBetween(2, 3);
            }
            for (Future<Void> one : changing) {
                one.get();
            }
        }
        assertThat(kids(keys)).isEqualTo(kids(new ServiceKeys(folder, USE)));
        assertThat(keyFiles()).hasSize(kids(keys).size());
    }

    @Test
    void whatAnotherUserCouldNotReadIsNotWritten() throws IOException {
        ServiceKeys keys = new ServiceKeys(folder, USE);
        List<String> before = kids(keys);
        Path next = folder.resolve("trustone-signing-2");
        assumeTrue("root".equals(Files.getOwner(next).getName()), "only root can give files away");
        Files.setOwner(
                next,
                folder.getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName("nobody"));
        for (Consumer<KeyRotation> act :
                List.<Consumer<KeyRotation>>of(
                        rotation -> rotation.rotate(Instant.MAX), KeyRotation::replace)) {
            assertThatThrownBy(() -> act.accept(rotation()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("run this as nobody");
        }
        assertThat(kids(keys)).isEqualTo(before);
        assertThat(files()).noneMatch(name -> name.endsWith(".trial"));
    }

    private static void killedAt(int step, Path folder, Consumer<KeyRotation> act) {
        int[] steps = {0};
        KeyRotation rotation =
                KeyRotation.of(
                                folder,
                                USE,
                                () -> {
                                    if (++steps[0] == step) {
                                        throw new KilledException();
                                    }
                                })
                        .orElseThrow();
        assertThatThrownBy(() -> act.accept(rotation)).isInstanceOf(KilledException.class);
    }

    private Path fresh(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    private KeyRotation rotation() {
        return KeyRotation.of(folder, USE).orElseThrow();
    }

    /** Of the earlier one where there is one, the current, and the next. */
    private static List<String> kids(ServiceKeys keys) {
        ServiceKeys.Held held = keys.held();
        List<String> kids = new ArrayList<>();
        held.earlier().map(PrivateKeyFile::kid).ifPresent(kids::add);
        kids.add(held.current().kid());
        kids.add(held.next().kid());
        return kids;
    }

    private Set<String> keyFiles() {
        return keyFiles(folder);
    }

    private static Set<String> keyFiles(Path folder) {
        return files(folder).stream()
                .filter(name -> name.matches("trustone-signing-[0-9]+"))
                .collect(Collectors.toSet());
    }

    private Set<String> files() {
        return files(folder);
    }

    private static Set<String> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
