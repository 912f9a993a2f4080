// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the fields of a code against rules and keeps what it finds: the first refusal, and every
 * deviation.
 */
final class RuleCheck {
    private static final int MAX_AMOUNT_LENGTH = 13;
    private static final int MAX_PERCENT_LENGTH = 5;
    private static final int NO_TAG = -1;

    private final RawFields raw;
    private final Presentation presentation;

    /** Most codes have none and need no list. */
    private List<Deviation> deviations = List.of();

    private @Nullable QrError refusal;

    RuleCheck(RawFields raw, Presentation presentation) {
        this.raw = raw;
        this.presentation = presentation;
    }

    void refuse(QrErrorCode code, int offset, String field) {
        if (refusal == null) {
            refusal = new QrError(code, offset, field);
        }
    }

    void deviate(Tolerance tolerance, int offset, String field) {
        if (deviations.isEmpty()) {
            deviations = new ArrayList<>();
        }
        deviations.add(new Deviation(tolerance, offset, field));
    }

    /** Every deviation in the order in which they were found. */
    List<Deviation> deviations() {
        return deviations;
    }

    /** The first thing that cannot be accepted by someone who puts up with {@code tolerated}. */
    Optional<QrError> refusal(Set<Tolerance> tolerated) {
        if (refusal != null) {
            return Optional.of(refusal);
        }
        for (Deviation deviation : deviations) {
            Tolerance tolerance = deviation.tolerance();
            if (!tolerated.contains(tolerance)) {
                return Optional.of(
                        new QrError(tolerance.refusal(), deviation.offset(), deviation.field()));
            }
        }
        return Optional.empty();
    }

    /** What the specification asks of every code, in the order in which a person is told. */
    void specification() {
        fields(RawFields.ROOT, SchemeProfiles.EMVCO);
        shapes();
        amount(Tags.AMOUNT, MAX_AMOUNT_LENGTH);
        tip();
    }

    /** What a scheme asks of a code that holds an account of it. */
    void scheme(SchemeProfile profile) {
        if (raw.text().codePointCount(0, raw.text().length()) > profile.maxLength()) {
            refuse(QrErrorCode.TOO_LONG, profile.maxLength(), "");
        }
        own(Tags.CURRENCY, profile.currencies(), Tolerance.OTHER_CURRENCY, profile);
        own(Tags.COUNTRY, profile.countries(), Tolerance.OTHER_COUNTRY, profile);
        fields(RawFields.ROOT, profile.fields());
        decimals(Tags.AMOUNT, profile.amountDecimals());
        decimals(Tags.TIP_FIXED, profile.amountDecimals());
    }

    private void own(int tag, List<String> values, Tolerance otherwise, SchemeProfile profile) {
        int index = raw.find(RawFields.ROOT, tag);
        if (values.isEmpty() || index == RawFields.NONE || raw.isEmpty(index)) {
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            if (raw.is(index, values.get(i))) {
                return;
            }
        }
        if (profile.tolerated().contains(otherwise)) {
            deviate(otherwise, raw.start(index), raw.path(index));
        } else {
            refuse(otherwise.refusal(), raw.start(index), raw.path(index));
        }
    }

    /** What a rule asks of an account that it knows. */
    void account(int index, AccountRule rule) {
        fields(index, rule.fields());
        if (rule.payees().isEmpty()) {
            return;
        }
        int found = RawFields.NONE;
        for (int i = 0; i < rule.payees().size(); i++) {
            int payee = raw.find(index, rule.payees().get(i));
            if (payee != RawFields.NONE && found != RawFields.NONE) {
                // Two payees in one account: nobody can know which of them is shown and paid.
                refuse(QrErrorCode.FIELD_UNEXPECTED, raw.start(payee), raw.path(payee));
            }
            found = payee == RawFields.NONE ? found : payee;
        }
        if (found == RawFields.NONE) {
            String field = raw.path(index, rule.payees().getFirst());
            refuse(QrErrorCode.FIELD_MISSING, raw.end(index), field);
        }
    }

    /** What rules ask of the fields inside {@code parent}. */
    private void fields(int parent, List<FieldRule> rules) {
        int tag = NO_TAG;
        int index = RawFields.NONE;
        for (int i = 0; i < rules.size(); i++) {
            FieldRule rule = rules.get(i);
            // Several rules in a row are often of one field.
            if (rule.tag() != tag) {
                tag = rule.tag();
                index = raw.find(parent, tag);
            }
            field(parent, index, rule);
        }
    }

    private void field(int parent, int index, FieldRule rule) {
        if (index == RawFields.NONE) {
            if (isMandatory(rule.presence())) {
                int lookedAt = parent == RawFields.ROOT ? raw.text().length() : raw.end(parent);
                broken(rule, QrErrorCode.FIELD_MISSING, lookedAt, parent);
            }
            return;
        }
        if (parent != RawFields.ROOT && raw.isEmpty(index) && isMandatory(rule.presence())) {
            // Whatever a scheme puts up with elsewhere: nobody is paid through an empty field.
            broken(rule, QrErrorCode.LENGTH_ZERO, raw.start(index), parent);
            return;
        }
        QrErrorCode breach = rule.value().breach(raw.text(), raw.start(index), raw.end(index));
        if (breach != null) {
            broken(rule, rule.refusal().orElse(breach), raw.start(index), parent);
        }
        if (!rule.inside().isEmpty()) {
            if (raw.isTemplate(index)) {
                fields(index, rule.inside());
            } else {
                broken(rule, QrErrorCode.TEMPLATE_MALFORMED, raw.start(index), parent);
            }
        }
    }

    private boolean isMandatory(FieldRule.Presence presence) {
        return switch (presence) {
            case MANDATORY -> true;
            case MANDATORY_WHEN_STATIC -> presentation == Presentation.STATIC;
            case MANDATORY_WHEN_DYNAMIC -> presentation == Presentation.DYNAMIC;
            case OPTIONAL -> false;
        };
    }

    private void broken(FieldRule rule, QrErrorCode code, int offset, int parent) {
        String field = raw.path(parent, rule.tag());
        Optional<Tolerance> tolerance = rule.tolerance();
        if (tolerance.isPresent()) {
            deviate(tolerance.get(), offset, field);
        } else {
            refuse(code, offset, field);
        }
    }

    /** Deviations that the fields show whatever their tags mean. */
    private void shapes() {
        for (int index = 0; index < raw.count(); index++) {
            int tag = raw.tag(index);
            boolean empty = raw.isEmpty(index);
            if (empty) {
                deviate(Tolerance.EMPTY_VALUE, raw.start(index), raw.path(index));
            } else if (raw.parent(index) == RawFields.ROOT && !raw.isTemplate(index)) {
                if (TlvScanner.isSpecified(tag)) {
                    deviate(Tolerance.PLAIN_TEMPLATE, raw.start(index), raw.path(index));
                } else if (TlvScanner.isUnreserved(tag)) {
                    deviate(Tolerance.PLAIN_UNRESERVED, raw.start(index), raw.path(index));
                }
            }
        }
        int additional = raw.find(RawFields.ROOT, Tags.ADDITIONAL);
        if (additional != RawFields.NONE) {
            int identifier = raw.find(additional, Tags.IDENTIFIER);
            if (identifier != RawFields.NONE) {
                deviate(Tolerance.SUB00_IN_62, raw.start(identifier), raw.path(identifier));
            }
        }
    }

    private void amount(int tag, int maxLength) {
        int index = raw.find(RawFields.ROOT, tag);
        if (index == RawFields.NONE) {
            return;
        }
        int start = raw.start(index);
        int end = raw.end(index);
        if (end - start > maxLength
                || QrAmount.decimals(raw.text(), start, end) == QrAmount.NO_AMOUNT) {
            refuse(QrErrorCode.AMOUNT_FORMAT, start, raw.path(index));
        } else if (QrAmount.isZero(raw.text(), start, end)) {
            deviate(Tolerance.ZERO_AMOUNT, start, raw.path(index));
        }
    }

    private void decimals(int tag, int allowed) {
        int index = raw.find(RawFields.ROOT, tag);
        if (index == RawFields.NONE) {
            return;
        }
        if (QrAmount.decimals(raw.text(), raw.start(index), raw.end(index)) > allowed) {
            refuse(QrErrorCode.AMOUNT_DECIMALS, raw.start(index), raw.path(index));
        }
    }

    /** 55 says which of 56 and 57 holds; the other one, or one without 55, means nothing. */
    private void tip() {
        int indicator = raw.find(RawFields.ROOT, Tags.TIP);
        if (indicator == RawFields.NONE
                || raw.isEmpty(indicator)
                || raw.is(indicator, Tip.PROMPT)) {
            extraTip(Tags.TIP_FIXED);
            extraTip(Tags.TIP_PERCENT);
        } else if (raw.is(indicator, Tip.FIXED)) {
            neededTip(Tags.TIP_FIXED);
            amount(Tags.TIP_FIXED, MAX_AMOUNT_LENGTH);
            extraTip(Tags.TIP_PERCENT);
        } else if (raw.is(indicator, Tip.PERCENT)) {
            neededTip(Tags.TIP_PERCENT);
            amount(Tags.TIP_PERCENT, MAX_PERCENT_LENGTH);
            percentage();
            extraTip(Tags.TIP_FIXED);
        } else {
            refuse(QrErrorCode.TIP_INCONSISTENT, raw.start(indicator), raw.path(indicator));
        }
    }

    private void neededTip(int tag) {
        if (raw.find(RawFields.ROOT, tag) == RawFields.NONE) {
            refuse(
                    QrErrorCode.TIP_INCONSISTENT,
                    raw.text().length(),
                    raw.path(RawFields.ROOT, tag));
        }
    }

    private void percentage() {
        int index = raw.find(RawFields.ROOT, Tags.TIP_PERCENT);
        if (index == RawFields.NONE) {
            return;
        }
        Optional<QrAmount> percent = QrAmount.parse(raw.value(index), raw.start(index));
        if (percent.isPresent() && !percent.get().isBelow(100)) {
            refuse(QrErrorCode.TIP_INCONSISTENT, raw.start(index), raw.path(index));
        }
    }

    private void extraTip(int tag) {
        int index = raw.find(RawFields.ROOT, tag);
        if (index != RawFields.NONE) {
            deviate(Tolerance.TIP_EXTRA, raw.start(index), raw.path(index));
        }
    }
}
