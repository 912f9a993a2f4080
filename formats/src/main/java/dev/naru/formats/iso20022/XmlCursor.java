// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Walks one document in the order that its schema prescribes, and keeps every guard against hostile
 * XML beyond the parser's own.
 *
 * <p>It always stands at the start of a child that is not yet read, or at the end of the element
 * that was entered last. Reading a child moves on to the next. For one thread and one document.
 */
final class XmlCursor {
    static final int MAX_DEPTH = 32;
    static final int MAX_ELEMENTS = 1_000;
    static final int MAX_ATTRIBUTES = 256;
    static final int MAX_TEXT_CHARS = 8_192;

    private static final int MAX_NAME_SHOWN = 40;

    private final XMLStreamReader xml;
    private final MessageDefinition definition;
    private final String[] path = new String[MAX_DEPTH];

    /** At each depth the child that was read last, to tell a duplicate from a stranger. */
    private final String[] lastChild = new String[MAX_DEPTH + 1];

    private String namespace = "";
    private String childName = "";
    private boolean atChild;
    private boolean childIsOurs;
    private int depth;
    private int elements;
    private int attributes;

    /**
     * Moves to the root and finds the definition of the message by its namespace.
     *
     * @param xml a parser that stands at the start of its document; the caller closes it
     */
    XmlCursor(XMLStreamReader xml, Set<MessageDefinition> accepted) throws RefusedMessage {
        this.xml = xml;
        moveOn();
        definition = acceptedDefinition(accepted);
        switchNamespace(definition.namespace());
    }

    /** The definition of the message. */
    MessageDefinition definition() {
        return definition;
    }

    /** Enters the root. */
    void enterRoot(String name) throws RefusedMessage {
        require(name);
        requireSchemaHintsOnly(name);
        push(name);
        moveOn();
    }

    /** Leaves the root and makes sure that nothing but comments and spaces follow. */
    void leaveRoot() throws RefusedMessage {
        requireEnd();
        while (next() != XMLStreamConstants.END_DOCUMENT) {
            if (xml.getEventType() == XMLStreamConstants.PROCESSING_INSTRUCTION) {
                throw refuse(
                        RefusalCode.FORBIDDEN_XML, "Processing instructions are not accepted.");
            }
        }
    }

    /** Whether the next child is of our namespace and has this name. */
    boolean at(String name) {
        return atChild && childIsOurs && childName.equals(name);
    }

    /** Enters the mandatory child of this name. */
    void enter(String name) throws RefusedMessage {
        require(name);
        requireNoAttributes(name);
        push(name);
        moveOn();
    }

    /** Leaves the element entered last, all of whose children must have been read. */
    void leave() throws RefusedMessage {
        requireEnd();
        pop();
        moveOn();
    }

    /** Reads a mandatory child that holds a value. */
    <T> T value(String name, ValueType<T> type) throws RefusedMessage {
        require(name);
        requireNoAttributes(name);
        push(name);
        T value = parse(type, characters());
        pop();
        moveOn();
        return value;
    }

    /** Reads a child that holds a value, if it is there. */
    <T> Optional<T> optionalValue(String name, ValueType<T> type) throws RefusedMessage {
        return at(name) ? Optional.of(value(name, type)) : Optional.empty();
    }

    /** Reads children of one name that hold values, as many as there are up to a maximum. */
    <T> List<T> values(String name, ValueType<T> type, int max) throws RefusedMessage {
        List<T> values = new ArrayList<>(2);
        while (at(name) && values.size() < max) {
            values.add(value(name, type));
        }
        return values;
    }

    /** Reads a mandatory amount with its currency. */
    CurrencyAndAmount amount(String name) throws RefusedMessage {
        require(name);
        push(name);
        String currency = parse(ValueTypes.CURRENCY, onlyAttribute("Ccy"));
        Decimal amount = parse(ValueTypes.AMOUNT, characters());
        pop();
        moveOn();
        return new CurrencyAndAmount(currency, amount);
    }

    /** Reads an amount, if it is there. */
    Optional<CurrencyAndAmount> optionalAmount(String name) throws RefusedMessage {
        return at(name) ? Optional.of(amount(name)) : Optional.empty();
    }

    /** Reads a child of a complex type, if it is there. */
    <T> Optional<T> optional(String name, Structure.In<T> structure) throws RefusedMessage {
        return at(name) ? Optional.of(structure.read(this, name)) : Optional.empty();
    }

    /** Reads children of one name and a complex type, as many as there are. */
    <T> List<T> many(String name, Structure.In<T> structure) throws RefusedMessage {
        List<T> values = new ArrayList<>(2);
        while (at(name)) {
            values.add(structure.read(this, name));
        }
        return values;
    }

    /** Passes optional children that no record carries: each at most once, in this order. */
    void skip(String... names) throws RefusedMessage {
        for (String name : names) {
            if (at(name)) {
                skipChild();
            }
        }
    }

    /** Passes children of one name that no record carries, as many as there are. */
    void skipAll(String name) throws RefusedMessage {
        while (at(name)) {
            skipChild();
        }
    }

    /** Passes the next child, whatever it is, and all that is in it. */
    void skipChild() throws RefusedMessage {
        if (!atChild) {
            throw refuse(RefusalCode.MISSING_ELEMENT, "An element is missing here.");
        }
        lastChild[depth] = childName;
        int inside = 1;
        int characters = 0;
        while (inside > 0) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    inside++;
                    countStart(depth + inside);
                }
                case XMLStreamConstants.END_ELEMENT -> inside--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    characters += xml.getTextLength();
                    limitText(characters);
                }
                default -> requireHarmless();
            }
        }
        moveOn();
    }

    /** Whether the next child is of another namespace and has this name. */
    boolean atForeign(String foreignNamespace, String name) {
        return atChild && childName.equals(name) && foreignNamespace.equals(xml.getNamespaceURI());
    }

    /** Changes the namespace that children are read in, and gives the one before. */
    String switchNamespace(String newNamespace) {
        String before = namespace;
        namespace = newNamespace;
        childIsOurs = atChild && newNamespace.equals(xml.getNamespaceURI());
        return before;
    }

    /** A refusal at the element that was entered last. */
    RefusedMessage refuse(RefusalCode code, String sentence) {
        return new RefusedMessage(code, pathTo(""), sentence);
    }

    /** A refusal at a child of the element that was entered last. */
    RefusedMessage refuseAt(String name, RefusalCode code, String sentence) {
        return new RefusedMessage(code, pathTo(name), sentence);
    }

    private MessageDefinition acceptedDefinition(Set<MessageDefinition> accepted)
            throws RefusedMessage {
        String uri = xml.getNamespaceURI();
        for (MessageDefinition candidate : accepted) {
            if (candidate.namespace().equals(uri)) {
                return candidate;
            }
        }
        throw refuse(
                RefusalCode.NAMESPACE_NOT_ACCEPTED,
                "The message's namespace is not accepted on this link.");
    }

    private void require(String name) throws RefusedMessage {
        if (at(name)) {
            return;
        }
        if (atChild && childIsOurs && childName.equals(lastChild[depth])) {
            throw duplicate();
        }
        throw refuseAt(
                name, RefusalCode.MISSING_ELEMENT, "This mandatory element is missing here.");
    }

    private void requireEnd() throws RefusedMessage {
        if (!atChild) {
            return;
        }
        if (childIsOurs && childName.equals(lastChild[depth])) {
            throw duplicate();
        }
        throw refuseAt(
                shown(childName),
                RefusalCode.UNEXPECTED_ELEMENT,
                "The schema has no such element at this place.");
    }

    private RefusedMessage duplicate() {
        return refuseAt(
                childName,
                RefusalCode.DUPLICATE_ELEMENT,
                "This element may not occur again at this place.");
    }

    private void requireNoAttributes(String name) throws RefusedMessage {
        if (xml.getAttributeCount() > 0) {
            throw refuseAt(
                    name, RefusalCode.UNEXPECTED_ATTRIBUTE, "This element takes no attributes.");
        }
    }

    /** Tools like to say on the root where a schema may be; nothing is ever fetched from there. */
    private void requireSchemaHintsOnly(String name) throws RefusedMessage {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            boolean hint =
                    XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(xml.getAttributeNamespace(i))
                            && "schemaLocation".equals(xml.getAttributeLocalName(i));
            if (!hint) {
                throw refuseAt(
                        name,
                        RefusalCode.UNEXPECTED_ATTRIBUTE,
                        "The root takes no attribute but xsi:schemaLocation.");
            }
        }
    }

    private String onlyAttribute(String name) throws RefusedMessage {
        int count = xml.getAttributeCount();
        if (count == 0) {
            throw refuse(RefusalCode.MISSING_ATTRIBUTE, "The attribute " + name + " is missing.");
        }
        String uri = xml.getAttributeNamespace(0);
        boolean fits =
                count == 1
                        && (uri == null || uri.isEmpty())
                        && name.equals(xml.getAttributeLocalName(0));
        if (!fits) {
            throw refuse(
                    RefusalCode.UNEXPECTED_ATTRIBUTE,
                    "This element takes no attribute but " + name + ".");
        }
        return xml.getAttributeValue(0);
    }

    private <T> T parse(ValueType<T> type, String text) throws RefusedMessage {
        Optional<T> value = type.read(text);
        if (value.isEmpty()) {
            throw refuse(
                    RefusalCode.INVALID_VALUE, "The value must be " + type.expectation() + ".");
        }
        return value.get();
    }

    /** The text of the element whose start was passed last, up to its end. */
    private String characters() throws RefusedMessage {
        String first = "";
        StringBuilder all = null;
        while (true) {
            switch (next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    limitText(xml.getTextLength() + (all == null ? first.length() : all.length()));
                    if (all != null) {
                        all.append(xml.getText());
                    } else if (first.isEmpty()) {
                        first = xml.getText();
                    } else {
                        all = new StringBuilder(first).append(xml.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return all == null ? first : all.toString();
                }
                case XMLStreamConstants.START_ELEMENT ->
                        throw refuseAt(
                                shown(xml.getLocalName()),
                                RefusalCode.UNEXPECTED_ELEMENT,
                                "A value has no elements inside.");
                // A comment inside a value reads differently in different parsers.
                default ->
                        throw refuse(
                                RefusalCode.FORBIDDEN_XML,
                                "A value is plain characters, without comments or entities.");
            }
        }
    }

    /** Moves to the next start or end of an element, over spaces and comments. */
    private void moveOn() throws RefusedMessage {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    countStart(depth + 1);
                    atChild = true;
                    childName = xml.getLocalName();
                    childIsOurs = namespace.equals(xml.getNamespaceURI());
                    return;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    atChild = false;
                    return;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!xml.isWhiteSpace()) {
                        throw refuse(
                                RefusalCode.MALFORMED_XML, "Text stands between elements here.");
                    }
                }
                default -> requireHarmless();
            }
        }
    }

    private void requireHarmless() throws RefusedMessage {
        int event = xml.getEventType();
        if (event != XMLStreamConstants.COMMENT && event != XMLStreamConstants.SPACE) {
            throw refuse(
                    RefusalCode.FORBIDDEN_XML,
                    "DTDs, entities and processing instructions are not accepted.");
        }
    }

    private void countStart(int newDepth) throws RefusedMessage {
        if (newDepth > MAX_DEPTH) {
            throw refuse(RefusalCode.TOO_DEEP, "Elements are nested too deeply.");
        }
        elements++;
        if (elements > MAX_ELEMENTS) {
            throw refuse(RefusalCode.TOO_MANY_ELEMENTS, "The message has too many elements.");
        }
        attributes += xml.getAttributeCount() + xml.getNamespaceCount();
        if (attributes > MAX_ATTRIBUTES) {
            throw refuse(RefusalCode.TOO_MANY_ATTRIBUTES, "The message has too many attributes.");
        }
    }

    private void limitText(int characters) throws RefusedMessage {
        if (characters > MAX_TEXT_CHARS) {
            throw refuse(RefusalCode.TOO_LARGE, "A text is longer than any value may be.");
        }
    }

    private int next() throws RefusedMessage {
        try {
            return xml.next();
        } catch (XMLStreamException | RuntimeException e) {
            // The JDK's parser answers some malformed input with unchecked exceptions of its own;
            // whichever it is, the input was not XML. Its message may quote content: not repeated.
            throw refuse(RefusalCode.MALFORMED_XML, "The document is not well-formed XML 1.0.");
        }
    }

    private void push(String name) {
        lastChild[depth] = name;
        path[depth] = name;
        depth++;
        lastChild[depth] = "";
    }

    private void pop() {
        depth--;
    }

    private String pathTo(String child) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            text.append('/').append(path[i]);
        }
        if (!child.isEmpty() || depth == 0) {
            text.append('/').append(child);
        }
        return text.toString();
    }

    /** A name that came from outside, or a question mark where it is not a plain short one. */
    private static String shown(String name) {
        if (name.length() > MAX_NAME_SHOWN) {
            return "?";
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Ascii.isLower(c) && !Ascii.isUpper(c) && !Ascii.isDigit(c)) {
                return "?";
            }
        }
        return name;
    }
}
