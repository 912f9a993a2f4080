// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Turns objects into bytes: tag, shortest length, value (EMV Book 3, annex B). */
final class BerWriter {
    private BerWriter() {}

    static byte[] bytes(List<BerObject> objects) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (BerObject object : objects) {
            byte[] value =
                    switch (object) {
                        case BerObject.Primitive primitive -> primitive.value().toByteArray();
                        case BerObject.Template template -> bytes(template.children());
                    };
            for (int octet = BerTag.size(object.tag()) - 1; octet >= 0; octet--) {
                out.write(object.tag() >> (8 * octet));
            }
            length(value.length, out);
            out.writeBytes(value);
        }
        return out.toByteArray();
    }

    private static void length(int length, ByteArrayOutputStream out) {
        if (length < 0x80) {
            out.write(length);
            return;
        }
        int size = length < 0x100 ? 1 : length < 0x10000 ? 2 : 4;
        out.write(0x80 | size);
        for (int octet = size - 1; octet >= 0; octet--) {
            out.write(length >> (8 * octet));
        }
    }
}
