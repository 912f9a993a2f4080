// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.iso20022;

import dev.naru.formats.iso20022.MessageDefinition;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** Holds what the hub answers against the official schemas, where the corpus is there. */
final class OfficialSchemas {
    private static final Map<MessageDefinition, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private OfficialSchemas() {}

    static void requireValid(MessageDefinition definition, String xml) {
        Path file = folder().resolve(definition.identifier() + ".xsd");
        if (!Files.exists(file)) {
            return;
        }
        try {
            SCHEMAS.computeIfAbsent(definition, missing -> schema(file))
                    .newValidator()
                    .validate(new StreamSource(new StringReader(xml)));
        } catch (SAXException | IOException invalid) {
            throw new AssertionError(xml, invalid);
        }
    }

    private static Schema schema(Path file) {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(file.toFile());
        } catch (SAXException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static Path folder() {
        String shared = System.getenv("NARU_SHARED");
        return (shared == null ? Path.of("..", "..", "shared") : Path.of(shared))
                .resolve(Path.of("corpus", "iso20022"));
    }
}
