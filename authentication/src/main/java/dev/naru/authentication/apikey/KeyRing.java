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
 * never names another one. Safe for many threads, and for many processes that share the folder: a
 * change by one of them is in force in all others with their next look.
 *
 * <p>At its first start it makes a key for the first person who runs the hub and writes it, once,
 * to {@value #OPERATOR_FILE} in the same folder. That person may take it away; only the hash is
 * needed.
 */
public final class KeyRing {
    /** Where the hashes are. */
    public static final String RING_FILE = "api-keys";

    /** Where the operator's first key is, until the operator takes it away. */
    public static final String OPERATOR_FILE = "operator-api-key";

    /** The most keys, revoked ones too. */
    public static final int MOST_KEYS = 16_384;

    private static final int MOST_KEY_ID_LENGTH = 40;
    private static final String FIRST_LINE = "naru api keys 2";
    private static final String FIRST_LINE_OF_VERSION_1 = "naru api keys 1";

    /** Whose the key is that the first start makes. */
    public static final long FIRST_PERSON = 1;

    private final PrivateFile file;

    /** Never changed in place: whoever is being identified reads it without a lock. */
    private volatile Kept kept;

    /** What the file held when it had this stamp. */
    private record Kept(Optional<PrivateFile.Stamp> stamp, Map<KeyHash, KeyRecord> byHash) {}

    private KeyRing(PrivateFile file) {
        this.file = file;
        this.kept = new Kept(Optional.empty(), Map.of());
    }

    /**
     * Opens the ring in this folder, and makes it when there is none.
     *
     * @throws IllegalStateException when the file is damaged or can be read by others
     * @throws java.io.UncheckedIOException when the folder cannot be written
     */
    public static KeyRing open(Path folder) {
        KeyRing ring = new KeyRing(new PrivateFile(folder, RING_FILE));
        ring.file.exclusively(
                () -> {
                    if (ring.file.stamp().isEmpty()) {
                        ring.keep(List.of(firstKey(folder)));
                    }
                    return ring.current();
                });
        return ring;
    }

    private static KeyRecord firstKey(Path folder) {
        KeyHash hash = firstOperatorKey(new PrivateFile(folder, OPERATOR_FILE)).hash();
        return new KeyRecord(KeyOwner.person(FIRST_PERSON), "first", hash, KeyRecord.Status.ACTIVE);
    }

    /**
     * Whose key this is, empty when it is nobody's. How long it takes tells nothing about the keys:
     * a table is searched by the hash of what was presented, which nobody can steer towards a hash
     * that they do not know, and the whole hashes are compared in constant time.
     *
     * @throws IllegalStateException when another process damaged or took away the file: then nobody
     *     is let in
     */
    public Optional<Caller> identify(String presented) {
        if (presented.length() < ApiKey.LEAST_LENGTH || presented.length() > ApiKey.MOST_LENGTH) {
            return Optional.empty();
        }
        return Optional.ofNullable(current().get(KeyHash.of(presented)))
                .filter(KeyRecord::isActive)
                .map(KeyRecord::caller);
    }

    /**
     * Registers a key. Asked again it changes nothing.
     *
     * @param keyId what its owner calls the key, see {@link #isKeyId}
     */
    public Registration register(KeyOwner owner, String keyId, KeyHash hash) {
        if (!isKeyId(keyId)) {
            throw new IllegalArgumentException("not a key id");
        }
        KeyRecord wanted = new KeyRecord(owner, keyId, hash, KeyRecord.Status.ACTIVE);
        return file.exclusively(() -> register(wanted));
    }

    private Registration register(KeyRecord wanted) {
        Map<KeyHash, KeyRecord> byHash = current();
        Optional<KeyRecord> named = find(byHash, wanted.owner(), wanted.keyId());
        if (named.isPresent()) {
            return named.get().equals(wanted)
                    ? Registration.ALREADY_REGISTERED
                    : Registration.KEY_ID_TAKEN;
        }
        if (byHash.containsKey(wanted.hash())) {
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

    /** Revokes a key for ever; but not the last with which the hub can be run. */
    public Revocation revoke(KeyOwner owner, String keyId) {
        return file.exclusively(() -> revokeNow(owner, keyId));
    }

    private Revocation revokeNow(KeyOwner owner, String keyId) {
        Collection<KeyRecord> records = current().values();
        Optional<KeyRecord> named = find(current(), owner, keyId);
        if (named.isEmpty()) {
            return Revocation.UNKNOWN;
        }
        if (!named.get().isActive()) {
            return Revocation.ALREADY_REVOKED;
        }
        boolean anotherOperates =
                records.stream()
                        .filter(other -> !other.equals(named.get()))
                        .anyMatch(other -> other.isActive() && other.owner().isOperator());
        if (owner.isOperator() && !anotherOperates) {
            return Revocation.LAST_OPERATOR_KEY;
        }
        keep(
                records.stream()
                        .map(record -> record.equals(named.get()) ? record.revoked() : record)
                        .toList());
        return Revocation.REVOKED;
    }

    /** Whether the text is 1 to 40 of {@code a-z 0-9 . _ -}. */
    public static boolean isKeyId(String text) {
        return text.matches("[a-z0-9._-]{1," + MOST_KEY_ID_LENGTH + "}");
    }

    private static Optional<KeyRecord> find(
            Map<KeyHash, KeyRecord> byHash, KeyOwner owner, String keyId) {
        return byHash.values().stream().filter(record -> record.isNamed(owner, keyId)).findFirst();
    }

    /** What the file holds now; read again only when another process has replaced it. */
    private Map<KeyHash, KeyRecord> current() {
        Optional<PrivateFile.Stamp> stamp = file.stamp();
        Kept last = kept;
        if (stamp.isPresent() && stamp.equals(last.stamp())) {
            return last.byHash();
        }
        // The stamp is from before the reading: a change between the two is read again.
        byte[] content =
                file.read().orElseThrow(() -> new IllegalStateException(file.path() + " is gone"));
        Kept fresh = new Kept(stamp, index(parse(file.path(), new String(content, UTF_8))));
        kept = fresh;
        return fresh.byHash();
    }

    /** On disk first, then in force. */
    private void keep(Collection<KeyRecord> records) {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        records.forEach(record -> text.append(record.line()).append('\n'));
        file.write(text.toString().getBytes(UTF_8));
        kept = new Kept(file.stamp(), index(records));
    }

    private static List<KeyRecord> parse(Path path, String text) {
        List<String> lines = text.lines().toList();
        String first = lines.isEmpty() ? "" : lines.getFirst();
        boolean isVersion1 = first.equals(FIRST_LINE_OF_VERSION_1);
        if ((!first.equals(FIRST_LINE) && !isVersion1) || !text.endsWith("\n")) {
            throw new IllegalStateException(path + " is not a whole key ring");
        }
        List<KeyRecord> records = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            int number = i + 1;
            String line = lines.get(i);
            records.add(
                    (isVersion1 ? KeyRecord.parseVersion1(line) : KeyRecord.parse(line))
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
