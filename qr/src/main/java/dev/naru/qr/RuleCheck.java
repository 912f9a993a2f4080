// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds the fields of a code against rules and writes down what it finds. */
final class RuleCheck {
    private static final int MAX_AMOUNT_LENGTH = 13;
    private static final int MAX_PERCENT_LENGTH = 5;

    private final RawFields raw;
    private final Presentation presentation;
    private final Findings findings;

    RuleCheck(RawFields raw, Presentation presentation, Findings findings) {
        this.raw = raw;
        this.presentation = presentation;
        this.findings = findings;
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
            findings.refuse(QrErrorCode.TOO_LONG, profile.maxLength(), "");
        }
        own(Tags.CURRENCY, profile.currencies(), Tolerance.OTHER_CURRENCY, profile);
        own(Tags.COUNTRY, profile.countries(), Tolerance.OTHER_COUNTRY, profile);
        fields(RawFields.ROOT, profile.fields());
        decimals(Tags.AMOUNT, profile.amountDecimals());
        decimals(Tags.TIP_FIXED, profile.amountDecimals());
    }

    private void own(int tag, List<String> values, Tolerance otherwise, SchemeProfile profile) {
        int index = raw.find(RawFields.ROOT, tag);
        if (values.isEmpty() || index == RawFields.NONE || raw.start(index) == raw.end(index)) {
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            if (raw.is(index, values.get(i))) {
                return;
            }
        }
        if (profile.tolerated().contains(otherwise)) {
            findings.deviate(otherwise, raw.start(index), raw.path(index));
        } else {
            findings.refuse(otherwise.refusal(), raw.start(index), raw.path(index));
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
                findings.refuse(QrErrorCode.FIELD_UNEXPECTED, raw.start(payee), raw.path(payee));
            }
            found = payee == RawFields.NONE ? found : payee;
        }
        if (found == RawFields.NONE) {
            String field = raw.path(index, rule.payees().getFirst());
            findings.refuse(QrErrorCode.FIELD_MISSING, raw.end(index), field);
        }
    }

    /** What rules ask of the fields inside {@code parent}. */
    void fields(int parent, List<FieldRule> rules) {
        for (FieldRule rule : rules) {
            field(parent, rule);
        }
    }

    private void field(int parent, FieldRule rule) {
        int index = raw.find(parent, rule.tag());
        if (index == RawFields.NONE) {
            if (isMandatory(rule.presence())) {
                int lookedAt = parent == RawFields.ROOT ? raw.text().length() : raw.end(parent);
                broken(rule, QrErrorCode.FIELD_MISSING, lookedAt, parent);
            }
            return;
        }
        if (parent != RawFields.ROOT
                && raw.start(index) == raw.end(index)
                && isMandatory(rule.presence())) {
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
            findings.deviate(tolerance.get(), offset, field);
        } else {
            findings.refuse(code, offset, field);
        }
    }

    /** Deviations that the fields show whatever their tags mean. */
    private void shapes() {
        for (int index = 0; index < raw.count(); index++) {
            int tag = raw.tag(index);
            boolean empty = raw.start(index) == raw.end(index);
            if (empty) {
                findings.deviate(Tolerance.EMPTY_VALUE, raw.start(index), raw.path(index));
            } else if (raw.parent(index) == RawFields.ROOT && !raw.isTemplate(index)) {
                if (TlvScanner.isSpecified(tag)) {
                    findings.deviate(Tolerance.PLAIN_TEMPLATE, raw.start(index), raw.path(index));
                } else if (TlvScanner.isUnreserved(tag)) {
                    findings.deviate(Tolerance.PLAIN_UNRESERVED, raw.start(index), raw.path(index));
                }
            }
        }
        int additional = raw.find(RawFields.ROOT, Tags.ADDITIONAL);
        if (additional != RawFields.NONE) {
            int identifier = raw.find(additional, Tags.IDENTIFIER);
            if (identifier != RawFields.NONE) {
                findings.deviate(
                        Tolerance.SUB00_IN_62, raw.start(identifier), raw.path(identifier));
            }
        }
    }

    /** The amount in {@code tag}, or null when there is none that can be used. */
    private @Nullable QrAmount amount(int tag, int maxLength) {
        int index = raw.find(RawFields.ROOT, tag);
        if (index == RawFields.NONE) {
            return null;
        }
        int start = raw.start(index);
        Optional<QrAmount> amount = QrAmount.parse(raw.value(index), start);
        if (amount.isEmpty() || raw.end(index) - start > maxLength) {
            findings.refuse(QrErrorCode.AMOUNT_FORMAT, start, raw.path(index));
            return null;
        }
        if (amount.get().unscaled() == 0) {
            findings.deviate(Tolerance.ZERO_AMOUNT, start, raw.path(index));
        }
        return amount.get();
    }

    private void decimals(int tag, int allowed) {
        int index = raw.find(RawFields.ROOT, tag);
        if (index == RawFields.NONE) {
            return;
        }
        Optional<QrAmount> amount = QrAmount.parse(raw.value(index), raw.start(index));
        if (amount.isPresent() && amount.get().scale() > allowed) {
            findings.refuse(QrErrorCode.AMOUNT_DECIMALS, raw.start(index), raw.path(index));
        }
    }

    /** 55 says which of 56 and 57 holds; the other one, or one without 55, means nothing. */
    private void tip() {
        int indicator = raw.find(RawFields.ROOT, Tags.TIP);
        String kind = indicator == RawFields.NONE ? "" : raw.value(indicator);
        switch (kind) {
            case "", Tip.PROMPT -> extraTip(Tags.TIP_FIXED, Tags.TIP_PERCENT);
            case Tip.FIXED -> {
                neededTip(Tags.TIP_FIXED, MAX_AMOUNT_LENGTH);
                extraTip(Tags.TIP_PERCENT);
            }
            case Tip.PERCENT -> {
                neededTip(Tags.TIP_PERCENT, MAX_PERCENT_LENGTH);
                extraTip(Tags.TIP_FIXED);
            }
            default ->
                    findings.refuse(
                            QrErrorCode.TIP_INCONSISTENT,
                            raw.start(indicator),
                            raw.path(indicator));
        }
    }

    private void neededTip(int tag, int maxLength) {
        if (raw.find(RawFields.ROOT, tag) == RawFields.NONE) {
            findings.refuse(
                    QrErrorCode.TIP_INCONSISTENT,
                    raw.text().length(),
                    raw.path(RawFields.ROOT, tag));
            return;
        }
        QrAmount amount = amount(tag, maxLength);
        if (tag == Tags.TIP_PERCENT && amount != null && !amount.isBelow(100)) {
            findings.refuse(
                    QrErrorCode.TIP_INCONSISTENT, amount.offset(), raw.path(RawFields.ROOT, tag));
        }
    }

    private void extraTip(int... tags) {
        for (int tag : tags) {
            int index = raw.find(RawFields.ROOT, tag);
            if (index != RawFields.NONE) {
                findings.deviate(Tolerance.TIP_EXTRA, raw.start(index), raw.path(index));
            }
        }
    }
}
