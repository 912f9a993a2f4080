// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Assumptions;
import org.xml.sax.SAXException;

/** The official schemas of the corpus, which lies beside the repository and is not part of it. */
final class Schemas {
    private final Map<MessageDefinition, Schema> schemas = new EnumMap<>(MessageDefinition.class);

    private Schemas() throws SAXException {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        for (MessageDefinition definition : MessageDefinition.values()) {
            schemas.put(definition, factory.newSchema(file(definition).toFile()));
        }
    }

    /**
     * The schemas; where the corpus is absent, skips the test. On a continuous-integration machine
     * that has the shared folder, absence of the schemas in it fails instead.
     */
    static Schemas orSkip() throws SAXException {
        if (!Files.isDirectory(folder())) {
            String missing = "SKIPPED: no ISO 20022 schemas at " + folder();
            if ("true".equals(System.getenv("CI")) && Files.isDirectory(shared())) {
                fail(missing);
            }
            System.err.println(missing);
            Assumptions.abort(missing);
        }
        return new Schemas();
    }

    static Path file(MessageDefinition definition) {
        return folder().resolve(definition.identifier() + ".xsd");
    }

    boolean accepts(MessageDefinition definition, String xml) {
        return complaint(definition, xml).isEmpty();
    }

    void requireValid(MessageDefinition definition, String xml) {
        assertThat(complaint(definition, xml)).as(xml).isEmpty();
    }

    /** What the validator says against a document, or nothing. */
    private String complaint(MessageDefinition definition, String xml) {
        Validator validator = Objects.requireNonNull(schemas.get(definition)).newValidator();
        try {
            validator.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            validator.validate(new StreamSource(new StringReader(xml)));
            return "";
        } catch (SAXException e) {
            return String.valueOf(e.getMessage());
        } catch (IOException e) {
            throw new AssertionError("A string cannot fail to be read", e);
        }
    }

    private static Path folder() {
        return shared().resolve("corpus/iso20022");
    }

    private static Path shared() {
        String override = System.getenv("NARU_SHARED");
        String root = System.getProperty("naru.root", "..");
        return (override == null ? Path.of(root, "..", "shared") : Path.of(override)).normalize();
    }
}
