// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A text from a code, which anyone may have written: show {@link #safe()}, keep {@link #raw()}.
 *
 * @param raw as it stands in the code
 */
public record DisplayText(String raw) {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    /** The text without any hazardous character. */
    public String safe() {
        if (hazards().isEmpty()) {
            return raw;
        }
        StringBuilder safe = new StringBuilder(raw.length());
        raw.codePoints()
                .filter(codePoint -> hazard(codePoint).isEmpty())
                .forEach(safe::appendCodePoint);
        return safe.toString();
    }

    /** What the text may do to a screen; empty for ordinary names. */
    public Set<DisplayHazard> hazards() {
        return hazardsIn(raw);
    }

    static Set<DisplayHazard> hazardsIn(String text) {
        Set<DisplayHazard> hazards = EnumSet.noneOf(DisplayHazard.class);
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (codePoint < ' ' || codePoint > '~') {
                hazard(codePoint).ifPresent(hazards::add);
            }
            i += Character.charCount(codePoint);
        }
        return Set.copyOf(hazards);
    }

    private static Optional<DisplayHazard> hazard(int codePoint) {
        if (isBidirectional(codePoint)) {
            return Optional.of(DisplayHazard.BIDIRECTIONAL);
        }
        // Burmese, Khmer and the Indic scripts need the joiners to be written rightly.
        if (codePoint == ZERO_WIDTH_JOINER || codePoint == ZERO_WIDTH_NON_JOINER) {
            return Optional.empty();
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    Optional.of(DisplayHazard.CONTROL);
            case Character.FORMAT -> Optional.of(DisplayHazard.INVISIBLE);
            case Character.PRIVATE_USE, Character.UNASSIGNED, Character.SURROGATE ->
                    Optional.of(DisplayHazard.UNPRINTABLE);
            default -> Optional.empty();
        };
    }

    /** Unicode's Bidi_Control property (UAX 9). */
    private static boolean isBidirectional(int codePoint) {
        return codePoint == 0x061C
                || codePoint == 0x200E
                || codePoint == 0x200F
                || (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }
}
