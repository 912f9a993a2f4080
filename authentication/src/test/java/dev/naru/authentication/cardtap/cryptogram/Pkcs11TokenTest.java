// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.naru.authentication.cardtap.cryptogram.CryptogramVerdict.Genuine;
import dev.naru.authentication.cardtap.cryptogram.CryptogramVerdict.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The keys of an issuer in SoftHSM2, which is installed by {@code ./naru test}. */
class Pkcs11TokenTest {
    private static final String PIN = "4321";
    private static final String UNEXTRACTABLE =
            "CKA_SENSITIVE=true CKA_EXTRACTABLE=false CKA_ENCRYPT=true CKA_DECRYPT=false";
    private static final List<Path> LIBRARIES =
            Stream.of(
                            "/usr/lib/softhsm/libsofthsm2.so",
                            "/usr/lib64/softhsm/libsofthsm2.so",
                            "/usr/lib64/pkcs11/libsofthsm2.so",
                            "/usr/local/lib/softhsm/libsofthsm2.so",
                            "/opt/homebrew/lib/softhsm/libsofthsm2.so")
                    .map(Path::of)
                    .toList();

    private static Path library;

    private Pkcs11Token token;

    @BeforeAll
    static void makeToken() throws Exception {
        String configuration = System.getenv("SOFTHSM2_CONF");
        Optional<Path> found = LIBRARIES.stream().filter(Files::exists).findFirst();
        if (configuration == null || found.isEmpty() || run("softhsm2-util", "--version") != 0) {
            notTested();
        }
        library = found.orElseThrow();
        Path file = Path.of(configuration);
        Path folder = Objects.requireNonNull(file.getParent());
        clear(folder);
        Path tokens = Files.createDirectories(folder.resolve("tokens"));
        Files.writeString(
                file,
                "directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n"
                        .formatted(tokens));
        assertThat(
                        run(
                                "softhsm2-util",
                                "--init-token",
                                "--free",
                                "--label",
                                "naru-test",
                                "--so-pin",
                                "87654321",
                                "--pin",
                                PIN))
                .isZero();
        byte[] three = Arrays.copyOf(Sample.TDES_KEY, 24);
        System.arraycopy(Sample.TDES_KEY, 0, three, 16, 8);
        SecretKey tdes = new SecretKeySpec(three, "DESede");
        SecretKey aes = new SecretKeySpec(Sample.AES_KEY, "AES");
        put("tdes", tdes, UNEXTRACTABLE);
        put("aes", aes, UNEXTRACTABLE);
        put("generic", new SecretKeySpec(Sample.AES_KEY, "Generic"), "CKA_EXTRACTABLE=false");
        put("readable", tdes, "CKA_SENSITIVE=false CKA_EXTRACTABLE=true CKA_ENCRYPT=true");
        put("wrappable", aes, "CKA_SENSITIVE=true CKA_EXTRACTABLE=true CKA_ENCRYPT=true");
        put("idle", aes, "CKA_SENSITIVE=true CKA_EXTRACTABLE=false CKA_ENCRYPT=false");
    }

    private static void notTested() {
        String why =
                "NOT TESTED: issuers' keys behind PKCS#11; SoftHSM2 is missing"
                        + " (Debian: apt-get install softhsm2)";
        if ("true".equals(System.getenv("CI"))) {
            fail(why);
        }
        System.err.println(why);
        Assumptions.abort(why);
    }

    @BeforeEach
    void open() throws KeysUnavailableException {
        token = Pkcs11Token.open(library, 0, PIN.toCharArray());
    }

    @AfterEach
    void close() {
        token.close();
    }

    @Test
    void everySampleIsGenuineAndAnsweredAndItsForgeriesAreNot() throws KeysUnavailableException {
        IssuerAdapter adapter = Sample.adapter(token.issuerKeys("tdes"), token.issuerKeys("aes"));
        IssuerAdapter software = Sample.adapter();
        for (Sample sample :
                Stream.concat(Sample.published().stream(), Sample.ours().stream()).toList()) {
            assertThat(adapter.verify(sample.tags())).isInstanceOf(Genuine.class);
            assertThat(answer(adapter, sample)).isEqualTo(answer(software, sample));
            for (int bit = 0; bit < 64; bit++) {
                assertThat(adapter.verify(sample.flipped(0x9F26, bit))).isInstanceOf(Refused.class);
            }
        }
    }

    private static byte[] answer(IssuerAdapter adapter, Sample sample) {
        return switch (adapter.answer(sample.tags(), sample.decision())) {
            case IssuerAnswer.Answered answered -> answered.authentication().value();
            case IssuerAnswer.Unanswered unanswered ->
                    throw new AssertionError(unanswered.toString());
        };
    }

    @Test
    void noKeyThatMayLeaveTheTokenIsUsed() throws Exception {
        for (String label : List.of("readable", "wrappable")) {
            assertThatThrownBy(() -> token.issuerKeys(label))
                    .isInstanceOf(KeysUnavailableException.class)
                    .hasMessageContaining("CKA_EXTRACTABLE false");
        }
        Provider provider = provider("CKA_TOKEN=true");
        KeyStore store = store(provider);
        for (String label : List.of("tdes", "aes")) {
            Key key = store.getKey(label, null);
            assertThat(key.getEncoded()).isNull();
            assertThat(key.getFormat()).isNull();
        }
        assertThat(store.getKey("readable", null).getEncoded()).isNotNull();
    }

    @Test
    void aKeyThatIsNotThereOrOfAnotherKindOrMayNotEncryptIsNamed() {
        for (String label : List.of("nobody", "generic", "idle")) {
            assertThatThrownBy(() -> token.issuerKeys(label))
                    .isInstanceOf(KeysUnavailableException.class)
                    .satisfies(
                            thrown ->
                                    assertThat(thrown.getMessage())
                                            .containsAnyOf(label, "does not encrypt"));
        }
    }

    @Test
    void aTokenIsOpenOnce() throws KeysUnavailableException {
        assertThatThrownBy(() -> Pkcs11Token.open(library, 0, "9999".toCharArray()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is open already");
        assertThat(token.issuerKeys("tdes").algorithm()).isEqualTo(KeyAlgorithm.TDES);
    }

    @Test
    void aTokenIsFoundByItsLabel() throws KeysUnavailableException {
        token.close();
        try (Pkcs11Token named = Pkcs11Token.open(library, "naru-test", PIN.toCharArray())) {
            assertThat(named.issuerKeys("aes").algorithm()).isEqualTo(KeyAlgorithm.AES);
        }
        assertThatThrownBy(() -> Pkcs11Token.open(library, "naru-tes", PIN.toCharArray()))
                .isInstanceOf(KeysUnavailableException.class)
                .hasMessageContaining("has no token with the label naru-tes");
        assertThatThrownBy(
                        () ->
                                Pkcs11Token.open(
                                        Path.of("/nowhere/lib.so"), "naru-test", PIN.toCharArray()))
                .isInstanceOf(KeysUnavailableException.class)
                .hasMessageContaining("/nowhere/lib.so is no PKCS#11 library");
    }

    @Test
    void aTokenThatDoesNotOpenIsNamedWithoutItsPin() {
        token.close();
        for (Runnable wrong :
                List.<Runnable>of(
                        () -> opened(library, 0, "99991234"),
                        () -> opened(library, 7, PIN),
                        () -> opened(Path.of("/nowhere/lib.so"), 0, PIN))) {
            assertThatThrownBy(wrong::run)
                    .hasCauseInstanceOf(KeysUnavailableException.class)
                    .hasStackTraceContaining("cannot be opened")
                    .satisfies(
                            thrown ->
                                    assertThat(String.valueOf(thrown.getCause()))
                                            .doesNotContain("99991234"));
        }
        assertThatThrownBy(() -> Pkcs11Token.open(Path.of("/a\nb"), 0, PIN.toCharArray()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void opened(Path library, int slot, String pin) {
        try {
            Pkcs11Token.open(library, slot, pin.toCharArray()).close();
        } catch (KeysUnavailableException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void afterTheTokenIsClosedItsKeysAreUnavailableAndNotWrong() throws KeysUnavailableException {
        IssuerKeys keys = token.issuerKeys("tdes");
        IssuerAdapter adapter = Sample.adapter(keys, token.issuerKeys("aes"));
        token.close();
        Sample sample = Sample.published().getFirst();
        assertThat(adapter.verify(sample.tags()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused)
                                        .isEqualTo(
                                                new Refused(
                                                        CryptogramRefusal.KEYS_UNAVAILABLE,
                                                        "the token does not encrypt:"
                                                                + " CKR_OBJECT_HANDLE_INVALID")));
        open();
        IssuerKeys again = token.issuerKeys("tdes");
        assertThat(Sample.adapter(again, token.issuerKeys("aes")).verify(sample.tags()))
                .isInstanceOf(Genuine.class);
        again.close();
        assertThat(Sample.adapter(again, token.issuerKeys("aes")).verify(sample.tags()))
                .isInstanceOf(Refused.class);
    }

    @Test
    void threadsDoNotDisturbEachOther() throws Exception {
        IssuerAdapter adapter = Sample.adapter(token.issuerKeys("tdes"), token.issuerKeys("aes"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<CryptogramVerdict>> verdicts = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                Sample sample = Sample.published().get(i % Sample.published().size());
                verdicts.add(threads.submit(() -> adapter.verify(sample.tags())));
            }
            for (Future<CryptogramVerdict> verdict : verdicts) {
                assertThat(verdict.get()).isInstanceOf(Genuine.class);
            }
        }
    }

    @Test
    void nothingSaysASecret() throws KeysUnavailableException {
        assertThat(token.toString()).isEqualTo("Pkcs11Token[SunPKCS11-naru]");
        assertThat(token.issuerKeys("aes").toString()).isEqualTo("Pkcs11IssuerKeys[AES]");
    }

    /** What an issuer does once, with the tools of its token. */
    private static void put(String label, SecretKey key, String attributes)
            throws GeneralSecurityException, IOException {
        Provider provider = provider(attributes);
        store(provider).setEntry(label, new KeyStore.SecretKeyEntry(key), null);
        ((AuthProvider) provider).logout();
    }

    private static Provider provider(String attributes) {
        return Security.getProvider("SunPKCS11")
                .configure(
                        "--name=ceremony\nlibrary=%s\nslotListIndex=0\nattributes(import,CKO_SECRET_KEY,*)={\n%s\n}\n"
                                .formatted(library, attributes.replace(' ', '\n')));
    }

    private static KeyStore store(Provider provider) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS11", provider);
        store.load(null, PIN.toCharArray());
        return store;
    }

    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static int run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException missing) {
            return -1;
        }
    }
}
