// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Random valid documents made from a schema itself, so that every optional element that a record
 * does not carry turns up. Knows the few constructs that the message schemas of ISO 20022 use.
 */
final class SchemaDocuments {
    /** Elements of which a message spoken here has one, or whose repeats say nothing new. */
    private static final Set<String> ONCE =
            Set.of(
                    "CdtTrfTxInf",
                    "Vrfctn",
                    "Rpt",
                    "OrgnlGrpInfAndSts",
                    "TxInfAndSts",
                    "OrgnlGrpInf",
                    "TxInf",
                    "Ntfctn",
                    "NtryDtls",
                    "TxDtls");

    /** Optional elements that would make the message one that is refused on purpose. */
    private static final Set<String> NEVER =
            Set.of(
                    "CtrlSum",
                    "TxsSummry",
                    "TtlIntrBkSttlmAmt",
                    "InstgRmbrsmntAgt",
                    "InstgRmbrsmntAgtAcct",
                    "InstdRmbrsmntAgt",
                    "InstdRmbrsmntAgtAcct",
                    "ThrdRmbrsmntAgt",
                    "ThrdRmbrsmntAgtAcct");

    /** Texts for the types that a pattern or a number restricts. */
    private static final Map<String, String> TEXTS =
            Map.ofEntries(
                    Map.entry("ISODateTime", "2026-11-22T10:15:30.5+09:00"),
                    Map.entry("ISODate", "2026-11-22"),
                    Map.entry("ISOTime", "10:15:30"),
                    Map.entry("Max15NumericText", "1"),
                    Map.entry("Max5NumericText", "1"),
                    Map.entry("Max3NumericText", "1"),
                    Map.entry("Max15PlusSignedNumericText", "1"),
                    Map.entry("Exact1NumericText", "1"),
                    Map.entry("Exact3NumericText", "123"),
                    Map.entry("Min2Max3NumericText", "12"),
                    Map.entry("Min3Max4NumericText", "123"),
                    Map.entry("Min8Max28NumericText", "12345678"),
                    Map.entry("ISINOct2015Identifier", "KR7005930003"),
                    Map.entry("ISO2ALanguageCode", "ko"),
                    Map.entry("ISOYearMonth", "2026-11"),
                    Map.entry("ActiveCurrencyCode", "IDR"),
                    Map.entry("UUIDv4Identifier", "0a1b2c3d-0a1b-4c2d-8e3f-0a1b2c3d4e5f"),
                    Map.entry("BICFIIdentifier", "HANRKRSEXXX"),
                    Map.entry("AnyBICIdentifier", "HANRKRSE"),
                    Map.entry("BICFIDec2014Identifier", "H4NRKRSE"),
                    Map.entry("AnyBICDec2014Identifier", "H4NRKR5E1A2"),
                    Map.entry("LEIIdentifier", "ABCDEFGHIJKLMNOPQR12"),
                    Map.entry("IBAN2007Identifier", "KR99abc123"),
                    Map.entry("CountryCode", "KR"),
                    Map.entry("PhoneNumber", "+82-2123456"),
                    Map.entry("Exact4AlphaNumericText", "a1B2"),
                    Map.entry("Exact2NumericText", "07"),
                    Map.entry("Max10KBinary", "aGVsbG8="),
                    Map.entry("ActiveOrHistoricCurrencyCode", "IDR"),
                    Map.entry("SettlementMethod1Code", "CLRG"));

    private final SplittableRandom random;
    private final Map<String, Element> types = new HashMap<>();
    private final String namespace;
    private StringBuilder xml = new StringBuilder();

    SchemaDocuments(Path schema, long seed)
            throws ParserConfigurationException, IOException, SAXException {
        random = new SplittableRandom(seed);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setNamespaceAware(true);
        Element root = factory.newDocumentBuilder().parse(schema.toFile()).getDocumentElement();
        namespace = root.getAttribute("targetNamespace");
        for (Element type : children(root)) {
            if (!type.getLocalName().equals("element")) {
                types.put(type.getAttribute("name"), type);
            }
        }
    }

    String next() {
        xml = new StringBuilder("<Document xmlns=\"" + namespace + "\">");
        content("Document", 0);
        return xml.append("</Document>").toString();
    }

    private void element(Element declaration, int depth) {
        String name = declaration.getAttribute("name");
        String type = declaration.getAttribute("type");
        boolean isMoney = isMoney(type);
        xml.append('<').append(name).append(isMoney ? " Ccy=\"IDR\">" : ">");
        if (isMoney) {
            xml.append("100.00");
        } else {
            content(type, depth + 1);
        }
        xml.append("</").append(name).append('>');
    }

    /** The only values with an attribute are amounts with their currency. */
    private boolean isMoney(String typeName) {
        Element type = Objects.requireNonNull(types.get(typeName), typeName);
        return type.getLocalName().equals("complexType")
                && children(type).getFirst().getLocalName().equals("simpleContent");
    }

    private void content(String typeName, int depth) {
        Element type = Objects.requireNonNull(types.get(typeName), typeName);
        if (type.getLocalName().equals("simpleType")) {
            xml.append(text(typeName, type));
        } else {
            for (Element group : children(type)) {
                group(group, depth);
            }
        }
    }

    private void group(Element group, int depth) {
        switch (group.getLocalName()) {
            case "choice" -> {
                List<Element> options = children(group);
                element(options.get(random.nextInt(options.size())), depth);
            }
            case "sequence" -> {
                for (Element part : children(group)) {
                    part(part, depth);
                }
            }
            default -> throw new AssertionError("An unknown construct: " + group.getLocalName());
        }
    }

    private void part(Element part, int depth) {
        if (!part.getLocalName().equals("element")) {
            xml.append("<x:any xmlns:x=\"urn:example:other\" a=\"1\">t<x:b/></x:any>");
            return;
        }
        for (int i = occurrences(part, depth); i > 0; i--) {
            element(part, depth);
        }
    }

    /** Deep down optional parts become rare, so that documents stay below the size limit. */
    private int occurrences(Element part, int depth) {
        String name = part.getAttribute("name");
        boolean optional = part.getAttribute("minOccurs").equals("0");
        String max = part.getAttribute("maxOccurs");
        boolean single = max.isEmpty() || max.equals("1") || ONCE.contains(name);
        boolean skip = NEVER.contains(name) || random.nextInt(10) >= 8 - depth;
        if (optional && skip && !name.equals("TxInf")) {
            return 0;
        }
        return single ? 1 : 1 + random.nextInt(2);
    }

    private String text(String typeName, Element type) {
        String known = TEXTS.get(typeName);
        if (known != null) {
            return known;
        }
        Element restriction = children(type).getFirst();
        List<String> enumerated = new ArrayList<>();
        for (Element facet : children(restriction)) {
            if (facet.getLocalName().equals("enumeration")) {
                enumerated.add(facet.getAttribute("value"));
            }
        }
        if (!enumerated.isEmpty()) {
            return enumerated.get(random.nextInt(enumerated.size()));
        }
        return switch (restriction.getAttribute("base")) {
            case "xs:boolean" -> random.nextBoolean() ? "true" : "0";
            case "xs:decimal" -> "1";
            default -> "x" + random.nextInt(10);
        };
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element && !element.getLocalName().equals("annotation")) {
                children.add(element);
            }
        }
        return children;
    }
}
