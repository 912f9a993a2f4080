// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/** What can stand around a code and be looked through; the text is kept as it was scanned. */
public enum Wrapping {
    /** A byte order mark, blanks or line ends before or behind the code, as scanners add them. */
    BLANK_ENDS,
    /** The code is the last part of a web link's path (Uzbekistan's {@code qr-online.uz}). */
    LINK,
    /** Some of the code's characters, or all of them, are written as {@code %} and two digits. */
    PERCENT_ENCODING
}
