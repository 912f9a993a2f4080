// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads messages of the definitions that one link accepts. Hostile input is expected: nothing that
 * bytes can hold makes it throw, load anything, or do more work than its limits allow.
 *
 * <p>Limits: {@value #MAX_BYTES} bytes, 32 levels, 1,000 elements, 256 attributes, 8,192 characters
 * in one text. UTF-8 only, XML 1.0 only, no DTD.
 *
 * <p>Safe for any number of threads; make one per link and keep it.
 */
public final class Iso20022Reader {
    /** The most bytes that a message may have. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Set<MessageDefinition> accepted;
    private final Parsers parsers = new Parsers();

    /**
     * A reader for a link.
     *
     * @param accepted the definitions that the other side may send here
     */
    public Iso20022Reader(Set<MessageDefinition> accepted) {
        this.accepted = Set.copyOf(accepted);
    }

    /** Reads any message that this link accepts. */
    public Reading<Iso20022Message> read(byte[] bytes) {
        return read(Iso20022Message.class, bytes);
    }

    /** Reads a message where only one kind is waited for; any other kind is refused. */
    public <T extends Iso20022Message> Reading<T> read(Class<T> kind, byte[] bytes) {
        try {
            Iso20022Message message = readDocument(decode(bytes));
            if (kind.isInstance(message)) {
                return new Parsed<>(kind.cast(message));
            }
            return new Refused<>(
                    RefusalCode.OTHER_MESSAGE,
                    "/Document",
                    "Another message is waited for here than "
                            + message.definition().identifier()
                            + ".");
        } catch (RefusedMessage refused) {
            return new Refused<>(refused.code(), refused.path(), refused.sentence());
        }
    }

    private Iso20022Message readDocument(String text) throws RefusedMessage {
        XMLStreamReader xml = parsers.start(text);
        try {
            requirePlainDeclaration(xml, text);
            XmlCursor in = new XmlCursor(xml, accepted);
            in.enterRoot("Document");
            MessageDefinition definition = in.definition();
            String name = definition.messageElement();
            Iso20022Message message =
                    switch (definition) {
                        case ACMT_023_001_02 -> VerificationXml.readRequest(in, name);
                        case ACMT_024_001_02 -> VerificationXml.readReport(in, name);
                        case PACS_008_001_08 -> CreditTransferXml.read(in, name);
                        case PACS_002_001_10 -> StatusXml.readReport(in, name);
                        case PACS_028_001_04 -> StatusXml.readRequest(in, name);
                        case CAMT_054_001_08 -> NotificationXml.read(in, name);
                    };
            in.leaveRoot();
            return message;
        } finally {
            Parsers.end(xml);
        }
    }

    private static String decode(byte[] bytes) throws RefusedMessage {
        if (bytes.length > MAX_BYTES) {
            throw refusal(RefusalCode.TOO_LARGE, "A message has at most " + MAX_BYTES + " bytes.");
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        // The fast decoder puts U+FFFD where bytes are wrong; it may also have been sent.
        if (text.indexOf('\uFFFD') >= 0 && !isUtf8(bytes)) {
            throw refusal(RefusalCode.NOT_UTF8, "The message is not UTF-8.");
        }
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        return marked ? text.substring(1) : text;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The parser is handed characters, so it does not look at a declared encoding; we do. */
    private static void requirePlainDeclaration(XMLStreamReader xml, String text)
            throws RefusedMessage {
        String version = xml.getVersion();
        if (version != null && !version.equals("1.0")) {
            throw refusal(RefusalCode.MALFORMED_XML, "Only XML 1.0 is accepted.");
        }
        int end = text.startsWith("<?xml") ? text.indexOf("?>") : 0;
        String declaration = text.substring(0, Math.max(end, 0)).toLowerCase(Locale.ROOT);
        boolean utf8 = declaration.contains("\"utf-8\"") || declaration.contains("'utf-8'");
        if (declaration.contains("encoding") && !utf8) {
            throw refusal(RefusalCode.NOT_UTF8, "Only UTF-8 is accepted as encoding.");
        }
    }

    private static RefusedMessage refusal(RefusalCode code, String sentence) {
        return new RefusedMessage(code, "/", sentence);
    }

    /**
     * Starts parsers. A factory is costly to make and not promised to be safe for threads, so each
     * is lent to one thread at a time, for as long as it takes to make a parser.
     */
    private static final class Parsers {
        private static final int KEPT_FACTORIES = 64;

        private final ArrayBlockingQueue<XMLInputFactory> idle =
                new ArrayBlockingQueue<>(KEPT_FACTORIES);

        XMLStreamReader start(String text) throws RefusedMessage {
            XMLInputFactory lent = idle.poll();
            XMLInputFactory factory = lent == null ? newFactory() : lent;
            try {
                return factory.createXMLStreamReader(Reader.of(text));
            } catch (XMLStreamException | RuntimeException e) {
                throw refusal(
                        RefusalCode.MALFORMED_XML, "The document is not well-formed XML 1.0.");
            } finally {
                idle.offer(factory);
            }
        }

        static void end(XMLStreamReader xml) {
            try {
                xml.close();
            } catch (XMLStreamException e) {
                throw new IllegalStateException("A parser over a string has nothing to close", e);
            }
        }

        /** The JDK's own, whatever else is on the class path, because its guards are known. */
        private static XMLInputFactory newFactory() {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
            factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
            factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
            factory.setProperty(XMLInputFactory.IS_COALESCING, false);
            factory.setXMLResolver(
                    (publicId, systemId, base, namespace) -> {
                        throw new XMLStreamException("Nothing outside of the message is read");
                    });
            return factory;
        }
    }
}
