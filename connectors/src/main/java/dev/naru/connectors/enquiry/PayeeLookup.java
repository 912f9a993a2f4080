// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.enquiry;

/** Asks a scheme who would be paid (acmt.023, or the scheme's own form). Safe for many threads. */
public interface PayeeLookup {
    /**
     * Asks once, within the link's own time-out. It never throws and never asks again by itself: a
     * scheme that is slow today must not be met by a storm of repeats.
     */
    LookupResult look(PayeeQuestion question);

    /**
     * Whether it is worth asking now: {@link LinkState#DOWN} while the scheme answers no look-ups,
     * and also while payments to it do not go through, for nobody should scan what they cannot pay.
     */
    LinkState state();
}
