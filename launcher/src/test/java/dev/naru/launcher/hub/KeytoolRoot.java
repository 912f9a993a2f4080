// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** Roots of makers of devices, which the JDK's own tool makes. */
final class KeytoolRoot {
    private KeytoolRoot() {}

    /** A new certificate, as PEM. */
    static String pem(Path folder)
            throws GeneralSecurityException, IOException, InterruptedException {
        Path store = Files.createTempDirectory(folder, "root").resolve("root.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-dname",
                                "CN=Root",
                                "-alias",
                                "root",
                                "-storepass",
                                "changeit",
                                "-keystore",
                                store.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(keytool.waitFor()).isZero();
        byte[] certificate =
                KeyStore.getInstance(store.toFile(), "changeit".toCharArray())
                        .getCertificate("root")
                        .getEncoded();
        return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(certificate));
    }
}
