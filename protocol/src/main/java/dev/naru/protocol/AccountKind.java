// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/** What an account's balance means. The order is the wire's: append only. */
public enum AccountKind {
    /** Net of the participant's open window; a credit balance is owed to the participant. */
    POSITION,
    /** Closed and not yet settled; a credit balance is owed to the participant. */
    OBLIGATION,
    /** Prefunding paid in by the participant; never a debit balance. */
    LIQUIDITY,
    /** Cash at the group's settlement bank; a debit balance. */
    SETTLEMENT_BANK,
    /** Fees that the operator earned. */
    OPERATOR_FEE,
    /** Residues of rounding. */
    OPERATOR_ROUNDING,
    /** Money that waits for a decision. */
    OPERATOR_SUSPENSE,
    /** Money frozen by order. */
    OPERATOR_FROZEN,
    /** Losses that the operator bears. */
    OPERATOR_LOSS;

    /** Whether each participant has one of its own in a group; the others exist once a group. */
    public boolean perParticipant() {
        return this == POSITION || this == OBLIGATION || this == LIQUIDITY;
    }
}
