// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/** What the two digits of a length count. */
enum LengthUnit {
    /** Unicode code points, as EMVCo says and as almost every code does. */
    CHARACTERS,
    /** UTF-8 bytes, as a few writers do. */
    BYTES
}
