// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.assertion;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The service's keys for one use, one in a file of its own, numbered. The last but one is current,
 * the last is the next one, which relying parties know before it signs, and the one before the
 * current is still good for what it did. Made at the first start. Several processes may have the
 * same folder, and {@link KeyRotation} changes it meanwhile: each sees that with its next look,
 * however many changes it missed. Safe for many threads.
 */
public final class ServiceKeys {
    private final KeyFiles files;
    private final Use use;
    private volatile Held held;

    /** What keys are for. One key has one use. */
    public enum Use {
        /** Signing assertions. */
        SIGNING("trustone-signing-"),
        /** Opening sealed transcripts. */
        OPENING("trustone-opening-");

        private final String file;

        Use(String file) {
            this.file = file;
        }

        /** How the names of its files begin. */
        String file() {
            return file;
        }
    }

    /**
     * The keys at one moment.
     *
     * @param numbers of their files, in order
     */
    record Held(
            List<Long> numbers,
            Optional<PrivateKeyFile> earlier,
            PrivateKeyFile current,
            PrivateKeyFile next) {
        Optional<PrivateKeyFile> good(String kid) {
            if (current.kid().equals(kid)) {
                return Optional.of(current);
            }
            return earlier.filter(key -> key.kid().equals(kid));
        }
    }

    /**
     * The keys in this folder.
     *
     * @throws IllegalStateException when a file may be read by others, or holds no key
     */
    public ServiceKeys(Path folder, Use use) {
        this.files = new KeyFiles(folder, use, () -> {});
        this.use = use;
        this.held =
                files.exclusively(
                        () -> {
                            files.complete();
                            return read();
                        });
    }

    /** What they are for. */
    public Use use() {
        return use;
    }

    /** The id of the current key: its RFC 7638 thumbprint, base64url of 32 bytes. */
    public String currentKid() {
        return held().current().kid();
    }

    /**
     * The public keys (RFC 7517, 5): of signing keys the current, the next and the earlier, of
     * opening keys the current one only, since nobody should seal for another.
     *
     * @param all each for a use of its own
     */
    public static String jwks(ServiceKeys... all) {
        List<JWK> keys = new ArrayList<>();
        for (ServiceKeys one : all) {
            Held held = one.held();
            keys.add(held.current().published());
            if (one.use == Use.SIGNING) {
                keys.add(held.next().published());
                held.earlier().map(PrivateKeyFile::published).ifPresent(keys::add);
            }
        }
        return new JWKSet(keys).toString();
    }

    /**
     * The keys as they are now.
     *
     * @throws IllegalStateException when they were changed to what cannot be used: then nothing is
     *     signed or opened, since those of before may be somebody else's
     */
    Held held() {
        Held known = held;
        if (isOld(known)) {
            known = files.exclusively(this::read);
            held = known;
        }
        return known;
    }

    /**
     * Every change puts a key behind the next one. After many of them that key is gone again, but
     * so are those that were known.
     */
    private boolean isOld(Held known) {
        return files.has(known.numbers().getLast() + 1)
                || !known.numbers().stream().allMatch(files::has);
    }

    /** Never makes a key: what a running process misses was taken away. */
    private Held read() {
        List<Long> numbers = files.counting();
        int last = numbers.size() - 1;
        return new Held(
                numbers,
                last < 2 ? Optional.empty() : Optional.of(files.key(numbers.getFirst())),
                files.key(numbers.get(last - 1)),
                files.key(numbers.get(last)));
    }
}
