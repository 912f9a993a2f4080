// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.util.List;
import java.util.Optional;

/**
 * What is worth keeping of the other side's answer and the machine does not decide on: it travels
 * opaque through {@link Command.RecordAnswer} into the event that follows, with the message itself
 * behind it ({@link KeptMessages}). A text that is not known is empty.
 *
 * @param schemeReference the scheme's own name for the payment, at most 35 ASCII characters
 * @param rawStatus what the message said in the link's own words (ACSC, RJCT ...), at most 35 ASCII
 *     characters
 */
public record AnswerParticulars(String schemeReference, String rawStatus) {
    /** Nothing is known. */
    public static final AnswerParticulars NONE = new AnswerParticulars("", "");

    private static final int KIND = 2;
    private static final int TEXTS = 3;

    /** Where a hash stood, before the message itself was kept. */
    private static final String NO_LONGER_USED = "";

    public AnswerParticulars {
        TextFields.ascii("schemeReference", schemeReference, 35);
        TextFields.ascii("rawStatus", rawStatus, 35);
    }

    /** The wire form. */
    public Bytes toBytes() {
        return TextFields.write(KIND, List.of(schemeReference, NO_LONGER_USED, rawStatus));
    }

    /** Reads {@link #toBytes}'s form, empty when the bytes are anything else. */
    public static Optional<AnswerParticulars> read(Bytes bytes) {
        try {
            return TextFields.read(KIND, TEXTS, bytes)
                    .map(texts -> new AnswerParticulars(texts.get(0), texts.get(2)));
        } catch (IllegalArgumentException outOfRange) {
            return Optional.empty();
        }
    }
}
