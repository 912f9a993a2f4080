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
 */
public record AccountRule(
        int firstTag, int lastTag, Recognition recognition, List<FieldRule> fields) {
    /** Copies the list. */
    public AccountRule {
        fields = List.copyOf(fields);
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
}
