// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.List;
import java.util.Set;

/**
 * How a profile knows a merchant account of its scheme, and what it asks of it.
 *
 * @param firstTag the first root field where such an account may stand, 2 to 51
 * @param lastTag the last one
 * @param recognition how the account is known
 * @param fields what its sub-fields must look like once it is known
 * @param payees the sub-fields that name the payee each in another way, of which it must have one;
 *     none where {@code fields} say it all
 */
public record AccountRule(
        int firstTag,
        int lastTag,
        Recognition recognition,
        List<FieldRule> fields,
        List<Integer> payees) {
    /** Copies the lists. */
    public AccountRule {
        fields = List.copyOf(fields);
        payees = List.copyOf(payees);
    }

    /** An account in one of these root fields, whose sub-fields keep these rules. */
    static AccountRule of(int firstTag, int lastTag, Recognition recognition, FieldRule... fields) {
        return new AccountRule(firstTag, lastTag, recognition, List.of(fields), List.of());
    }

    /** An account that has exactly one of these sub-fields. */
    AccountRule withOneOf(Integer... tags) {
        return new AccountRule(firstTag, lastTag, recognition, fields, List.of(tags));
    }

    /** How an account is known. */
    public sealed interface Recognition {}

    /**
     * By the globally unique identifier in sub-field 00, compared without regard to the case of
     * ASCII letters since most are domain names.
     *
     * @param identifiers the identifiers of the scheme
     */
    public record ByIdentifier(Set<String> identifiers) implements Recognition {
        /** Copies the set. */
        public ByIdentifier {
            identifiers = Set.copyOf(identifiers);
        }

        static ByIdentifier of(String... identifiers) {
            return new ByIdentifier(Set.of(identifiers));
        }

        boolean knows(RawFields raw, int index) {
            for (String identifier : identifiers) {
                if (raw.isIgnoringAsciiCase(index, identifier)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * By what it holds, for schemes whose accounts carry each acquirer's own identifier. It counts
     * only in a code of the scheme's own country and currency.
     *
     * @param sign the sub-field that gives it away
     * @param exceptCategories merchant categories (52) under which it is something else
     */
    public record ByContent(FieldRule sign, Set<String> exceptCategories) implements Recognition {
        /** Copies the set. */
        public ByContent {
            exceptCategories = Set.copyOf(exceptCategories);
        }
    }

    /**
     * By its whole value, for the plain numbers in 02 to 25. It counts only in a code of the
     * scheme's own country and currency.
     *
     * @param value what it looks like
     */
    public record ByValue(ValueRule value) implements Recognition {}
}
