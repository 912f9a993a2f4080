// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.SuppliedItem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class SchemaTest {
    private Document schema;

    @BeforeEach
    void readSchema() throws IOException, ParserConfigurationException, SAXException {
        try (InputStream file = Command.class.getResourceAsStream("naru.xml")) {
            schema =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(Objects.requireNonNull(file));
        }
    }

    @Test
    void everyElementHasASentence() {
        List<String> silent = new ArrayList<>();
        for (Element element : elements("*")) {
            // The schema language gives a reference no description of its own: it stands inside.
            String sentence =
                    element.getTagName().equals("ref")
                            ? element.getTextContent()
                            : element.getAttribute("description");
            boolean said = sentence.strip().length() > 2 && sentence.strip().endsWith(".");
            if (!said && !element.getTagName().equals("types")) {
                silent.add(element.getTagName() + " " + element.getAttribute("name"));
            }
        }
        assertThat(silent).isEmpty();
        assertThat(elements("*").size()).isGreaterThan(500);
    }

    @Test
    void everyWireEnumIsOursInOurOrder() {
        List<Object[]> ours =
                List.of(
                        Codes.PARTICIPANT_KINDS,
                        Codes.PARTICIPANT_STATUSES,
                        Codes.PAYMENT_KINDS,
                        Codes.HEADROOM_RULES,
                        Codes.CONVERTERS,
                        Codes.CORRIDOR_STATUSES,
                        Codes.NOT_FOUND_RULES,
                        Codes.HOLD_DECISIONS,
                        Codes.READ_ORDERS,
                        Codes.FIXED_SIDES,
                        Codes.ANSWER_STATUSES,
                        Codes.ANSWER_EFFECTS,
                        Codes.PAYMENT_STATES,
                        Codes.TRANSFER_PURPOSES,
                        Codes.RECOVERY_REASONS,
                        Codes.REJECTIONS,
                        Codes.CHALLENGE_PURPOSES,
                        Codes.CHALLENGE_STATES,
                        Codes.TAP_VERDICTS,
                        Codes.AUTHENTICATOR_KINDS,
                        Codes.AUTHENTICATOR_STATUSES);
        Map<String, List<String>> expected = new LinkedHashMap<>();
        expected.put("FlagCode", List.of("0 NO", "1 YES"));
        for (Object[] constants : ours) {
            expected.put(constants[0].getClass().getSimpleName() + "Code", numbered(constants));
        }
        Map<String, List<String>> wire = new LinkedHashMap<>();
        elements("enum").forEach(it -> wire.put(it.getAttribute("name"), values(it, "validValue")));
        assertThat(wire).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void everyWireSetIsOursInOurOrder() {
        Map<String, List<String>> wire = new LinkedHashMap<>();
        elements("set").forEach(it -> wire.put(it.getAttribute("name"), values(it, "choice")));
        assertThat(wire)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "PaymentKinds", numbered(PaymentKind.values()),
                                "SuppliedItems", numbered(SuppliedItem.values())));
    }

    @Test
    void aRejectionSaysTheSameInTheSchemaAsToACaller() {
        List<String> sentences =
                elements("enum").stream()
                        .filter(it -> it.getAttribute("name").equals("RejectionCode"))
                        .flatMap(it -> elements(it.getElementsByTagName("validValue")).stream())
                        .map(it -> it.getAttribute("description"))
                        .toList();
        assertThat(sentences)
                .isEqualTo(List.of(Rejection.values()).stream().map(Rejection::english).toList());
    }

    @Test
    void everyRecordIsOneMessageInItsRangeOfTemplates() {
        Map<String, Integer> templates = new LinkedHashMap<>();
        for (Element message : elements("sbe:message")) {
            templates.put(
                    message.getAttribute("name"), Integer.parseInt(message.getAttribute("id")));
        }
        assertThat(templates).hasSize(Wire.KINDS.size());
        assertThat(templates.values()).doesNotHaveDuplicates();
        for (Class<? extends Record> kind : Wire.KINDS) {
            int hundreds = templates.getOrDefault(kind.getSimpleName(), -1) / 100;
            assertThat(hundreds)
                    .as(kind.getSimpleName())
                    .isEqualTo(
                            Command.class.isAssignableFrom(kind)
                                    ? 0
                                    : Outcome.class.isAssignableFrom(kind) ? 1 : 2);
            assertThat(Event.class.isAssignableFrom(kind)).isEqualTo(hundreds == 2);
        }
    }

    @Test
    void theSchemaKnowsTheWrittenLimits() {
        assertThat(attribute("varDataEncoding", "maxValue"))
                .isEqualTo(String.valueOf(Limits.PARTICULARS_BYTES));
        assertThat(attribute("Code", "length")).isEqualTo(String.valueOf(Limits.CODE_LENGTH));
        assertThat(attribute("EnquirySpans", "length")).isEqualTo("" + Limits.ENQUIRIES);
        assertThat(attribute("TierAmounts", "length")).isEqualTo("" + Limits.RATE_TIERS);
        assertThat(attribute("TierRates", "length")).isEqualTo("" + Limits.RATE_TIERS);
    }

    private String attribute(String type, String attribute) {
        return elements("*").stream()
                .filter(it -> it.getAttribute("name").equals(type))
                .flatMap(
                        it ->
                                it.getTagName().equals("composite")
                                        ? elements(it.getElementsByTagName("type")).stream()
                                        : List.of(it).stream())
                .map(it -> it.getAttribute(attribute))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> numbered(Object[] constants) {
        List<String> numbered = new ArrayList<>();
        for (Object constant : constants) {
            numbered.add(numbered.size() + " " + constant);
        }
        return numbered;
    }

    private static List<String> values(Element parent, String tag) {
        return elements(parent.getElementsByTagName(tag)).stream()
                .map(it -> it.getTextContent() + " " + it.getAttribute("name"))
                .toList();
    }

    private List<Element> elements(String tag) {
        return elements(schema.getElementsByTagName(tag));
    }

    private static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
