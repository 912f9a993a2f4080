// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What other writers do and what means the same. */
final class LenienceTest {
    private static final Iso20022Message TRANSFER = Samples.creditTransfer();
    private static final String XML = Samples.xml(TRANSFER);

    @Test
    void prefixesSpacesAndCommentsBetweenElementsMeanNothing() {
        String prefixed =
                XML.replaceAll("<(/?)([A-Z])", "<$1doc:$2")
                        .replace("xmlns=", "xmlns:doc=")
                        .replace("><doc:", ">\r\n  <!-- c --> <doc:");
        assertThat(Samples.message(prefixed)).isEqualTo(TRANSFER);
    }

    @Test
    void aByteOrderMarkAMissingDeclarationAndASchemaHintMeanNothing() {
        String bare = XML.substring(XML.indexOf("<Document"));
        String hinted =
                bare.replace(
                        "<Document",
                        "<Document xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                + " xsi:schemaLocation=\"urn:a file:///b.xsd\"");
        assertThat(Samples.message("\uFEFF" + XML)).isEqualTo(TRANSFER);
        assertThat(Samples.message(bare)).isEqualTo(TRANSFER);
        assertThat(Samples.message(hinted)).isEqualTo(TRANSFER);
        assertThat(Samples.message(XML.replace("UTF-8", "utf-8"))).isEqualTo(TRANSFER);
    }

    @Test
    void characterReferencesAndCdataAreCharacters() {
        String xml = XML.replace(">E2E-1<", ">&#x45;2<![CDATA[E-]]>&#49;<");
        assertThat(Samples.message(xml)).isEqualTo(TRANSFER);
    }

    @Test
    void controlFiguresThatAgreeAreAccepted() {
        String xml =
                XML.replace(
                        "<SttlmInf>",
                        "<CtrlSum>100000</CtrlSum><TtlIntrBkSttlmAmt"
                                + " Ccy=\"IDR\">100000.0</TtlIntrBkSttlmAmt><SttlmInf>");
        assertThat(Samples.message(xml)).isEqualTo(TRANSFER);
    }

    @Test
    void agentsAndDatesMayStandInTheOtherPlace() {
        String agents = XML.substring(XML.indexOf("<InstgAgt>"), XML.indexOf("</InstdAgt>") + 11);
        String date = "<IntrBkSttlmDt>2026-11-22</IntrBkSttlmDt>";
        String xml =
                XML.replace(agents, "")
                        .replace("<Dbtr>", agents + "<Dbtr>")
                        .replace(date, "")
                        .replace("<SttlmInf>", date + "<SttlmInf>");
        assertThat(xml).isNotEqualTo(XML);
        assertThat(Samples.message(xml)).isEqualTo(TRANSFER);
    }

    @Test
    void optionalElementsThatNoRecordCarriesAreSteppedOverWhereTheyBelong() {
        String instruction = "<InstrForCdtrAgt><Cd>PHOB</Cd></InstrForCdtrAgt>";
        assertThat(Samples.message(XML.replace("<Purp>", instruction + "<Purp>")))
                .isEqualTo(TRANSFER);
        assertThat(Samples.refusal(XML.replace("<RmtInf>", instruction + "<RmtInf>")).code())
                .isEqualTo(RefusalCode.UNEXPECTED_ELEMENT);
    }

    @Test
    void supplementaryContentOfOthersIsSteppedOver() {
        Iso20022Message request = Samples.verificationRequest();
        String others =
                "<SplmtryData><Envlp><o:x"
                    + " xmlns:o=\"urn:example:o\"><ScndCd>1</ScndCd></o:x></Envlp></SplmtryData>";
        String xml = Samples.xml(request).replace("<SplmtryData>", others + "<SplmtryData>");
        assertThat(Samples.message(xml)).isEqualTo(request);
    }
}
