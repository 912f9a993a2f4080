// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import dev.naru.simulators.JsonClient;
import dev.naru.simulators.JsonClient.Heard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * The keys that the demo's participants made for themselves, kept in files that only their owner
 * reads.
 */
public final class DemoKeys {
    private final Path folder;

    /** Kept in this folder, which is made at the first key. */
    public DemoKeys(Path folder) {
        this.folder = folder;
    }

    /** A participant's key, made at the first call and the same ever after. */
    public String of(int participantId) {
        return in("participant-" + participantId + ".key");
    }

    /** The same of a person who works for the operator. */
    String ofPerson(int personId) {
        return in("person-" + personId + ".key");
    }

    private String in(String name) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(
                        folder,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
                byte[] random = new byte[32];
                new SecureRandom().nextBytes(random);
                Files.writeString(
                        file,
                        Base64.getUrlEncoder().withoutPadding().encodeToString(random),
                        StandardOpenOption.WRITE);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The demo's keys cannot be kept in " + folder, e);
        }
    }

    /**
     * Has the hub know a participant's key, which it may know already.
     *
     * @return the key
     * @throws IllegalStateException when the hub refuses it
     */
    public String register(JsonClient operator, int participantId) {
        return register(operator, "/v1/operator/participants/" + participantId, of(participantId));
    }

    /** The same of a person who works for the operator. */
    String registerPerson(JsonClient operator, int personId) {
        return register(operator, "/v1/operator/persons/" + personId, ofPerson(personId));
    }

    private static String register(JsonClient operator, String owner, String key) {
        Heard heard =
                operator.send(
                        "PUT",
                        owner + "/api-keys/demo",
                        Map.of(),
                        JsonClient.object().put("sha256", hash(key)));
        if (!heard.isSuccess()) {
            throw new IllegalStateException(
                    "Registering a key answered " + heard.status() + " " + heard.body());
        }
        return key;
    }

    /** What the hub is told of a key: its SHA-256 in lower-case hex. */
    private static String hash(String key) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
