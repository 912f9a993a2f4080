// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.Optional;

/**
 * What a profile says of one field.
 *
 * @param tag which field
 * @param presence when it must be there
 * @param value what it must look like
 * @param tolerance what a breach counts as where it may be put up with
 * @param refusal how a breach is refused otherwise; empty leaves it to what was broken
 */
public record FieldRule(
        int tag,
        Presence presence,
        ValueRule value,
        Optional<Tolerance> tolerance,
        Optional<QrErrorCode> refusal) {
    /** When a field must be there. */
    public enum Presence {
        /** Always. */
        MANDATORY,
        /** In static codes. */
        MANDATORY_WHEN_STATIC,
        /** Never. */
        OPTIONAL
    }

    /** The field must be there and look so. */
    public static FieldRule mandatory(int tag, ValueRule value) {
        return new FieldRule(tag, Presence.MANDATORY, value, Optional.empty(), Optional.empty());
    }

    /** The field must be in static codes and look so. */
    public static FieldRule mandatoryWhenStatic(int tag, ValueRule value) {
        return new FieldRule(
                tag, Presence.MANDATORY_WHEN_STATIC, value, Optional.empty(), Optional.empty());
    }

    /** The field looks so where it is there. */
    public static FieldRule optional(int tag, ValueRule value) {
        return new FieldRule(tag, Presence.OPTIONAL, value, Optional.empty(), Optional.empty());
    }

    /** This rule, a breach of which may be put up with as {@code named}. */
    public FieldRule orTolerate(Tolerance named) {
        return new FieldRule(tag, presence, value, Optional.of(named), refusal);
    }

    /** This rule, a breach of which is refused as {@code code}. */
    public FieldRule orRefuse(QrErrorCode code) {
        return new FieldRule(tag, presence, value, tolerance, Optional.of(code));
    }
}
