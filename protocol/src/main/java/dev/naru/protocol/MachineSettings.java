// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * How much a machine holds. Every machine of one cluster must be set up alike, since at a limit a
 * command is refused. A limit can be raised at a snapshot, never lowered: the machine refuses that.
 *
 * @param world whether time can be moved
 * @param participants 1 to {@link Limits#PARTICIPANTS}
 * @param accounts 1 to {@link Limits#ACCOUNTS}
 * @param openQuotes quotes in memory at one time, 1 to {@link Limits#OPEN_QUOTES}; quotes that were
 *     used or have expired are remembered in the same room until it is needed; one participant may
 *     have an eighth of them open, 4,096 at the least
 * @param openPayments 1 to {@link Limits#OPEN_PAYMENTS}
 * @param rememberedPayments payments in memory, open ones included, 1 to 100,000,000; 12 bytes of
 *     index are set aside for each at the start, and 112 bytes when it is there
 * @param rememberNs how long a payment is remembered at the least after its end, and a funding
 *     after it came, nanoseconds: in a live world at least {@link CorridorClocks#LONGEST_NS}, since
 *     an id that was refused must not be forgotten while the quote that it named can still pay, and
 *     nobody sends again or contradicts itself so late; in a sandbox 0 or more
 * @param recoveryItems open and closed ones together, 1 to {@link Limits#OPEN_RECOVERY_ITEMS};
 *     closed ones stay until their room is needed
 * @param payersADay payers whose sums of the day are kept, 1 to {@link Limits#PAYERS_A_DAY}
 * @param fundings funding ids that are remembered, 1 to {@link Limits#REMEMBERED_FUNDINGS}
 * @param authenticators cards, devices and payers together, and as many evidence rules, 1 to {@link
 *     Limits#AUTHENTICATORS}; 24 bytes of index are set aside for each at the start
 * @param challenges challenges in memory at one time, 1 to {@link Limits#CHALLENGES}; each is there
 *     for five minutes
 */
public record MachineSettings(
        World world,
        int participants,
        int accounts,
        int openQuotes,
        int openPayments,
        long rememberedPayments,
        long rememberNs,
        int recoveryItems,
        int payersADay,
        int fundings,
        int authenticators,
        int challenges) {
    private static final long MOST_REMEMBERED_PAYMENTS = 100_000_000;
    private static final long STANDARD_REMEMBERED_PAYMENTS = 2_000_000;
    private static final int STANDARD_AUTHENTICATORS = 1_000_000;
    private static final int STANDARD_CHALLENGES = 250_000;
    private static final long STANDARD_REMEMBER_NS = 180L * 86_400 * 1_000_000_000;

    public MachineSettings {
        check("participants", participants, 1, Limits.PARTICIPANTS);
        check("accounts", accounts, 1, Limits.ACCOUNTS);
        check("openQuotes", openQuotes, 1, Limits.OPEN_QUOTES);
        check("openPayments", openPayments, 1, Limits.OPEN_PAYMENTS);
        check("rememberedPayments", rememberedPayments, 1, MOST_REMEMBERED_PAYMENTS);
        check("rememberNs", rememberNs, 0, Long.MAX_VALUE / 2);
        if (world == World.LIVE && rememberNs < CorridorClocks.LONGEST_NS) {
            throw new IllegalArgumentException(
                    "rememberNs must be at least "
                            + CorridorClocks.LONGEST_NS
                            + " (30 days) in a live world, so that no quote outlives the memory of"
                            + " what was refused with it, not "
                            + rememberNs);
        }
        check("recoveryItems", recoveryItems, 1, Limits.OPEN_RECOVERY_ITEMS);
        check("payersADay", payersADay, 1, Limits.PAYERS_A_DAY);
        check("fundings", fundings, 1, Limits.REMEMBERED_FUNDINGS);
        check("authenticators", authenticators, 1, Limits.AUTHENTICATORS);
        check("challenges", challenges, 1, Limits.CHALLENGES);
    }

    /** The written limits, with two million payments remembered for at least 180 days. */
    public static MachineSettings standard(World world) {
        return new MachineSettings(
                world,
                Limits.PARTICIPANTS,
                Limits.ACCOUNTS,
                Limits.OPEN_QUOTES,
                Limits.OPEN_PAYMENTS,
                STANDARD_REMEMBERED_PAYMENTS,
                STANDARD_REMEMBER_NS,
                Limits.OPEN_RECOVERY_ITEMS,
                Limits.PAYERS_A_DAY,
                Limits.REMEMBERED_FUNDINGS,
                STANDARD_AUTHENTICATORS,
                STANDARD_CHALLENGES);
    }

    /** Other numbers of participants and accounts. */
    public MachineSettings withDirectory(int participants, int accounts) {
        return new MachineSettings(
                world,
                participants,
                accounts,
                openQuotes,
                openPayments,
                rememberedPayments,
                rememberNs,
                recoveryItems,
                payersADay,
                fundings,
                authenticators,
                challenges);
    }

    /** Other numbers of quotes and payments that are open at one time. */
    public MachineSettings withOpen(int openQuotes, int openPayments) {
        return new MachineSettings(
                world,
                participants,
                accounts,
                openQuotes,
                openPayments,
                rememberedPayments,
                rememberNs,
                recoveryItems,
                payersADay,
                fundings,
                authenticators,
                challenges);
    }

    /** Another memory of payments. */
    public MachineSettings withMemory(long rememberedPayments, long rememberNs) {
        return new MachineSettings(
                world,
                participants,
                accounts,
                openQuotes,
                openPayments,
                rememberedPayments,
                rememberNs,
                recoveryItems,
                payersADay,
                fundings,
                authenticators,
                challenges);
    }

    /** Other numbers of recovery items, payers of a day and fundings. */
    public MachineSettings withRecords(int recoveryItems, int payersADay, int fundings) {
        return new MachineSettings(
                world,
                participants,
                accounts,
                openQuotes,
                openPayments,
                rememberedPayments,
                rememberNs,
                recoveryItems,
                payersADay,
                fundings,
                authenticators,
                challenges);
    }

    /** Other numbers of cards, devices and payers, and of challenges. */
    public MachineSettings withEvidence(int authenticators, int challenges) {
        return new MachineSettings(
                world,
                participants,
                accounts,
                openQuotes,
                openPayments,
                rememberedPayments,
                rememberNs,
                recoveryItems,
                payersADay,
                fundings,
                authenticators,
                challenges);
    }

    private static void check(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    field + " must be from " + least + " to " + most + ", not " + value);
        }
    }
}
