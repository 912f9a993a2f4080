// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import static dev.naru.formats.iso20022.RefusalCode.DUPLICATE_ELEMENT;
import static dev.naru.formats.iso20022.RefusalCode.FORBIDDEN_XML;
import static dev.naru.formats.iso20022.RefusalCode.INCONSISTENT;
import static dev.naru.formats.iso20022.RefusalCode.INVALID_VALUE;
import static dev.naru.formats.iso20022.RefusalCode.MALFORMED_XML;
import static dev.naru.formats.iso20022.RefusalCode.MISSING_ATTRIBUTE;
import static dev.naru.formats.iso20022.RefusalCode.MISSING_ELEMENT;
import static dev.naru.formats.iso20022.RefusalCode.MORE_THAN_ONE_TRANSACTION;
import static dev.naru.formats.iso20022.RefusalCode.NAMESPACE_NOT_ACCEPTED;
import static dev.naru.formats.iso20022.RefusalCode.NOT_UTF8;
import static dev.naru.formats.iso20022.RefusalCode.TOO_DEEP;
import static dev.naru.formats.iso20022.RefusalCode.TOO_LARGE;
import static dev.naru.formats.iso20022.RefusalCode.TOO_MANY_ATTRIBUTES;
import static dev.naru.formats.iso20022.RefusalCode.TOO_MANY_ELEMENTS;
import static dev.naru.formats.iso20022.RefusalCode.UNEXPECTED_ATTRIBUTE;
import static dev.naru.formats.iso20022.RefusalCode.UNEXPECTED_ELEMENT;
import static dev.naru.formats.iso20022.RefusalCode.UNSUPPORTED_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HostileInputTest {
    private static final String TRANSFER = Samples.xml(Samples.creditTransfer());
    private static final String ROOT = "<Document xmlns=";
    private static final String IN_TRANSFER = "/Document/FIToFICstmrCdtTrf/CdtTrfTxInf";
    private static final String IN_HEADER = "/Document/FIToFICstmrCdtTrf/GrpHdr";

    /** One change to a good pacs.008 and what must come of it. */
    record Attack(String name, RefusalCode code, String path, UnaryOperator<String> change) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Attack> attacks() {
        return Stream.of(xmlAttacks(), structureAttacks(), valueAttacks()).flatMap(a -> a);
    }

    private static Stream<Attack> xmlAttacks() {
        String manyElements = "<SplmtryData><Envlp><a/></Envlp></SplmtryData>".repeat(400);
        return Stream.of(
                attack("DTD", FORBIDDEN_XML, "/", before(ROOT, "<!DOCTYPE Document>")),
                attack(
                        "external DTD",
                        FORBIDDEN_XML,
                        "/",
                        before(ROOT, "<!DOCTYPE Document SYSTEM \"file:///etc/passwd\">")),
                attack(
                        "billion laughs",
                        FORBIDDEN_XML,
                        "/",
                        xml -> before(ROOT, laughs()).apply(xml).replace("E2E-1", "&l9;")),
                attack(
                        "external entity",
                        FORBIDDEN_XML,
                        "/",
                        xml ->
                                before(
                                                ROOT,
                                                "<!DOCTYPE Document [<!ENTITY x SYSTEM"
                                                        + " \"file:///etc/hostname\">]>")
                                        .apply(xml)
                                        .replace("E2E-1", "&x;")),
                attack(
                        "parameter entity",
                        FORBIDDEN_XML,
                        "/",
                        before(
                                ROOT,
                                "<!DOCTYPE Document [<!ENTITY % p SYSTEM"
                                        + " \"http://127.0.0.1:9/p\"> %p;]>")),
                attack(
                        "undeclared entity",
                        FORBIDDEN_XML,
                        IN_TRANSFER + "/PmtId/EndToEndId",
                        replace("E2E-1", "&x;")),
                attack(
                        "processing instruction",
                        FORBIDDEN_XML,
                        IN_HEADER,
                        before("<MsgId>", "<?php x?>")),
                attack(
                        "processing instruction at the end",
                        FORBIDDEN_XML,
                        "/Document",
                        xml -> xml + "<?x y?>"),
                attack(
                        "comment in a value",
                        FORBIDDEN_XML,
                        IN_TRANSFER + "/PmtId/EndToEndId",
                        replace("E2E-1", "E2E<!-- -->-1")),
                attack("1 MB", TOO_LARGE, "/", replace("E2E-1", "x".repeat(1 << 20))),
                attack(
                        "long text in a skipped element",
                        TOO_LARGE,
                        IN_TRANSFER,
                        before(
                                "</CdtTrfTxInf>",
                                "<SplmtryData>" + "x".repeat(9_000) + "</SplmtryData>")),
                attack(
                        "10,000 deep",
                        TOO_DEEP,
                        IN_TRANSFER,
                        before("</CdtTrfTxInf>", "<SplmtryData>" + "<a>".repeat(10_000))),
                attack(
                        "too many elements",
                        TOO_MANY_ELEMENTS,
                        IN_TRANSFER,
                        before("</CdtTrfTxInf>", manyElements)),
                attack(
                        "100,000 attributes",
                        TOO_LARGE,
                        "/",
                        replace("<MsgId>", "<MsgId " + attributes(100_000) + ">")),
                attack(
                        "as many attributes as fit",
                        MALFORMED_XML,
                        IN_HEADER,
                        replace("<MsgId>", "<MsgId " + attributes(5_000) + ">")),
                attack(
                        "many attributes on many elements",
                        TOO_MANY_ATTRIBUTES,
                        IN_TRANSFER,
                        before(
                                "</CdtTrfTxInf>",
                                ("<SplmtryData " + attributes(100) + "/>").repeat(3))),
                attack("NUL", MALFORMED_XML, "", replace("E2E-1", "E2E\0")),
                attack("NUL reference", MALFORMED_XML, "", replace("E2E-1", "E2E&#0;")),
                attack("control character", MALFORMED_XML, "", replace("E2E-1", "E2E\u0001")),
                attack(
                        "XML 1.1",
                        MALFORMED_XML,
                        "/",
                        replace("version=\"1.0\"", "version=\"1.1\"")),
                attack(
                        "declared UTF-16",
                        NOT_UTF8,
                        "/",
                        replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"")),
                attack("two roots", MALFORMED_XML, "", xml -> xml + "<Document/>"),
                attack("trailing text", MALFORMED_XML, "", xml -> xml + "x"),
                attack("cut", MALFORMED_XML, "", xml -> xml.substring(0, xml.length() / 2)),
                attack("nothing", MALFORMED_XML, "/", xml -> ""),
                attack("JSON", MALFORMED_XML, "/", xml -> "{\"amount\":1}"),
                attack("unbound prefix", MALFORMED_XML, "", replace("MsgId>", "p:MsgId>")),
                attack("text between", MALFORMED_XML, IN_HEADER, before("<MsgId>", "boo")));
    }

    private static Stream<Attack> structureAttacks() {
        String transaction =
                TRANSFER.substring(
                        TRANSFER.indexOf("<CdtTrfTxInf>"),
                        TRANSFER.indexOf("</FIToFICstmrCdtTrf>"));
        return Stream.of(
                attack(
                        "wrong namespace",
                        NAMESPACE_NOT_ACCEPTED,
                        "/",
                        replace("pacs.008.001.08", "pacs.008.001.09")),
                attack(
                        "no namespace",
                        NAMESPACE_NOT_ACCEPTED,
                        "/",
                        xml -> xml.replaceFirst(" xmlns=\"[^\"]*\"", "")),
                attack(
                        "foreign element",
                        MISSING_ELEMENT,
                        IN_HEADER + "/MsgId",
                        replace("<MsgId>", "<MsgId xmlns=\"urn:example:x\">")),
                attack(
                        "namespace of another message",
                        MISSING_ELEMENT,
                        "/Document/FIToFIPmtStsRpt",
                        replace("pacs.008.001.08", "pacs.002.001.10")),
                attack("other root", MISSING_ELEMENT, "/Document", replace("Document", "Paper")),
                attack(
                        "two transactions",
                        MORE_THAN_ONE_TRANSACTION,
                        "/Document/FIToFICstmrCdtTrf/CdtTrfTxInf",
                        before("</FIToFICstmrCdtTrf>", transaction)),
                attack(
                        "no transaction",
                        MISSING_ELEMENT,
                        "/Document/FIToFICstmrCdtTrf/CdtTrfTxInf",
                        replace(transaction, "")),
                attack(
                        "missing mandatory",
                        MISSING_ELEMENT,
                        IN_TRANSFER + "/ChrgBr",
                        replace("<ChrgBr>SHAR</ChrgBr>", "")),
                attack(
                        "mandatory twice",
                        DUPLICATE_ELEMENT,
                        IN_TRANSFER + "/PmtId/EndToEndId",
                        before("<TxId>", "<EndToEndId>E2E-2</EndToEndId>")),
                attack(
                        "optional twice",
                        DUPLICATE_ELEMENT,
                        IN_TRANSFER + "/PmtId/UETR",
                        before("</PmtId>", "<UETR>" + Samples.UETR + "</UETR>")),
                attack(
                        "wrong order",
                        UNEXPECTED_ELEMENT,
                        IN_TRANSFER + "/PmtId/InstrId",
                        xml ->
                                before("<TxId>", "<InstrId>INS-1</InstrId>")
                                        .apply(xml.replace("<InstrId>INS-1</InstrId>", ""))),
                attack(
                        "unknown element",
                        UNEXPECTED_ELEMENT,
                        IN_TRANSFER + "/Bonus",
                        before("</CdtTrfTxInf>", "<Bonus>1</Bonus>")),
                attack(
                        "unknown element with a name not worth showing",
                        UNEXPECTED_ELEMENT,
                        IN_TRANSFER + "/?",
                        before("</CdtTrfTxInf>", "<" + "y".repeat(50) + "/>")),
                attack(
                        "element in a value",
                        UNEXPECTED_ELEMENT,
                        IN_TRANSFER + "/PmtId/EndToEndId/b",
                        replace("E2E-1", "<b>E2E-1</b>")),
                attack(
                        "attribute on a value",
                        UNEXPECTED_ATTRIBUTE,
                        IN_HEADER + "/MsgId",
                        replace("<MsgId>", "<MsgId lang=\"ko\">")),
                attack(
                        "nil",
                        UNEXPECTED_ATTRIBUTE,
                        IN_TRANSFER + "/Dbtr",
                        replace("<Dbtr>", "<Dbtr " + XSI + " xsi:nil=\"true\">")),
                attack(
                        "type on the root",
                        UNEXPECTED_ATTRIBUTE,
                        "/Document",
                        replace(ROOT, "<Document " + XSI + " xsi:type=\"x\" xmlns=")),
                attack(
                        "agent in header and transaction",
                        INCONSISTENT,
                        IN_TRANSFER + "/InstgAgt",
                        before("<Dbtr>", "<InstgAgt><FinInstnId/></InstgAgt>")),
                attack(
                        "control sum of another transfer",
                        INCONSISTENT,
                        "/Document/FIToFICstmrCdtTrf/GrpHdr",
                        before("<SttlmInf>", "<CtrlSum>100000.01</CtrlSum>")),
                attack(
                        "total in another currency",
                        INCONSISTENT,
                        "/Document/FIToFICstmrCdtTrf/GrpHdr",
                        before(
                                "<SttlmInf>",
                                "<TtlIntrBkSttlmAmt Ccy=\"KRW\">100000</TtlIntrBkSttlmAmt>")),
                attack(
                        "settled through an account",
                        UNSUPPORTED_VALUE,
                        IN_HEADER + "/SttlmInf/SttlmMtd",
                        replace("CLRG", "INDA")));
    }

    private static Stream<Attack> valueAttacks() {
        String amount = IN_TRANSFER + "/IntrBkSttlmAmt";
        String uetr = IN_TRANSFER + "/PmtId/UETR";
        String created = IN_HEADER + "/CreDtTm";
        String date = IN_TRANSFER + "/IntrBkSttlmDt";
        return Stream.of(
                bad("two announced", IN_HEADER + "/NbOfTxs", ">1</NbOfTxs>", ">2</NbOfTxs>"),
                bad("amount with a sign", amount, ">100000.00<", ">-100000.00<"),
                bad("amount with a plus", amount, ">100000.00<", ">+100000.00<"),
                bad("amount with an exponent", amount, ">100000.00<", ">1E5<"),
                bad("amount with a comma", amount, ">100000.00<", ">100000,00<"),
                bad("amount not a number", amount, ">100000.00<", ">NaN<"),
                bad("amount in other digits", amount, ">100000.00<", ">１００<"),
                bad("amount with spaces", amount, ">100000.00<", "> 100000.00 <"),
                bad("amount too precise", amount, ">100000.00<", ">1.000001<"),
                bad("amount too long", amount, ">100000.00<", ">1234567890123456789<"),
                bad("amount past a long", amount, ">100000.00<", ">92233720368547758070<"),
                bad("no amount", amount, ">100000.00<", "><"),
                bad("small currency", amount, "Ccy=\"IDR\"", "Ccy=\"idr\""),
                bad("long currency", amount, "Ccy=\"IDR\"", "Ccy=\"IDRX\""),
                attack("no currency", MISSING_ATTRIBUTE, amount, replace("Amt Ccy=\"IDR\"", "Amt")),
                attack(
                        "another attribute",
                        UNEXPECTED_ATTRIBUTE,
                        amount,
                        replace("Ccy=\"IDR\"", "Ccy=\"IDR\" x=\"\"")),
                bad("upper-case UETR", uetr, "3f0c1c52-", "3F0C1C52-"),
                bad("UETR of version 1", uetr, "-4d2b-", "-1d2b-"),
                bad("UETR of another variant", uetr, "-9c1e-", "-cc1e-"),
                bad("UETR without dashes", uetr, Samples.UETR.toString(), "3f0c1c527a0e4d2b9c1e"),
                bad("no offset", created, "07.250+09:00", "07.250"),
                bad("offset past the world", created, "+09:00", "+14:01"),
                bad("offset without colon", created, "+09:00", "+0900"),
                bad("30 February", created, "2026-11-22T14", "2026-02-30T14"),
                bad("hour 24", created, "T14:03:07.250", "T24:00:00"),
                bad("leap second", created, "T14:03:07", "T23:59:60"),
                bad("ten digits of a second", created, "07.250", "07.2501234567"),
                bad("a point without digits", created, "07.250", "07."),
                bad("small t", created, "22T14", "22t14"),
                bad("29 February of no leap year", date, ">2026-11-22<", ">2026-02-29<"),
                bad("date with a zone", date, ">2026-11-22<", ">2026-11-22Z<"),
                bad("year 0", date, ">2026-11-22<", ">0000-11-22<"),
                bad("negative year", date, ">2026-11-22<", ">-2026-11-22<"),
                bad("charge bearer", IN_TRANSFER + "/ChrgBr", "SHAR", "BOTH"),
                bad("long id", IN_HEADER + "/MsgId", "CCT-0001", "x".repeat(36)),
                bad("empty id", IN_HEADER + "/MsgId", "CCT-0001", ""),
                bad("rate", IN_TRANSFER + "/XchgRate", "11.1714", "1.23456789012"),
                bad(
                        "BIC",
                        IN_HEADER + "/InstgAgt/FinInstnId/BICFI",
                        "HANRKRSE</BICFI></FinInstnId></InstgAgt>",
                        "HANR1RSE</BICFI></FinInstnId></InstgAgt>"),
                bad(
                        "reference code",
                        IN_TRANSFER + "/RmtInf/Strd/CdtrRefInf/Tp/CdOrPrtry/Cd",
                        "SCOR",
                        "XCOR"));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void isRefusedForTheRightReason(Attack attack) {
        String xml = attack.change().apply(TRANSFER);
        assertThat(xml).as("the attack must change something").isNotEqualTo(TRANSFER);
        Refused<Iso20022Message> refused = Samples.refusal(xml);
        assertThat(refused.code()).isEqualTo(attack.code());
        assertThat(refused.sentence()).endsWith(".");
        if (!attack.path().isEmpty()) {
            assertThat(refused.path()).isEqualTo(attack.path());
        }
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] utf16 = TRANSFER.getBytes(StandardCharsets.UTF_16);
        byte[] latin = TRANSFER.replace("E2E-1", "é").getBytes(StandardCharsets.ISO_8859_1);
        byte[] overlong = TRANSFER.getBytes(StandardCharsets.UTF_8);
        int at = TRANSFER.indexOf("CCT-0001");
        overlong[at] = (byte) 0xC0;
        overlong[at + 1] = (byte) 0xAF;
        for (byte[] bytes : new byte[][] {utf16, latin, overlong}) {
            assertThat(Samples.refusal(bytes).code()).isEqualTo(NOT_UTF8);
        }
    }

    @Test
    void theReplacementCharacterIsACharacterLikeOthers() {
        String xml = TRANSFER.replace("E2E-1", "\uFFFD");
        assertThat(Samples.message(xml)).isNotEqualTo(Samples.creditTransfer());
        byte[] wrong = xml.getBytes(StandardCharsets.UTF_8);
        wrong[xml.indexOf("CCT-0001")] = (byte) 0xFF;
        assertThat(Samples.refusal(wrong).code()).isEqualTo(NOT_UTF8);
    }

    @Test
    void aMessageThatTheLinkDoesNotAcceptIsRefused() {
        Iso20022Reader statusOnly = new Iso20022Reader(Set.of(MessageDefinition.PACS_002_001_10));
        assertThat(statusOnly.read(TRANSFER.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(NAMESPACE_NOT_ACCEPTED));
    }

    @Test
    void aMessageThatIsNotWaitedForIsRefused() {
        byte[] bytes = TRANSFER.getBytes(StandardCharsets.UTF_8);
        assertThat(Samples.READER.read(PaymentStatusReport.class, bytes))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(RefusalCode.OTHER_MESSAGE));
        assertThat(Samples.READER.read(CustomerCreditTransfer.class, bytes))
                .isEqualTo(new Parsed<>(Samples.creditTransfer()));
    }

    @Test
    void refusalsRepeatNothingOfTheMessage() {
        String secret = "123-45-SECRET";
        Refused<Iso20022Message> refused =
                Samples.refusal(TRANSFER.replace("E2E-1", secret.repeat(5)));
        assertThat(refused.toString()).doesNotContain("SECRET");
    }

    private static final String XSI = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";

    private static Attack attack(
            String name, RefusalCode code, String path, UnaryOperator<String> change) {
        return new Attack(name, code, path, change);
    }

    private static Attack bad(String name, String path, String good, String wrong) {
        return new Attack(name, INVALID_VALUE, path, replace(good, wrong));
    }

    private static UnaryOperator<String> replace(String good, String wrong) {
        return xml -> xml.replace(good, wrong);
    }

    private static UnaryOperator<String> before(String place, String added) {
        return xml -> xml.replace(place, added + place);
    }

    private static String attributes(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("a").append(i).append("='' ");
        }
        return text.toString();
    }

    private static String laughs() {
        StringBuilder text = new StringBuilder("<!DOCTYPE Document [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 10; i++) {
            String one = "&l" + (i - 1) + ";";
            text.append("<!ENTITY l").append(i).append(" \"").append(one.repeat(10)).append("\">");
        }
        return text.append("]>").toString();
    }
}
