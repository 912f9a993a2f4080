// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.util.List;
import java.util.Optional;

/**
 * What is worth keeping of the other side's answer and the machine does not decide on: it travels
 * opaque through {@link Command.RecordAnswer} into the event that follows. A text that is not known
 * is empty.
 *
 * @param schemeReference the scheme's own name for the payment, at most 35 ASCII characters
 * @param messageSha256 of the raw message that was received: 64 of 0-9 and a-f, or empty
 * @param rawStatus what the message said in the link's own words (ACSC, RJCT ...), at most 35 ASCII
 *     characters
 */
public record AnswerParticulars(String schemeReference, String messageSha256, String rawStatus) {
    /** Nothing is known. */
    public static final AnswerParticulars NONE = new AnswerParticulars("", "", "");

    private static final int KIND = 2;
    private static final int TEXTS = 3;
    private static final int SHA256_LENGTH = 64;

    public AnswerParticulars {
        TextFields.ascii("schemeReference", schemeReference, 35);
        boolean hex = messageSha256.chars().allMatch(c -> "0123456789abcdef".indexOf(c) >= 0);
        if (!hex || (!messageSha256.isEmpty() && messageSha256.length() != SHA256_LENGTH)) {
            throw new IllegalArgumentException("messageSha256 must be empty or 64 of 0-9 and a-f");
        }
        TextFields.ascii("rawStatus", rawStatus, 35);
    }

    /** The wire form. */
    public Bytes toBytes() {
        return TextFields.write(KIND, List.of(schemeReference, messageSha256, rawStatus));
    }

    /** Reads {@link #toBytes}'s form, empty when the bytes are anything else. */
    public static Optional<AnswerParticulars> read(Bytes bytes) {
        try {
            return TextFields.read(KIND, TEXTS, bytes)
                    .map(texts -> new AnswerParticulars(texts.get(0), texts.get(1), texts.get(2)));
        } catch (IllegalArgumentException outOfRange) {
            return Optional.empty();
        }
    }
}
