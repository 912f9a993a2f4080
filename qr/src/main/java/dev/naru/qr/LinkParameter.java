// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/**
 * One parameter of a link, as it stands there: up to the first {@code =} the key, behind it the
 * value. A plus sign is a plus sign.
 *
 * @param key of any case
 * @param value not decoded, perhaps empty
 * @param offset where the key stands in the link, blanks before it not counted (UTF-16 units)
 */
public record LinkParameter(String key, String value, int offset) {
    /** The value with its percent-encoding undone where that is not broken, to be shown. */
    public DisplayText shown() {
        return new DisplayText(PercentText.decodedOrRaw(value));
    }

    /** Where the value stands. */
    int valueOffset() {
        return offset + key.length() + 1;
    }

    /** The key only. */
    @Override
    public String toString() {
        return "LinkParameter[" + key + "]";
    }
}
