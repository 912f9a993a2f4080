// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/** What the scanner makes of the bytes of a consumer-presented code. */
sealed interface BerScan permits BerFields, BerScan.Failed {
    /** The bytes do not follow the grammar. */
    record Failed(QrError error) implements BerScan {}
}
