// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.util.Optional;

/**
 * A quote's number, given by the machine and rising with every quote. In text {@code qte_} and 13
 * characters of base 32 (Crockford's alphabet, lower case), which sorts as the number does.
 *
 * @param value 1 to 2^63-1
 */
public record QuoteId(long value) {
    private static final String PREFIX = "qte_";

    public QuoteId {
        Check.positive("quoteId", value);
    }

    /** Reads {@link #toString}'s form, empty when the text is anything else. */
    public static Optional<QuoteId> parse(String text) {
        long value = SortableText.read(PREFIX, text);
        return value < 1 ? Optional.empty() : Optional.of(new QuoteId(value));
    }

    @Override
    public String toString() {
        return SortableText.write(PREFIX, value);
    }
}
