// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sets of an enum's constants as one bit each, all made once so that reading one makes nothing. */
final class BitSets {
    private BitSets() {}

    /** Every set of these constants, at the place that its bits name. */
    static <E extends Enum<E>> List<Set<E>> all(E[] constants) {
        List<Set<E>> sets = new ArrayList<>();
        for (int mask = 0; mask < 1 << constants.length; mask++) {
            Set<E> set = new HashSet<>();
            for (E constant : constants) {
                if ((mask & 1 << constant.ordinal()) != 0) {
                    set.add(constant);
                }
            }
            sets.add(Set.copyOf(set));
        }
        return List.copyOf(sets);
    }

    /** The bits of a set. */
    static <E extends Enum<E>> int mask(E[] constants, Set<E> set) {
        int mask = 0;
        for (E constant : constants) {
            if (set.contains(constant)) {
                mask |= 1 << constant.ordinal();
            }
        }
        return mask;
    }
}
