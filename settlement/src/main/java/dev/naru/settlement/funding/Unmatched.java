// SPDX-License-Identifier: Apache-2.0
package dev.naru.settlement.funding;

/** Why an entry of the bank is nobody's funding. */
public enum Unmatched {
    /** Money left the account. */
    NOT_A_CREDIT,
    /** It takes back an earlier entry. */
    REVERSAL,
    /** The bank has not booked it, or says something of its own. */
    NOT_BOOKED,
    /** Nothing reached the account. */
    NO_AMOUNT,
    /** One booking of several transactions, or its only transaction is not the whole of it. */
    SEVERAL_TRANSACTIONS,
    /** No member of the group is named in it. */
    PARTICIPANT_UNKNOWN,
    /** More than one member of the group is named in it. */
    PARTICIPANT_UNCLEAR
}
