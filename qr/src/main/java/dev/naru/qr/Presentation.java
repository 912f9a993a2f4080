// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/** Whether a code is for one payment or for many (field 01). */
public enum Presentation {
    /** The same code for many payments; the payer usually enters the amount. */
    STATIC("11"),
    /** A code for one payment. */
    DYNAMIC("12"),
    /** The code does not say. */
    UNSTATED("");

    private final String value;

    Presentation(String value) {
        this.value = value;
    }

    /** The value of field 01, or empty when the field is left out. */
    String value() {
        return value;
    }

    /** The second digit of 01 tells; the first one is the medium. */
    static Presentation of(RawFields raw) {
        int index = raw.find(RawFields.ROOT, Tags.PRESENTATION);
        if (index == RawFields.NONE || raw.isEmpty(index)) {
            return UNSTATED;
        }
        return switch (raw.text().charAt(raw.end(index) - 1)) {
            case '1' -> STATIC;
            case '2' -> DYNAMIC;
            default -> UNSTATED;
        };
    }
}
