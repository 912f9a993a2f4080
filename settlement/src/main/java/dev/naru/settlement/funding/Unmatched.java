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
    /** One booking of several transactions, of which it does not say whose each is. */
    SEVERAL_TRANSACTIONS,
    /** No member of the group is named in it. */
    PARTICIPANT_UNKNOWN,
    /** More than one member of the group is named in it. */
    PARTICIPANT_UNCLEAR
}
