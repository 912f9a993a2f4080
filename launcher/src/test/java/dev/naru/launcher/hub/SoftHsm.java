// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Assumptions;

/** A token in SoftHSM2, which is installed by {@code ./naru test}, and an issuer's ceremony. */
final class SoftHsm {
    static final String LABEL = "naru-launcher";
    static final String PIN = "9876";

    private final Path library;

    private SoftHsm(Path library) {
        this.library = library;
    }

    /** A new token; without SoftHSM2 the test says that it tests nothing, and fails where CI is. */
    static SoftHsm withToken() throws IOException, InterruptedException {
        String configuration = System.getenv("SOFTHSM2_CONF");
        Optional<Path> found =
                Stream.of(
                                "/usr/lib/softhsm/libsofthsm2.so",
                                "/usr/lib64/softhsm/libsofthsm2.so",
                                "/usr/lib64/pkcs11/libsofthsm2.so",
                                "/usr/local/lib/softhsm/libsofthsm2.so",
                                "/opt/homebrew/lib/softhsm/libsofthsm2.so")
                        .map(Path::of)
                        .filter(Files::exists)
                        .findFirst();
        if (configuration == null || found.isEmpty() || run("softhsm2-util", "--version") != 0) {
            notTested();
        }
        Path file = Path.of(Objects.requireNonNull(configuration));
        Path folder = Objects.requireNonNull(file.getParent());
        clear(folder);
        Files.writeString(
                file,
                "directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n"
                        .formatted(Files.createDirectories(folder.resolve("tokens"))));
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
        return new SoftHsm(found.orElseThrow());
    }

    private static void notTested() {
        String why =
                "NOT TESTED: a hub with issuers' keys behind PKCS#11; SoftHSM2 is missing"
                        + " (Debian: apt-get install softhsm2)";
        if ("true".equals(System.getenv("CI"))) {
            fail(why);
        }
        System.err.println(why);
        Assumptions.abort(why);
    }

    Path library() {
        return library;
    }

    /** Puts an issuer's key into the token, which does not let it out. */
    void put(String label, SecretKey key) throws GeneralSecurityException, IOException {
        Provider provider =
                Security.getProvider("SunPKCS11")
                        .configure(
                                """
                                --name=ceremony
                                library=%s
                                slotListIndex=0
                                attributes(import,CKO_SECRET_KEY,*)={
                                CKA_SENSITIVE=true
                                CKA_EXTRACTABLE=false
                                CKA_ENCRYPT=true
                                CKA_DECRYPT=false
                                }
                                """
                                        .formatted(library));
        KeyStore store = KeyStore.getInstance("PKCS11", provider);
        store.load(null, PIN.toCharArray());
        store.setEntry(label, new KeyStore.SecretKeyEntry(key), null);
        ((AuthProvider) provider).logout();
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
