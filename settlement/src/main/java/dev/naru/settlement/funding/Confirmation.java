// SPDX-License-Identifier: Apache-2.0
package dev.naru.settlement.funding;

/** What a person's word makes of an entry. */
public enum Confirmation {
    /** There is no such entry. */
    UNKNOWN,
    /** It is nobody's funding. */
    UNMATCHED,
    /** The person is the one who brought it. */
    SAME_PERSON,
    /** Two people stand behind it: the machine is to record it. */
    AGREED,
    /** The machine has recorded it. */
    FUNDED
}
