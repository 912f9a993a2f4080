// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.util.List;
import java.util.Optional;

/**
 * Writes one document without spaces or choices, so that a record has one form only. Checks each
 * value by the type that it is read with. For one thread and one document.
 */
final class XmlOutput {
    private final MessageDefinition definition;
    private final StringBuilder xml = new StringBuilder(4096);
    private final String[] path = new String[XmlCursor.MAX_DEPTH];
    private int depth;
    private int elements;

    XmlOutput(MessageDefinition definition) {
        this.definition = definition;
    }

    MessageDefinition definition() {
        return definition;
    }

    /** Begins the document and its root. */
    void openRoot() throws RefusedMessage {
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        open("Document", definition.namespace());
    }

    /** Begins an element. */
    void open(String name) throws RefusedMessage {
        push(name);
        xml.append('<').append(name).append('>');
    }

    /** Begins an element from which on another namespace is the default. */
    void open(String name, String namespace) throws RefusedMessage {
        push(name);
        xml.append('<').append(name).append(" xmlns=\"").append(namespace).append("\">");
    }

    /** Ends the element begun last. */
    void close() {
        depth--;
        xml.append("</").append(path[depth]).append('>');
    }

    /** Writes an element that holds a value. */
    <T> void value(String name, ValueType<T> type, T value) throws RefusedMessage {
        open(name);
        characters(checked(type, value));
        close();
    }

    /** Writes an element of another namespace that holds a value. */
    <T> void value(String name, String namespace, ValueType<T> type, T value)
            throws RefusedMessage {
        open(name, namespace);
        characters(checked(type, value));
        close();
    }

    /** Writes an element that holds a value, if there is one. */
    <T> void optionalValue(String name, ValueType<T> type, Optional<T> value)
            throws RefusedMessage {
        if (value.isPresent()) {
            value(name, type, value.get());
        }
    }

    /** Writes an element for each value. */
    <T> void values(String name, ValueType<T> type, List<T> values) throws RefusedMessage {
        for (T value : values) {
            value(name, type, value);
        }
    }

    /** Writes an amount with its currency. */
    void amount(String name, CurrencyAndAmount amount) throws RefusedMessage {
        push(name);
        xml.append('<').append(name).append(" Ccy=\"");
        xml.append(checked(ValueTypes.CURRENCY, amount.currency())).append("\">");
        xml.append(checked(ValueTypes.AMOUNT, amount.amount()));
        close();
    }

    /** Writes an amount, if there is one. */
    void optionalAmount(String name, Optional<CurrencyAndAmount> amount) throws RefusedMessage {
        if (amount.isPresent()) {
            amount(name, amount.get());
        }
    }

    /** Writes an element of a complex type, if there is one. */
    <T> void optional(String name, Optional<T> value, Structure.Out<? super T> structure)
            throws RefusedMessage {
        if (value.isPresent()) {
            structure.write(this, name, value.get());
        }
    }

    /** Writes an element of a complex type for each value. */
    <T> void many(String name, List<T> values, Structure.Out<? super T> structure)
            throws RefusedMessage {
        for (T value : values) {
            structure.write(this, name, value);
        }
    }

    /** A refusal at the element begun last. */
    RefusedMessage refuse(RefusalCode code, String sentence) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            text.append('/').append(path[i]);
        }
        return new RefusedMessage(code, text.toString(), sentence);
    }

    /** The document so far. */
    String text() {
        return xml.toString();
    }

    /**
     * The document since this was called last. Elements are counted anew: what is written in pieces
     * has no limit but the writer's own.
     */
    String take() {
        String text = xml.toString();
        xml.setLength(0);
        elements = 0;
        return text;
    }

    private <T> String checked(ValueType<T> type, T value) throws RefusedMessage {
        Optional<String> text = type.write(value);
        if (text.isEmpty()) {
            throw refuse(
                    RefusalCode.INVALID_VALUE, "The value must be " + type.expectation() + ".");
        }
        return text.get();
    }

    private void characters(String text) throws RefusedMessage {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                // Only "]]>" must be broken up, but every parser takes this.
                case '>' -> xml.append("&gt;");
                // A bare carriage return would be read back as a line feed.
                case '\r' -> xml.append("&#xD;");
                default -> {
                    if (Character.isHighSurrogate(c)
                            && i + 1 < length
                            && Character.isLowSurrogate(text.charAt(i + 1))) {
                        xml.append(c).append(text.charAt(i + 1));
                        i++;
                    } else if (isXmlCharacter(c)) {
                        xml.append(c);
                    } else {
                        throw refuse(
                                RefusalCode.INVALID_VALUE,
                                "The value has a character that XML 1.0 cannot carry.");
                    }
                }
            }
        }
    }

    /** XML 1.0, production 2, for characters outside of surrogate pairs. */
    private static boolean isXmlCharacter(char c) {
        return c < 0x20 ? c == '\t' || c == '\n' : c <= 0xFFFD && !Character.isSurrogate(c);
    }

    /** Readers like ours count, so we do. */
    private void push(String name) throws RefusedMessage {
        elements++;
        if (elements > XmlCursor.MAX_ELEMENTS) {
            throw refuse(RefusalCode.TOO_MANY_ELEMENTS, "The message has too many elements.");
        }
        path[depth] = name;
        depth++;
    }
}
