// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.List;
import java.util.Optional;

/**
 * What a profile says of one field.
 *
 * @param tag which field
 * @param presence when it must be there
 * @param value what it must look like
 * @param tolerance what a breach counts as where it may be put up with
 * @param refusal how a breach is refused otherwise; empty leaves it to what was broken
 * @param inside what the fields in it must look like; none where it is no template
 */
public record FieldRule(
        int tag,
        Presence presence,
        ValueRule value,
        Optional<Tolerance> tolerance,
        Optional<QrErrorCode> refusal,
        List<FieldRule> inside) {
    /** Copies the list. */
    public FieldRule {
        inside = List.copyOf(inside);
    }

    /** When a field must be there. */
    public enum Presence {
        /** Always. */
        MANDATORY,
        /** In static codes. */
        MANDATORY_WHEN_STATIC,
        /** In dynamic codes. */
        MANDATORY_WHEN_DYNAMIC,
        /** Never. */
        OPTIONAL
    }

    /** The field must be there and look so. */
    public static FieldRule mandatory(int tag, ValueRule value) {
        return rule(tag, Presence.MANDATORY, value);
    }

    /** The field must be in static codes and look so. */
    public static FieldRule mandatoryWhenStatic(int tag, ValueRule value) {
        return rule(tag, Presence.MANDATORY_WHEN_STATIC, value);
    }

    /** The field must be in dynamic codes and look so. */
    public static FieldRule mandatoryWhenDynamic(int tag, ValueRule value) {
        return rule(tag, Presence.MANDATORY_WHEN_DYNAMIC, value);
    }

    /** The field looks so where it is there. */
    public static FieldRule optional(int tag, ValueRule value) {
        return rule(tag, Presence.OPTIONAL, value);
    }

    private static FieldRule rule(int tag, Presence presence, ValueRule value) {
        return new FieldRule(tag, presence, value, Optional.empty(), Optional.empty(), List.of());
    }

    /** This rule for a field that is a template, whose fields keep these rules. */
    public FieldRule holding(FieldRule... rules) {
        return new FieldRule(tag, presence, value, tolerance, refusal, List.of(rules));
    }

    /** This rule, a breach of which may be put up with as {@code named}. */
    public FieldRule orTolerate(Tolerance named) {
        return new FieldRule(tag, presence, value, Optional.of(named), refusal, inside);
    }

    /** This rule, a breach of which is refused as {@code code}. */
    public FieldRule orRefuse(QrErrorCode code) {
        return new FieldRule(tag, presence, value, tolerance, Optional.of(code), inside);
    }
}
