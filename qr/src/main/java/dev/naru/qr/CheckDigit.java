// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/** Which check the digits of a value must pass. */
public enum CheckDigit {
    /** None. */
    NONE,
    /** Luhn over all digits of the value, other characters skipped. */
    LUHN,
    /** Luhn when the value has exactly 16 characters; shorter forms leave the check digit out. */
    LUHN_AT_16,
    /** Luhn when the value has exactly 19 characters; shorter forms leave the check digit out. */
    LUHN_AT_19,
    /** No digit but the calendar's check: a day YYYYMMDD, or a moment YYYYMMDDHHMMSS. */
    CALENDAR
}
