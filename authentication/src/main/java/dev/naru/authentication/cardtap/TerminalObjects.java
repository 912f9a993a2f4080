// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.formats.emv.ByteString;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a card is told of the transaction: the objects whose source is the terminal, by tag. All of
 * it is the server's; the telephone only puts it where the card asks for it.
 */
public final class TerminalObjects {
    /** 9F37: what nobody can foretell, 4 bytes. */
    public static final int UNPREDICTABLE_NUMBER = 0x9F37;

    /** 9F02: the amount, 12 digits. */
    public static final int AMOUNT = 0x9F02;

    /** 5F2A: the currency, 3 digits. */
    public static final int CURRENCY = 0x5F2A;

    /** 9F7C: the merchant's own data, 20 bytes, which is where the transaction's hash goes. */
    public static final int MERCHANT_DATA = 0x9F7C;

    private static final int HASH = 20;

    private final Map<Integer, ByteString> values;

    /**
     * Data of these values.
     *
     * @throws IllegalArgumentException when number, amount or currency is not there in its length,
     *     or the merchant's data is and has not
     */
    public TerminalObjects(Map<Integer, ByteString> values) {
        this.values = Map.copyOf(values);
        if (need(UNPREDICTABLE_NUMBER).length() != 4
                || need(AMOUNT).length() != 6
                || need(CURRENCY).length() != 2) {
            throw new IllegalArgumentException("9F37, 9F02 and 5F2A must have 4, 6 and 2 bytes");
        }
        if (find(MERCHANT_DATA).filter(hash -> hash.length() != HASH).isPresent()) {
            throw new IllegalArgumentException("9F7C must have 20 bytes");
        }
    }

    /** The value of this tag. */
    public Optional<ByteString> find(int tag) {
        return Optional.ofNullable(values.get(tag));
    }

    /** All values by tag, the lowest tag first. */
    public SortedMap<Integer, ByteString> values() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TerminalObjects that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** The value of one of the three that are always there. */
    ByteString need(int tag) {
        return find(tag)
                .orElseThrow(() -> new IllegalArgumentException("%X must be given".formatted(tag)));
    }
}
