// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.authentication.secret.PrivateFile;
import dev.naru.launcher.configuration.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A file that a key of the configuration names. What is wrong with it is told with both. */
final class NamedFile {
    private static final int MOST_BYTES = 1024 * 1024;
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    private final String key;
    private final String name;

    /**
     * A file.
     *
     * @param key such as {@code trustone.authority_keys}
     */
    NamedFile(String key, String name) {
        this.key = key;
        this.name = name;
    }

    /** For the rule that is broken, of the file as a whole. */
    ConfigurationException wrong(String rule) {
        return new ConfigurationException(key + " " + name + " " + rule);
    }

    /**
     * For the rule that a line breaks.
     *
     * @param line from 1 on
     */
    ConfigurationException wrong(int line, String rule) {
        return wrong("line " + line + ": " + rule);
    }

    private ConfigurationException wrong(int line, String rule, Exception why) {
        return new ConfigurationException(key + " " + name + " line " + line + ": " + rule, why);
    }

    /** Its lines. */
    List<String> lines() {
        try (InputStream in = Files.newInputStream(path())) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw wrong("must have " + MOST_BYTES + " bytes at the most");
            }
            return lines(bytes);
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /** Its lines, where only its owner can read them. */
    List<String> secretLines() {
        Path path = path();
        if (!Files.isRegularFile(path)) {
            throw wrong("cannot be read");
        }
        try {
            return lines(
                    new PrivateFile(
                                    Objects.requireNonNull(path.getParent()),
                                    String.valueOf(path.getFileName()))
                            .read()
                            .orElseThrow(() -> wrong("cannot be read")));
        } catch (IllegalStateException open) {
            throw new ConfigurationException(key + " " + open.getMessage(), open);
        } catch (UncheckedIOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private Path path() {
        try {
            return Path.of(name).toAbsolutePath();
        } catch (InvalidPathException none) {
            throw unreadable(none);
        }
    }

    private ConfigurationException unreadable(Exception why) {
        return new ConfigurationException(key + " " + name + " cannot be read", why);
    }

    private List<String> lines(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().lines().toList();
        } catch (CharacterCodingException binary) {
            throw wrong("must be text in UTF-8");
        }
    }

    /** The certificates in it (PEM, RFC 7468); what stands outside of them are notes. */
    Set<X509Certificate> certificates() {
        Set<X509Certificate> certificates = new HashSet<>();
        StringBuilder body = new StringBuilder();
        int beganAt = 0;
        int line = 0;
        for (String text : lines()) {
            line++;
            if (text.strip().equals(BEGIN)) {
                if (beganAt != 0) {
                    throw wrong(line, "a certificate begins before the last one ended");
                }
                beganAt = line;
                body.setLength(0);
            } else if (text.strip().equals(END)) {
                certificates.add(certificate(beganAt, body.toString()));
                beganAt = 0;
            } else if (beganAt != 0) {
                body.append(text.strip());
            }
        }
        if (beganAt != 0) {
            throw wrong(beganAt, "a certificate begins and never ends");
        }
        if (certificates.isEmpty()) {
            throw wrong("must hold certificates (PEM)");
        }
        return certificates;
    }

    private X509Certificate certificate(int line, String body) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(Base64.getDecoder().decode(body)));
        } catch (CertificateException | IllegalArgumentException malformed) {
            throw wrong(line, "is no certificate (X.509)", malformed);
        }
    }
}
