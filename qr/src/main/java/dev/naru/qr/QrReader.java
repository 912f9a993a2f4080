// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import dev.naru.qr.AccountRule.ByContent;
import dev.naru.qr.AccountRule.ByIdentifier;
import dev.naru.qr.AccountRule.ByValue;
import dev.naru.qr.AccountRule.Recognition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and writes merchant-presented codes with a given list of profiles, for those who must
 * recognise identifiers that are not public; others use {@link Qr}. Safe for many threads.
 */
public final class QrReader {
    /** The longest text that is looked at, in UTF-8 bytes. */
    public static final int MAX_UTF8_BYTES = 4096;

    /** How a text begins in which 00 stands twice. */
    private static final String DOUBLED = "000201000201";

    /** What a code of no known scheme may need: all but what only a profile can ask for. */
    private static final Set<Tolerance> ANY_SCHEME =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Tolerance.NCHL_DOUBLE_00)));

    /** By the tag of the account, in the order in which they are asked. */
    private final Known[][] knownByTag;

    private final boolean takesDoubled;

    /** One way to know an account, and whose it is then. */
    private record Known(SchemeProfile profile, AccountRule rule) {}

    /**
     * A reader that knows these schemes.
     *
     * @param profiles asked in this order; the first one that recognises an account has it
     */
    public QrReader(List<SchemeProfile> profiles) {
        this.knownByTag = new Known[Tags.LAST_ACCOUNT + 1][];
        for (int tag = 0; tag < knownByTag.length; tag++) {
            List<Known> known = new ArrayList<>();
            for (SchemeProfile profile : profiles) {
                for (AccountRule rule : profile.accounts()) {
                    if (tag >= rule.firstTag() && tag <= rule.lastTag()) {
                        known.add(new Known(profile, rule));
                    }
                }
            }
            knownByTag[tag] = known.toArray(new Known[0]);
        }
        this.takesDoubled =
                profiles.stream()
                        .anyMatch(
                                profile -> profile.tolerated().contains(Tolerance.NCHL_DOUBLE_00));
    }

    /** See {@link Qr#read}. */
    public QrReading read(String text) {
        if (text.isEmpty()) {
            return refused(text, QrErrorCode.EMPTY, 0);
        }
        if (text.length() > MAX_UTF8_BYTES) {
            return refused(text, QrErrorCode.TOO_LONG, MAX_UTF8_BYTES);
        }
        TextShape shape = TextShape.of(text);
        if (shape.loneSurrogateAt() >= 0) {
            return refused(text, QrErrorCode.LONE_SURROGATE, shape.loneSurrogateAt());
        }
        if (shape.utf8Bytes() > MAX_UTF8_BYTES) {
            return refused(text, QrErrorCode.TOO_LONG, text.length());
        }
        int from = takesDoubled && text.startsWith(DOUBLED) ? DOUBLED.length() / 2 : 0;
        return switch (scan(text, shape, from)) {
            case Scan.Failed failed -> new QrReading.Refused(text, failed.error());
            case RawFields raw -> judge(raw, from);
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

    /** The grammar, from {@code from} on. */
    private static Scan scan(String text, TextShape shape, int from) {
        if (!isDigit(text, 0) || !isDigit(text, 1)) {
            return new Scan.Failed(new QrError(QrErrorCode.NOT_A_PAYMENT_CODE, 0, ""));
        }
        Scan byCharacters =
                wellFormed(TlvScanner.scan(text, shape, LengthUnit.CHARACTERS, from), shape, from);
        if (shape.ascii() || byCharacters instanceof RawFields) {
            return byCharacters;
        }
        Scan byBytes =
                wellFormed(TlvScanner.scan(text, shape, LengthUnit.BYTES, from), shape, from);
        return byBytes instanceof RawFields ? byBytes : byCharacters;
    }

    private static Scan wellFormed(Scan scan, TextShape shape, int from) {
        return switch (scan) {
            case Scan.Failed failed -> lostZeros(failed);
            case RawFields raw -> {
                Optional<QrError> error = frame(raw, shape, from);
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
    private static Optional<QrError> frame(RawFields raw, TextShape shape, int from) {
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
        if (raw.end(index) - start != TextShape.CRC_DIGITS) {
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
        return stated == crc(text, shape, from)
                ? Optional.empty()
                : error(QrErrorCode.CRC_MISMATCH, start, "63");
    }

    /** A doubled 00 is left out of the check value altogether, the second one as well. */
    private static int crc(String text, TextShape shape, int from) {
        return from == 0 ? shape.crc() : TextShape.of(text.substring(2 * from)).crc();
    }

    /** What the fields say, held against the specification and against each scheme in the code. */
    private QrReading judge(RawFields raw, int from) {
        Presentation presentation = Presentation.of(raw);
        RuleCheck check = new RuleCheck(raw, presentation);
        if (from > 0) {
            check.deviate(Tolerance.NCHL_DOUBLE_00, 0, "00");
        }
        encoding(raw, check);
        check.specification();
        MerchantAccount[] accounts = accounts(raw, check);
        if (accounts.length == 0) {
            check.refuse(QrErrorCode.NO_MERCHANT_ACCOUNT, raw.text().length(), "");
        }
        for (int i = 0; i < accounts.length; i++) {
            SchemeProfile profile = accounts[i].profile();
            if (profile != null && isFirst(accounts, i)) {
                check.scheme(profile);
            }
        }

        Set<Tolerance> tolerated = check.deviations().isEmpty() ? Set.of() : tolerated(accounts);
        Optional<QrError> refusal = check.refusal(tolerated);
        return refusal.isPresent()
                ? new QrReading.Refused(raw.text(), refusal.get())
                : new MerchantCode(raw, presentation, accounts, check.deviations());
    }

    private MerchantAccount[] accounts(RawFields raw, RuleCheck check) {
        MerchantAccount[] accounts = new MerchantAccount[countAccounts(raw)];
        int count = 0;
        for (int index = 0; index < raw.count(); index = raw.next(index)) {
            if (Tags.isAccount(raw.tag(index))) {
                accounts[count++] = account(raw, index, check);
            }
        }
        return accounts;
    }

    private static int countAccounts(RawFields raw) {
        int count = 0;
        for (int index = 0; index < raw.count(); index = raw.next(index)) {
            if (Tags.isAccount(raw.tag(index))) {
                count++;
            }
        }
        return count;
    }

    /** Looks for the profile that knows the account, and judges the account by it. */
    private MerchantAccount account(RawFields raw, int index, RuleCheck check) {
        for (Known known : knownByTag[raw.tag(index)]) {
            SchemeProfile profile = known.profile();
            if (recognises(profile, known.rule().recognition(), raw, index)) {
                check.account(index, known.rule());
                return new MerchantAccount(raw, index, profile);
            }
        }
        return new MerchantAccount(raw, index, null);
    }

    /** Whether no account before this one is of its scheme. */
    private static boolean isFirst(MerchantAccount[] accounts, int at) {
        for (int i = 0; i < at; i++) {
            if (Objects.equals(accounts[i].profile(), accounts[at].profile())) {
                return false;
            }
        }
        return true;
    }

    private static boolean recognises(
            SchemeProfile profile, Recognition recognition, RawFields raw, int index) {
        return switch (recognition) {
            case ByIdentifier known -> {
                int identifier = raw.find(index, Tags.IDENTIFIER);
                yield identifier != RawFields.NONE && known.knows(raw, identifier);
            }
            case ByContent content ->
                    looksLike(raw, raw.find(index, content.sign().tag()), content.sign().value())
                            && isAtHome(raw, profile)
                            && !isExcepted(raw, content.exceptCategories());
            case ByValue whole -> looksLike(raw, index, whole.value()) && isAtHome(raw, profile);
        };
    }

    private static boolean isExcepted(RawFields raw, Set<String> categories) {
        int index = raw.find(RawFields.ROOT, Tags.CATEGORY);
        if (index != RawFields.NONE) {
            for (String category : categories) {
                if (raw.is(index, category)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean looksLike(RawFields raw, int index, ValueRule value) {
        return index != RawFields.NONE
                && raw.start(index) < raw.end(index)
                && value.breach(raw.text(), raw.start(index), raw.end(index)) == null;
    }

    private static boolean isAtHome(RawFields raw, SchemeProfile profile) {
        return says(raw, Tags.COUNTRY, profile.countries())
                && says(raw, Tags.CURRENCY, profile.currencies());
    }

    private static boolean says(RawFields raw, int tag, List<String> values) {
        if (values.isEmpty()) {
            return true;
        }
        int index = raw.find(RawFields.ROOT, tag);
        for (int i = 0; index != RawFields.NONE && i < values.size(); i++) {
            if (raw.is(index, values.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static void encoding(RawFields raw, RuleCheck check) {
        if (raw.unit() == LengthUnit.BYTES) {
            check.deviate(Tolerance.BYTE_LENGTHS, 0, "");
        }
        String text = raw.text();
        for (int i = text.length() - TextShape.CRC_DIGITS; i < text.length(); i++) {
            if (text.charAt(i) >= 'a') {
                check.deviate(Tolerance.CRC_LOWER, i, "63");
                return;
            }
        }
    }

    /**
     * A label of several schemes has one set of fields: what any of them tolerates is tolerated.
     */
    private static Set<Tolerance> tolerated(MerchantAccount[] accounts) {
        boolean known = false;
        Set<Tolerance> tolerated = EnumSet.noneOf(Tolerance.class);
        for (MerchantAccount account : accounts) {
            SchemeProfile profile = account.profile();
            if (profile != null) {
                known = true;
                tolerated.addAll(profile.tolerated());
            }
        }
        return known ? tolerated : ANY_SCHEME;
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static QrReading refused(String text, QrErrorCode code, int offset) {
        return new QrReading.Refused(text, new QrError(code, offset, ""));
    }

    private static Optional<QrError> error(QrErrorCode code, int offset, String field) {
        return Optional.of(new QrError(code, offset, field));
    }
}
