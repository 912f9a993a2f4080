// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.snapshot;

/**
 * The parts of a snapshot, in the order in which they are written, but for {@link #END}, which is
 * always the last: append only.
 */
public enum Section {
    /** Version and settings. */
    HEADER,
    /** Time, event number and counters. */
    CLOCK,
    /** Participants by id. */
    PARTICIPANTS,
    /** Settlement groups by id, with their accounts and windows. */
    GROUPS,
    /** Members by group and participant, with their accounts. */
    MEMBERS,
    /** Corridors by id. */
    CORRIDORS,
    /** Published rates by pair and provider. */
    RATES,
    /** Quotes by slot. */
    QUOTES,
    /** Payments by number. */
    PAYMENTS,
    /** Payers' sums in the order in which they began. */
    PAYERS,
    /** Fundings in the order in which they came. */
    FUNDINGS,
    /** Recovery items by number. */
    RECOVERY_ITEMS,
    /** Nothing; a snapshot without it is cut short. */
    END,
    /** Readers of events by name. */
    EVENT_READERS,
    /** Cards, devices, payers, evidence rules, and challenges by number. */
    EVIDENCE
}
