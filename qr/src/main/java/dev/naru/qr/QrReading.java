// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/** What came of reading a text: a code, or why it was refused. Neither is ever an exception. */
public sealed interface QrReading permits MerchantCode, QrReading.Refused {
    /** Exactly the text that was read. */
    String text();

    /**
     * The text was refused.
     *
     * @param text exactly what was read
     * @param error the first thing that is wrong
     */
    record Refused(String text, QrError error) implements QrReading {
        /** Without the text, of which nothing is known. */
        @Override
        public String toString() {
            return "Refused[" + error + "]";
        }
    }
}
