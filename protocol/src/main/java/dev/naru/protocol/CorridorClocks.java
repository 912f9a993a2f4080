// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.util.List;

/**
 * How long everybody has in a corridor; all in nanoseconds.
 *
 * @param quoteNs how long a quote lives at the most
 * @param dispatchNs how long a reservation may wait for its dispatch before it expires
 * @param answerNs how long after the dispatch the other side may take before the payment is in
 *     doubt
 * @param executionNs how long after the dispatch the other side may still execute; not shorter than
 *     answerNs
 * @param enquiriesNs when status enquiries fall due, counted from the moment of doubt, rising; at
 *     most 8
 * @param notFoundRule what "not found" means; {@link NotFoundRule#ENDS_AFTER_DEADLINE} needs an
 *     enquiry that falls due after executionNs, since no other answer could prove anything
 */
public record CorridorClocks(
        long quoteNs,
        long dispatchNs,
        long answerNs,
        long executionNs,
        List<Long> enquiriesNs,
        NotFoundRule notFoundRule) {
    private static final long SECOND = 1_000_000_000L;

    /** The longest that any of a corridor's clocks can be, so also the longest life of a quote. */
    public static final long LONGEST_NS = 30L * 24 * 3600 * SECOND;

    /**
     * Quote 600 s, dispatch 10 s, answer 12 s, execution 60 s, enquiries at 0, 15, 60 s, 10 min and
     * 1 h. "Not found" proves nothing: that it does is a promise of the link's rules, which nobody
     * may take for granted.
     */
    public static final CorridorClocks STANDARD =
            new CorridorClocks(
                    600 * SECOND,
                    10 * SECOND,
                    12 * SECOND,
                    60 * SECOND,
                    List.of(0L, 15 * SECOND, 60 * SECOND, 600 * SECOND, 3600 * SECOND),
                    NotFoundRule.NEVER_ENDS);

    public CorridorClocks {
        Check.range("clocks.quoteNs", quoteNs, 1, LONGEST_NS);
        Check.range("clocks.dispatchNs", dispatchNs, 1, LONGEST_NS);
        Check.range("clocks.answerNs", answerNs, 1, LONGEST_NS);
        Check.range("clocks.executionNs", executionNs, answerNs, LONGEST_NS);
        enquiriesNs = List.copyOf(enquiriesNs);
        Check.size("clocks.enquiriesNs", enquiriesNs.size(), Limits.ENQUIRIES);
        long before = -1;
        for (long enquiry : enquiriesNs) {
            before = Check.range("clocks.enquiriesNs", enquiry, before + 1, LONGEST_NS);
        }
        boolean isAskedAfterExecution = before >= 0 && before > executionNs - answerNs;
        if (notFoundRule == NotFoundRule.ENDS_AFTER_DEADLINE && !isAskedAfterExecution) {
            throw new IllegalArgumentException(
                    "clocks.notFoundRule ENDS_AFTER_DEADLINE needs an enquiry after executionNs");
        }
    }

    /** The same with another meaning of "not found". */
    public CorridorClocks withNotFound(NotFoundRule rule) {
        return new CorridorClocks(quoteNs, dispatchNs, answerNs, executionNs, enquiriesNs, rule);
    }
}
