// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.naru.authentication.cardtap.cryptogram.CryptogramVerdict.Genuine;
import dev.naru.authentication.cardtap.cryptogram.CryptogramVerdict.Refused;
import dev.naru.authentication.cardtap.cryptogram.KeysUnavailableException.Reason;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The keys of an issuer in SoftHSM2, which is installed by {@code ./naru test}. */
class Pkcs11TokenTest {
    private static final String PIN = "4321";
    private static final String LABEL = "naru-test";
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
                                LABEL,
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
        token = Pkcs11Token.open(library, LABEL, PIN.toCharArray());
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
        assertThatThrownBy(() -> Pkcs11Token.open(library, LABEL, "9999".toCharArray()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is open already");
        assertThat(token.issuerKeys("tdes").algorithm()).isEqualTo(KeyAlgorithm.TDES);
    }

    /** Whoever opened it since is logged in still. */
    @Test
    void aTokenIsClosedOnce() throws KeysUnavailableException {
        token.close();
        try (Pkcs11Token next = Pkcs11Token.open(library, LABEL, PIN.toCharArray())) {
            IssuerKeys keys = next.issuerKeys("tdes");
            token.close();
            assertThat(
                            Sample.adapter(keys, next.issuerKeys("aes"))
                                    .verify(Sample.published().getFirst().tags()))
                    .isInstanceOf(Genuine.class);
            assertThatThrownBy(() -> Pkcs11Token.open(library, LABEL, PIN.toCharArray()))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void whatPassesByItselfIsToldFromWhatSomebodyMustCorrect() {
        for (String label : List.of("nobody", "generic", "idle", "readable")) {
            assertReason(Reason.KEY, () -> token.issuerKeys(label));
        }
        token.close();
        // The keys are there, and hidden from whoever is not logged in.
        assertReason(Reason.AWAY, () -> token.issuerKeys("nobody"));
        assertReason(
                Reason.PIN_REFUSED,
                () -> Pkcs11Token.open(library, LABEL, "99991234".toCharArray()));
        assertReason(Reason.AWAY, () -> Pkcs11Token.open(library, "other", PIN.toCharArray()));
        assertReason(
                Reason.LIBRARY,
                () -> Pkcs11Token.open(Path.of("/nowhere/lib.so"), LABEL, PIN.toCharArray()));
    }

    private static void assertReason(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KeysUnavailableException.class,
                        thrown -> assertThat(thrown.reason()).isEqualTo(reason));
    }

    @Test
    void aKeyThatComesLaterIsFoundWithoutAnotherLogin() throws Exception {
        assertReason(Reason.KEY, () -> token.issuerKeys("later"));
        Provider provider = provider(UNEXTRACTABLE);
        // The process is logged in, and the ceremony's logout would be the token's.
        store(provider)
                .setEntry(
                        "later",
                        new KeyStore.SecretKeyEntry(new SecretKeySpec(Sample.AES_KEY, "AES")),
                        null);
        assertThat(token.issuerKeys("later").algorithm()).isEqualTo(KeyAlgorithm.AES);
    }

    @Test
    void aTokenIsFoundByItsLabel() throws KeysUnavailableException {
        token.close();
        try (Pkcs11Token named = Pkcs11Token.open(library, LABEL, PIN.toCharArray())) {
            assertThat(named.issuerKeys("aes").algorithm()).isEqualTo(KeyAlgorithm.AES);
        }
        assertThatThrownBy(() -> Pkcs11Token.open(library, "naru-tes", PIN.toCharArray()))
                .isInstanceOf(KeysUnavailableException.class)
                .hasMessageContaining("has no token with the label naru-tes");
        assertThatThrownBy(
                        () ->
                                Pkcs11Token.open(
                                        Path.of("/nowhere/lib.so"), LABEL, PIN.toCharArray()))
                .isInstanceOf(KeysUnavailableException.class)
                .hasMessageContaining("/nowhere/lib.so is no PKCS#11 library");
    }

    @Test
    void aTokenThatDoesNotOpenIsNamedWithoutItsPin() {
        token.close();
        Map<String, Runnable> wrong =
                Map.of(
                        "naru-test of .* cannot be opened: CKR_PIN_INCORRECT",
                        () -> opened(library, LABEL, "99991234"),
                        "has no token with the label other",
                        () -> opened(library, "other", PIN),
                        "/nowhere/lib.so is no PKCS#11 library",
                        () -> opened(Path.of("/nowhere/lib.so"), LABEL, PIN));
        wrong.forEach(
                (sentence, opening) ->
                        assertThatThrownBy(opening::run)
                                .hasCauseInstanceOf(KeysUnavailableException.class)
                                .satisfies(
                                        thrown ->
                                                assertThat(String.valueOf(thrown.getCause()))
                                                        .containsPattern(sentence)
                                                        .doesNotContain("99991234")));
        assertThatThrownBy(() -> Pkcs11Token.open(Path.of("/a\nb"), LABEL, PIN.toCharArray()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void opened(Path library, String label, String pin) {
        try {
            Pkcs11Token.open(library, label, pin.toCharArray()).close();
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
