// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and writes consumer-presented codes in Base64. */
final class ConsumerReader {
    /** Every code of EMVCo's begins so: 85, length 5, {@code CPV}. */
    private static final String EMVCO_START = "hQVDUFY";

    /** Every code of JPQR's begins so: 85, length 5, {@code JPQR}. */
    private static final String JPQR_START = "hQVKUFFS";

    private final Scanned scanned;

    private ConsumerReader(Scanned scanned) {
        this.scanned = scanned;
    }

    static boolean isOne(String text) {
        return text.startsWith(EMVCO_START) || text.startsWith(JPQR_START);
    }

    static Presented read(Scanned scanned) {
        return new ConsumerReader(scanned).read();
    }

    static Presented write(List<BerObject> objects) {
        String text = Base64.getEncoder().encodeToString(BerWriter.bytes(objects));
        if (text.isEmpty()) {
            return new Presented.Refused(text, new QrError(QrErrorCode.EMPTY, 0, ""));
        }
        return text.length() > QrReader.MAX_UTF8_BYTES
                ? new Presented.Refused(
                        text, new QrError(QrErrorCode.TOO_LONG, QrReader.MAX_UTF8_BYTES, ""))
                : read(new Scanned(text, 0, text, Set.of()));
    }

    private Presented read() {
        return switch (Base64Text.decode(scanned.inner())) {
            case Base64Text.Decoded.Broken broken ->
                    scanned.refused(QrErrorCode.BASE64_FORMAT, broken.offset(), "");
            case Base64Text.Decoded.Whole whole ->
                    switch (BerScanner.scan(whole.bytes())) {
                        case BerScan.Failed failed -> refused(failed.error());
                        case BerFields raw -> judge(raw);
                    };
        };
    }

    private Presented judge(BerFields raw) {
        if (raw.tag(0) != ConsumerCode.FORMAT_INDICATOR) {
            return refused(error(QrErrorCode.FORMAT_INDICATOR_NOT_FIRST, raw, 0));
        }
        Optional<ConsumerFormat> format = ConsumerFormat.of(raw.value(0));
        if (format.isEmpty()) {
            return refused(
                    new QrError(QrErrorCode.FORMAT_INDICATOR_UNKNOWN, raw.start(0), raw.path(0)));
        }
        QrError error = order(raw, format.get());
        if (error == null) {
            error = fields(raw, format.get());
        }
        return error == null
                ? new ConsumerCode(scanned.text(), scanned.wrappings(), format.get(), raw)
                : refused(error);
    }

    /** 85, one or two 61, perhaps 62, then templates of others (EMVCo specification 1.0). */
    private static @Nullable QrError order(BerFields raw, ConsumerFormat format) {
        if (raw.count() < 2 || raw.tag(1) != ConsumerCode.APPLICATION) {
            String field = BerTag.hex(ConsumerCode.APPLICATION);
            return new QrError(QrErrorCode.FIELD_MISSING, raw.end(0), field);
        }
        int applications = 1;
        int previous = ConsumerCode.APPLICATION;
        for (int index = 2; index < raw.count(); index++) {
            if (raw.parent(index) != BerFields.ROOT) {
                continue;
            }
            int tag = raw.tag(index);
            boolean right =
                    switch (tag) {
                        case ConsumerCode.APPLICATION -> previous == tag && applications == 1;
                        case ConsumerCode.COMMON -> previous == ConsumerCode.APPLICATION;
                        case ConsumerCode.APPLICATION_TRANSPARENT,
                                ConsumerCode.COMMON_TRANSPARENT ->
                                false;
                        default -> BerTag.isConstructed(tag) || format == ConsumerFormat.JPQR;
                    };
            if (!right) {
                return error(QrErrorCode.FIELD_UNEXPECTED, raw, index);
            }
            applications += tag == ConsumerCode.APPLICATION ? 1 : 0;
            previous = tag;
        }
        return null;
    }

    /** What stands in the applications and in the common part. */
    private static @Nullable QrError fields(BerFields raw, ConsumerFormat format) {
        int root = 0;
        for (int index = 1; index < raw.count(); index++) {
            boolean atRoot = raw.parent(index) == BerFields.ROOT;
            root = atRoot ? index : root;
            boolean application = raw.tag(root) == ConsumerCode.APPLICATION;
            if (!application && raw.tag(root) != ConsumerCode.COMMON) {
                continue;
            }
            if (atRoot) {
                if (application && raw.find(index, ConsumerField.ADF_NAME.tag()) < 0) {
                    String field = raw.path(index, ConsumerField.ADF_NAME.tag());
                    return new QrError(QrErrorCode.FIELD_MISSING, raw.start(index), field);
                }
                continue;
            }
            QrError error = field(raw, index, root, format);
            if (error != null) {
                return error;
            }
        }
        return null;
    }

    private static @Nullable QrError field(
            BerFields raw, int index, int root, ConsumerFormat format) {
        if (isMisplaced(raw, index, root)) {
            return error(QrErrorCode.FIELD_UNEXPECTED, raw, index);
        }
        if (raw.tag(root) == ConsumerCode.COMMON && isInAnApplication(raw, raw.tag(index))) {
            return error(QrErrorCode.DUPLICATE_TAG, raw, index);
        }
        Optional<ConsumerField> field = ConsumerField.of(raw.tag(index));
        QrErrorCode breach = field.isEmpty() ? null : field.get().breach(format, raw.value(index));
        return breach == null ? null : new QrError(breach, raw.start(index), raw.path(index));
    }

    /** The frame's objects stand in the frame; 63 directly in 61, 64 directly in 62. */
    private static boolean isMisplaced(BerFields raw, int index, int root) {
        boolean direct = raw.parent(index) == root;
        return switch (raw.tag(index)) {
            case ConsumerCode.APPLICATION_TRANSPARENT ->
                    !direct || raw.tag(root) != ConsumerCode.APPLICATION;
            case ConsumerCode.COMMON_TRANSPARENT -> !direct || raw.tag(root) != ConsumerCode.COMMON;
            case ConsumerCode.FORMAT_INDICATOR, ConsumerCode.APPLICATION, ConsumerCode.COMMON ->
                    true;
            default -> false;
        };
    }

    /** What holds for all applications must not stand in one of them (EMVCo specification 1.0). */
    private static boolean isInAnApplication(BerFields raw, int tag) {
        for (int index = 1; index < raw.count(); index++) {
            if (raw.parent(index) == BerFields.ROOT
                    && raw.tag(index) == ConsumerCode.APPLICATION
                    && raw.findAnywhere(index, tag) != BerFields.NONE) {
                return true;
            }
        }
        return false;
    }

    private static QrError error(QrErrorCode code, BerFields raw, int index) {
        return new QrError(code, raw.header(index), raw.path(index));
    }

    /** Offsets count bytes up to here, and characters of the text from here on. */
    private Presented refused(QrError error) {
        return scanned.refused(error.code(), Base64Text.characterOf(error.offset()), error.field());
    }
}
