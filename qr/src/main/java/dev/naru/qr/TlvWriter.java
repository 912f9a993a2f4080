// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.List;
import java.util.Optional;

/** Turns fields into text: tag, length in characters, value. */
final class TlvWriter {
    private TlvWriter() {}

    /** Appends the fields in their order, or says that one does not fit. */
    static Optional<QrError> append(List<QrObject> objects, StringBuilder text) {
        for (QrObject object : objects) {
            StringBuilder inside = new StringBuilder();
            switch (object) {
                case QrObject.Value value -> inside.append(value.value());
                case QrObject.Template template -> {
                    Optional<QrError> error = append(template.children(), inside);
                    if (error.isPresent()) {
                        return error;
                    }
                }
            }
            int length = inside.codePointCount(0, inside.length());
            if (length > QrObject.MAX_LENGTH) {
                String field = twoDigits(object.tag());
                return Optional.of(new QrError(QrErrorCode.VALUE_TOO_LONG, text.length(), field));
            }
            text.append(twoDigits(object.tag())).append(twoDigits(length)).append(inside);
        }
        return Optional.empty();
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
