// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.assertion;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.naru.authentication.secret.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The service's keys for one use, one in a file of its own, numbered. The last but one is current,
 * the last is the next one, which relying parties know before it signs, and the one before the
 * current is still good for what it did. Made at the first start. Several processes may have the
 * same folder: each sees what another rotated. Safe for many threads.
 */
public final class ServiceKeys {
    /** How many files are kept: earlier, current, next. */
    private static final int KEPT = 3;

    private final Path folder;
    private final Use use;
    private final PrivateFile lock;
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
    }

    /**
     * The keys at one moment.
     *
     * @param number of the file of the next one
     */
    record Held(
            long number,
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
        this.folder = folder;
        this.use = use;
        this.lock = new PrivateFile(folder, use.file + "keys");
        this.held = lock.exclusively(this::read);
    }

    /**
     * Makes the next key current, the current one the earlier, and a new one the next; what was the
     * earlier is no more. Not more often than relying parties look for new keys.
     */
    public void rotate() {
        held =
                lock.exclusively(
                        () -> {
                            List<Long> numbers = numbers();
                            long last = numbers.getLast();
                            write(last + 1);
                            numbers.stream()
                                    .filter(number -> number <= last + 1 - KEPT)
                                    .forEach(this::remove);
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

    /** The keys as they are now. */
    Held held() {
        Held known = held;
        if (Files.exists(folder.resolve(name(known.number() + 1)))) {
            known = lock.exclusively(this::read);
            held = known;
        }
        return known;
    }

    private Held read() {
        List<Long> numbers = numbers();
        for (long missing = numbers.size(); missing < 2; missing++) {
            write(numbers.isEmpty() ? 1 : numbers.getLast() + 1);
            numbers = numbers();
        }
        int last = numbers.size() - 1;
        return new Held(
                numbers.get(last),
                last < 2 ? Optional.empty() : Optional.of(key(numbers.get(last - 2))),
                key(numbers.get(last - 1)),
                key(numbers.get(last)));
    }

    private PrivateKeyFile key(long number) {
        PrivateFile file = new PrivateFile(folder, name(number));
        byte[] content =
                file.read().orElseThrow(() -> new IllegalStateException(file.path() + " is gone"));
        return PrivateKeyFile.read(new String(content, UTF_8), use)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        file.path() + " must hold a private key on P-256 (JWK)"));
    }

    private void write(long number) {
        new PrivateFile(folder, name(number)).write(PrivateKeyFile.fresh(use).getBytes(UTF_8));
    }

    private void remove(long number) {
        try {
            Files.deleteIfExists(folder.resolve(name(number)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder.resolve(name(number)), e);
        }
    }

    private String name(long number) {
        return use.file + number;
    }

    /** Of the files that there are, in order. */
    private List<Long> numbers() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches(use.file + "[1-9][0-9]{0,8}"))
                    .map(name -> Long.valueOf(name.substring(use.file.length())))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + folder, e);
        }
    }
}
