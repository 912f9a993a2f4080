// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import dev.naru.qr.AccountRule.ByContent;
import dev.naru.qr.AccountRule.ByIdentifier;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and writes merchant-presented codes with a given list of profiles, for those who must
 * recognise identifiers that are not public; others use {@link Qr}. Safe for many threads.
 */
public final class QrReader {
    /** The longest text that is looked at, in UTF-8 bytes. */
    public static final int MAX_UTF8_BYTES = 4096;

    private static final int CRC_DIGITS = 4;

    private final List<SchemeProfile> profiles;

    /**
     * A reader that knows these schemes.
     *
     * @param profiles asked in this order; the first one that recognises an account has it
     */
    public QrReader(List<SchemeProfile> profiles) {
        this.profiles = List.copyOf(profiles);
    }

    /** See {@link Qr#read}. */
    public QrReading read(String text) {
        return switch (scan(text)) {
            case Scan.Failed failed -> new QrReading.Refused(text, failed.error());
            case RawFields raw -> judge(raw);
        };
    }

    /** See {@link Qr#write}. */
    public QrReading write(List<QrObject> objects) {
        StringBuilder text = new StringBuilder();
        Optional<QrError> error = TlvWriter.append(objects, text);
        if (error.isPresent()) {
            return new QrReading.Refused(text.toString(), error.get());
        }
        text.append("6304");
        String body = text.toString();
        if (TextShape.of(body).loneSurrogateAt() >= 0) {
            return read(body);
        }
        int crc = Crc16.ofUtf8(body, body.length());
        return read(body + HexFormat.of().withUpperCase().toHexDigits((char) crc));
    }

    /** The text as a whole and its grammar. */
    private static Scan scan(String text) {
        if (text.isEmpty()) {
            return failed(QrErrorCode.EMPTY, 0);
        }
        if (text.length() > MAX_UTF8_BYTES) {
            return failed(QrErrorCode.TOO_LONG, MAX_UTF8_BYTES);
        }
        TextShape shape = TextShape.of(text);
        if (shape.loneSurrogateAt() >= 0) {
            return failed(QrErrorCode.LONE_SURROGATE, shape.loneSurrogateAt());
        }
        if (shape.utf8Bytes() > MAX_UTF8_BYTES) {
            return failed(QrErrorCode.TOO_LONG, text.length());
        }
        if (!isDigit(text, 0) || !isDigit(text, 1)) {
            return failed(QrErrorCode.NOT_A_PAYMENT_CODE, 0);
        }
        Scan byCharacters = wellFormed(text, shape, LengthUnit.CHARACTERS);
        if (shape.ascii() || byCharacters instanceof RawFields) {
            return byCharacters;
        }
        Scan byBytes = wellFormed(text, shape, LengthUnit.BYTES);
        return byBytes instanceof RawFields ? byBytes : byCharacters;
    }

    private static Scan wellFormed(String text, TextShape shape, LengthUnit unit) {
        return switch (TlvScanner.scan(text, shape, unit)) {
            case Scan.Failed failed -> lostZeros(failed);
            case RawFields raw -> {
                Optional<QrError> error = frame(raw);
                yield error.isPresent() ? new Scan.Failed(error.get()) : raw;
            }
        };
    }

    /** A check value that ran out of the text has most likely lost its leading zeros. */
    private static Scan lostZeros(Scan.Failed failed) {
        QrError error = failed.error();
        boolean checkValue = error.field().equals(Integer.toString(Tags.CRC));
        return checkValue && error.code() == QrErrorCode.LENGTH_PAST_END
                ? new Scan.Failed(
                        new QrError(QrErrorCode.CRC_LENGTH, error.offset(), error.field()))
                : failed;
    }

    /** 00 first, 63 last and right. */
    private static Optional<QrError> frame(RawFields raw) {
        if (raw.tag(0) != Tags.FORMAT_INDICATOR) {
            return error(QrErrorCode.FORMAT_INDICATOR_NOT_FIRST, 0, "00");
        }
        String text = raw.text();
        int index = raw.find(RawFields.ROOT, Tags.CRC);
        if (index == RawFields.NONE) {
            return error(QrErrorCode.CRC_MISSING, text.length(), "63");
        }
        int start = raw.start(index);
        if (raw.end(index) != text.length()) {
            return error(QrErrorCode.CRC_NOT_LAST, raw.end(index), "63");
        }
        if (raw.end(index) - start != CRC_DIGITS) {
            return error(QrErrorCode.CRC_LENGTH, start, "63");
        }
        int stated = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!HexFormat.isHexDigit(c)) {
                return error(QrErrorCode.CRC_NOT_HEX, i, "63");
            }
            stated = stated << 4 | HexFormat.fromHexDigit(c);
        }
        return stated == Crc16.ofUtf8(text, start)
                ? Optional.empty()
                : error(QrErrorCode.CRC_MISMATCH, start, "63");
    }

    /** What the fields say, held against the specification and against each scheme in the code. */
    private QrReading judge(RawFields raw) {
        Presentation presentation =
                Presentation.of(raw.findValue(RawFields.ROOT, Tags.PRESENTATION).orElse(""));
        Findings findings = new Findings();
        encoding(raw, findings);
        RuleCheck check = new RuleCheck(raw, presentation, findings);
        check.specification();

        List<MerchantAccount> accounts = new ArrayList<>();
        List<SchemeProfile> present = new ArrayList<>();
        for (int index = 0; index < raw.count(); index++) {
            if (raw.parent(index) == RawFields.ROOT && Tags.isAccount(raw.tag(index))) {
                accounts.add(account(raw, index, present, check));
            }
        }
        if (accounts.isEmpty()) {
            findings.refuse(QrErrorCode.NO_MERCHANT_ACCOUNT, raw.text().length(), "");
        }
        present.forEach(check::scheme);

        Optional<QrError> refusal = findings.refusal(tolerated(present));
        return refusal.isPresent()
                ? new QrReading.Refused(raw.text(), refusal.get())
                : new MerchantCode(raw, presentation, accounts, findings.deviations());
    }

    /** Looks for the account's scheme, notes the profile, and judges the account by it. */
    private MerchantAccount account(
            RawFields raw, int index, List<SchemeProfile> present, RuleCheck check) {
        for (SchemeProfile profile : profiles) {
            for (AccountRule rule : profile.accounts()) {
                if (recognises(profile, rule, raw, index)) {
                    if (!present.contains(profile)) {
                        present.add(profile);
                    }
                    check.fields(index, rule.fields());
                    return new MerchantAccount(raw, index, profile.scheme());
                }
            }
        }
        return new MerchantAccount(raw, index, Scheme.UNKNOWN);
    }

    private static boolean recognises(
            SchemeProfile profile, AccountRule rule, RawFields raw, int index) {
        int tag = raw.tag(index);
        if (tag < rule.firstTag() || tag > rule.lastTag()) {
            return false;
        }
        return switch (rule.recognition()) {
            case ByIdentifier known -> {
                int identifier = raw.find(index, Tags.IDENTIFIER);
                yield identifier != RawFields.NONE && known.knows(raw, identifier);
            }
            case ByContent content -> {
                int sign = raw.find(index, content.sign().tag());
                yield sign != RawFields.NONE
                        && content.sign().value().breach(raw.text(), raw.start(sign), raw.end(sign))
                                == null
                        && says(raw, Tags.COUNTRY, profile.country())
                        && says(raw, Tags.CURRENCY, profile.currency())
                        && raw.findValue(RawFields.ROOT, Tags.CATEGORY)
                                .filter(content.exceptCategories()::contains)
                                .isEmpty();
            }
        };
    }

    private static boolean says(RawFields raw, int tag, String value) {
        int index = raw.find(RawFields.ROOT, tag);
        return index != RawFields.NONE && raw.is(index, value);
    }

    private static void encoding(RawFields raw, Findings findings) {
        if (raw.unit() == LengthUnit.BYTES) {
            findings.deviate(Tolerance.BYTE_LENGTHS, 0, "");
        }
        String text = raw.text();
        for (int i = text.length() - CRC_DIGITS; i < text.length(); i++) {
            if (text.charAt(i) >= 'a') {
                findings.deviate(Tolerance.CRC_LOWER, i, "63");
                return;
            }
        }
    }

    /**
     * A label of several schemes has one set of fields: what any of them tolerates is tolerated.
     */
    private static Set<Tolerance> tolerated(List<SchemeProfile> present) {
        if (present.isEmpty()) {
            return EnumSet.allOf(Tolerance.class);
        }
        Set<Tolerance> tolerated = EnumSet.noneOf(Tolerance.class);
        present.forEach(profile -> tolerated.addAll(profile.tolerated()));
        return tolerated;
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static Scan failed(QrErrorCode code, int offset) {
        return new Scan.Failed(new QrError(code, offset, ""));
    }

    private static Optional<QrError> error(QrErrorCode code, int offset, String field) {
        return Optional.of(new QrError(code, offset, field));
    }
}
