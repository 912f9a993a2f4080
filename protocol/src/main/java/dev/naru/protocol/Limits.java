// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * The written limits. Every one is checked at the edge, and at the limit the hub refuses and stays
 * up.
 */
public final class Limits {
    /** Participants, and the largest participant id. */
    public static final int PARTICIPANTS = 4_096;

    /** Settlement groups, and the largest group id. */
    public static final int GROUPS = 1_024;

    /** Corridors, and the largest corridor id. */
    public static final int CORRIDORS = 4_096;

    /** Accounts of all kinds together. */
    public static final int ACCOUNTS = 1_000_000;

    /** Quotes that are neither used nor expired. */
    public static final int OPEN_QUOTES = 1_000_000;

    /** Payments that are held, reserved, dispatched or in doubt. */
    public static final int OPEN_PAYMENTS = 1_000_000;

    /** Recovery items that nobody has closed. */
    public static final int OPEN_RECOVERY_ITEMS = 100_000;

    /** Recovery items of one payment that nobody has closed. */
    public static final int OPEN_RECOVERY_ITEMS_OF_A_PAYMENT = 16;

    /** Payers whose sums of the day are kept. */
    public static final int PAYERS_A_DAY = 4_000_000;

    /** Funding records that are remembered, so that the same one sent again moves nothing. */
    public static final int REMEMBERED_FUNDINGS = 1_000_000;

    /** Cards, devices and payers that prove something, and evidence rules. */
    public static final int AUTHENTICATORS = 100_000_000;

    /** Challenges in memory at one time. */
    public static final int CHALLENGES = 2_000_000;

    /** Readers of events that are known at one time. */
    public static final int EVENT_READERS = 1_024;

    /** Bytes of one encoded command. */
    public static final int COMMAND_BYTES = 8 * 1024;

    /** Bytes of the opaque particulars inside a command. */
    public static final int PARTICULARS_BYTES = 6 * 1024;

    /** Transfers in one payment's chain. */
    public static final int CHAIN_TRANSFERS = 8;

    /** Tiers in one published rate. */
    public static final int RATE_TIERS = 8;

    /** Status enquiries that a corridor can schedule for one payment. */
    public static final int ENQUIRIES = 8;

    /** Rows in one page of a read. */
    public static final int PAGE_ROWS = 100;

    /** Characters of a participant's, group's or corridor's code. */
    public static final int CODE_LENGTH = 16;

    private Limits() {}
}
