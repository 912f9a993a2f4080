// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/** What the scanner makes of a text. */
sealed interface Scan permits RawFields, Scan.Failed {
    /** The text does not follow the grammar. */
    record Failed(QrError error) implements Scan {}
}
