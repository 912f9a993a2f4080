// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.stream;

import dev.naru.gateway.http.view.PaymentView;
import dev.naru.gateway.http.view.Times;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Event;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.Rate;
import dev.naru.protocol.SortableText;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An event as the operator's stream tells it: the fields that the protocol gives it, in the
 * protocol's words, amounts in minor units. Opaque particulars and digests, which are of persons,
 * are never in it.
 */
final class EventText {
    private EventText() {}

    /** An event in the stream. */
    record Told(long eventNumber, String at, String event, Map<String, Object> data) {}

    static Told of(long number, long timeNs, Event event) {
        return new Told(
                number,
                Times.text(timeNs),
                event.getClass().getSimpleName(),
                fields((Record) event));
    }

    private static Map<String, Object> fields(Record record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = get(component, record);
            if (!isPersonal(value)) {
                put(fields, component.getName(), value);
            }
        }
        return fields;
    }

    private static boolean isPersonal(Object value) {
        return value instanceof Bytes || value instanceof Digest;
    }

    private static void put(Map<String, Object> fields, String name, Object value) {
        if (value instanceof Optional<?> perhaps) {
            perhaps.ifPresent(there -> put(fields, name, there));
        } else if (value instanceof Long number && name.matches(".*(At|By|Until)Ns")) {
            fields.put(snake(name.substring(0, name.length() - 2)), Times.text(number));
        } else if (value instanceof Long number && name.equals("paymentNumber")) {
            fields.put(snake(name), SortableText.write(PaymentView.NUMBER_PREFIX, number));
        } else {
            fields.put(snake(name), told(value));
        }
    }

    private static Object told(Object value) {
        return switch (value) {
            case PaymentId id -> id.toString();
            case Rate rate -> rate.decimal();
            case Enum<?> constant -> constant.name();
            case Collection<?> many -> all(many);
            case Record record -> fields(record);
            default -> value;
        };
    }

    private static List<Object> all(Collection<?> many) {
        List<Object> all = new ArrayList<>();
        many.forEach(each -> all.add(told(each)));
        return all;
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static Object get(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException closed) {
            throw new IllegalStateException("a record of the protocol is open", closed);
        }
    }
}
