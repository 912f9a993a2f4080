// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * Names one account of the ledger in 32 bits: its kind, whose it is, and its settlement group
 * (hence its currency).
 *
 * @param kind what the balance means
 * @param participantId whose it is, 1 to 4,096; 0 for accounts of the operator and of the
 *     settlement bank
 * @param groupId the settlement group, 1 to 1,024
 */
public record AccountId(AccountKind kind, int participantId, int groupId) {
    private static final AccountKind[] KINDS = AccountKind.values();

    public AccountId {
        Check.range("account.participantId", participantId, 0, Limits.PARTICIPANTS);
        Check.group("account.groupId", groupId);
        if ((participantId == 0) == kind.perParticipant()) {
            throw new IllegalArgumentException(
                    "account " + kind + " cannot be of participant " + participantId);
        }
    }

    /** The 32 bits: 4 of kind, 13 of participant, 11 of group (and 4 unused). */
    public int packed() {
        return kind.ordinal() << 24 | participantId << 11 | groupId;
    }

    /**
     * Unpacks what {@link #packed} made.
     *
     * @throws IllegalArgumentException when no account has these bits
     */
    public static AccountId ofPacked(int packed) {
        int kind = packed >>> 24;
        if (kind >= KINDS.length) {
            throw new IllegalArgumentException("no kind of account has the number " + kind);
        }
        return new AccountId(KINDS[kind], packed >>> 11 & 0x1FFF, packed & 0x7FF);
    }
}
