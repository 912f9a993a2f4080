// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.formats.emv.ByteString;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys of payment systems that a hub was given. A file has a line for each: kind ({@code TEST},
 * {@code LIVE}), provider, index, exponent, modulus, last month ({@code 2031-12}) and check sum,
 * parted by blanks; numbers in hexadecimal digits. Lines that begin with {@code #} are notes. A
 * provider that is no {@link Brand}'s is refused, since no card would ever be judged by its key.
 */
public final class AuthorityKeys {
    private static final int CELLS = 7;
    private static final int PROVIDER_LENGTH = 5;

    /** Of the modulus, in bytes (Book 2, annex D1). */
    private static final int LONGEST = 248;

    private static final int SHORTEST = 64;
    private static final Pattern HEX = Pattern.compile("([0-9A-Fa-f]{2})+");

    private final Map<Name, AuthorityKey> keys;

    private record Name(ByteString provider, int index) {}

    private AuthorityKeys(Map<Name, AuthorityKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    /** What came of reading a file. */
    public sealed interface Loaded {
        /** Every line is right. */
        record Keys(AuthorityKeys keys) implements Loaded {}

        /**
         * At least one is not, and none is loaded.
         *
         * @param mistakes a sentence for each, with the line's number from 1 on
         */
        record Mistaken(List<String> mistakes) implements Loaded {
            /** Copies the list. */
            public Mistaken {
                mistakes = List.copyOf(mistakes);
            }
        }
    }

    /** Reads a file's lines. */
    public static Loaded load(List<String> lines) {
        Map<Name, AuthorityKey> keys = new HashMap<>();
        List<String> mistakes = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String mistake = take(line.split("\\s+"), keys);
            if (!mistake.isEmpty()) {
                mistakes.add("line " + (i + 1) + ": " + mistake);
            }
        }
        return mistakes.isEmpty()
                ? new Loaded.Keys(new AuthorityKeys(keys))
                : new Loaded.Mistaken(mistakes);
    }

    /** The key of this provider and index. */
    public Optional<AuthorityKey> find(ByteString provider, int index) {
        return Optional.ofNullable(keys.get(new Name(provider, index)));
    }

    /** What is wrong with the line, or nothing when its key was taken. */
    private static String take(String[] cells, Map<Name, AuthorityKey> keys) {
        if (cells.length != CELLS) {
            return "must have kind, provider, index, exponent, modulus, last month and check sum";
        }
        Optional<AuthorityKey.Kind> kind = kind(cells[0]);
        if (kind.isEmpty()) {
            return "the kind must be TEST or LIVE";
        }
        for (int i : new int[] {1, 2, 3, 4, 6}) {
            if (!HEX.matcher(cells[i]).matches()) {
                return "all but kind and month must be pairs of hexadecimal digits";
            }
        }
        ByteString provider = ByteString.ofHex(cells[1]);
        ByteString index = ByteString.ofHex(cells[2]);
        Optional<Integer> exponent = RsaKey.exponent(ByteString.ofHex(cells[3]));
        ByteString modulus = ByteString.ofHex(cells[4]);
        if (provider.length() != PROVIDER_LENGTH || index.length() != 1) {
            return "the provider must have 5 bytes, the index one";
        }
        if (Brand.of(provider).isEmpty()) {
            return "the provider must be one whose cards can be read: " + Brand.providers();
        }
        if (exponent.isEmpty()) {
            return "the exponent must be 03 or 010001";
        }
        if (modulus.length() < SHORTEST || modulus.length() > LONGEST || modulus.at(0) == 0) {
            return "the modulus must have 64 to 248 bytes, the first of them not zero";
        }
        Optional<YearMonth> lastMonth = month(cells[5]);
        if (lastMonth.isEmpty()) {
            return "the last month must be of the form 2031-12";
        }
        AuthorityKey key =
                new AuthorityKey(
                        provider,
                        index.at(0),
                        kind.get(),
                        new RsaKey(RsaKey.number(modulus), exponent.get()),
                        lastMonth.get());
        if (!key.checkSum().equals(ByteString.ofHex(cells[6]))) {
            return "the check sum is of another key";
        }
        return keys.putIfAbsent(new Name(provider, index.at(0)), key) == null
                ? ""
                : "there is a key of this provider and index already";
    }

    private static Optional<AuthorityKey.Kind> kind(String text) {
        for (AuthorityKey.Kind kind : AuthorityKey.Kind.values()) {
            if (kind.name().equals(text)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static Optional<YearMonth> month(String text) {
        try {
            return Optional.of(YearMonth.parse(text));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }
}
