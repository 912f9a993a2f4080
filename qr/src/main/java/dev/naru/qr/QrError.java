// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/**
 * What is wrong with a code, and where.
 *
 * @param code what is wrong
 * @param offset where, as an index into the text (UTF-16 units, 0 to the text's length); when
 *     something is missing, where it was looked for
 * @param field the field as its tags joined by a hyphen ({@code 54}, {@code 26-01}), or empty when
 *     the text as a whole is meant
 */
public record QrError(QrErrorCode code, int offset, String field) {
    /** A sentence for the person who scanned the code. */
    public String english() {
        return code.english();
    }

    /** The same in Korean. */
    public String korean() {
        return code.korean();
    }
}
