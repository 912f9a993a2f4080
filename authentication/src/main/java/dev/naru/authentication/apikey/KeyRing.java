// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.apikey;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.authentication.secret.PrivateFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every key that is accepted, by its SHA-256 hash, in one file ({@value #RING_FILE}) that is
 * replaced as a whole before anybody is told of a change. A revoked key stays in it, so that its id
 * never names another one. Safe for many threads; for one process.
 *
 * <p>At its first start it makes the operator's key and writes it, once, to {@value #OPERATOR_FILE}
 * in the same folder. The operator may take it away; only the hash is needed.
 */
public final class KeyRing {
    /** Where the hashes are. */
    public static final String RING_FILE = "api-keys";

    /** Where the operator's first key is, until the operator takes it away. */
    public static final String OPERATOR_FILE = "operator-api-key";

    /** The most keys, revoked ones too. */
    public static final int MOST_KEYS = 16_384;

    private static final int MOST_KEY_ID_LENGTH = 40;
    private static final String FIRST_LINE = "naru api keys 1";
    private static final int OPERATOR = 0;

    private final PrivateFile file;

    /** Never changed in place: whoever is being identified reads it without a lock. */
    private volatile Map<KeyHash, KeyRecord> byHash;

    private KeyRing(PrivateFile file, Collection<KeyRecord> records) {
        this.file = file;
        this.byHash = index(records);
    }

    /**
     * Opens the ring in this folder, and makes it when there is none.
     *
     * @throws IllegalStateException when the file is damaged or can be read by others
     * @throws java.io.UncheckedIOException when the folder cannot be written
     */
    public static KeyRing open(Path folder) {
        PrivateFile file = new PrivateFile(folder, RING_FILE);
        Optional<byte[]> kept = file.read();
        if (kept.isPresent()) {
            return new KeyRing(file, parse(file.path(), new String(kept.get(), UTF_8)));
        }
        KeyHash operator = firstOperatorKey(new PrivateFile(folder, OPERATOR_FILE)).hash();
        KeyRing ring = new KeyRing(file, List.of());
        ring.keep(List.of(new KeyRecord(OPERATOR, "first", operator, KeyRecord.Status.ACTIVE)));
        return ring;
    }

    /**
     * Whose key this is, empty when it is nobody's. How long it takes tells nothing about the keys:
     * a table is searched by the hash of what was presented, which nobody can steer towards a hash
     * that they do not know, and the whole hashes are compared in constant time.
     */
    public Optional<Caller> identify(String presented) {
        if (presented.length() < ApiKey.LEAST_LENGTH || presented.length() > ApiKey.MOST_LENGTH) {
            return Optional.empty();
        }
        return Optional.ofNullable(byHash.get(KeyHash.of(presented)))
                .filter(found -> found.status() == KeyRecord.Status.ACTIVE)
                .map(KeyRecord::caller);
    }

    /**
     * Registers a participant's key. Asked again it changes nothing.
     *
     * @param participantId at least 1
     * @param keyId what the participant calls the key, see {@link #isKeyId}
     */
    public synchronized Registration register(int participantId, String keyId, KeyHash hash) {
        if (participantId < 1) {
            throw new IllegalArgumentException("participantId must be positive: " + participantId);
        }
        if (!isKeyId(keyId)) {
            throw new IllegalArgumentException("not a key id");
        }
        KeyRecord wanted = new KeyRecord(participantId, keyId, hash, KeyRecord.Status.ACTIVE);
        Optional<KeyRecord> named = find(participantId, keyId);
        if (named.isPresent()) {
            return named.get().equals(wanted)
                    ? Registration.ALREADY_REGISTERED
                    : Registration.KEY_ID_TAKEN;
        }
        if (byHash.containsKey(hash)) {
            return Registration.KEY_TAKEN;
        }
        if (byHash.size() >= MOST_KEYS) {
            return Registration.FULL;
        }
        List<KeyRecord> records = new ArrayList<>(byHash.values());
        records.add(wanted);
        keep(records);
        return Registration.REGISTERED;
    }

    /** Revokes a participant's key for ever. */
    public synchronized Revocation revoke(int participantId, String keyId) {
        Optional<KeyRecord> named = find(participantId, keyId);
        if (named.isEmpty()) {
            return Revocation.UNKNOWN;
        }
        if (named.get().status() == KeyRecord.Status.REVOKED) {
            return Revocation.ALREADY_REVOKED;
        }
        keep(
                byHash.values().stream()
                        .map(kept -> kept.equals(named.get()) ? kept.revoked() : kept)
                        .toList());
        return Revocation.REVOKED;
    }

    /** Whether the text is 1 to 40 of {@code a-z 0-9 . _ -}. */
    public static boolean isKeyId(String text) {
        return text.matches("[a-z0-9._-]{1," + MOST_KEY_ID_LENGTH + "}");
    }

    private Optional<KeyRecord> find(int participantId, String keyId) {
        return byHash.values().stream()
                .filter(kept -> kept.isNamed(participantId, keyId))
                .findFirst();
    }

    /** On disk first, then in force. */
    private void keep(Collection<KeyRecord> records) {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        records.forEach(kept -> text.append(kept.line()).append('\n'));
        file.write(text.toString().getBytes(UTF_8));
        byHash = index(records);
    }

    private static List<KeyRecord> parse(Path path, String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(FIRST_LINE) || !text.endsWith("\n")) {
            throw new IllegalStateException(path + " is not a whole key ring");
        }
        List<KeyRecord> records = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            int number = i + 1;
            records.add(
                    KeyRecord.parse(lines.get(i))
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    path + ", line " + number + " is damaged")));
        }
        return records;
    }

    private static Map<KeyHash, KeyRecord> index(Collection<KeyRecord> records) {
        return records.stream()
                .collect(Collectors.toUnmodifiableMap(KeyRecord::hash, Function.identity()));
    }

    /** A start that was cut off after writing the key and before the ring goes on with that key. */
    private static ApiKey firstOperatorKey(PrivateFile secret) {
        Optional<byte[]> kept = secret.read();
        if (kept.isPresent()) {
            return new ApiKey(new String(kept.get(), UTF_8).strip());
        }
        ApiKey fresh = ApiKey.random();
        secret.write((fresh.text() + "\n").getBytes(UTF_8));
        return fresh;
    }
}
