// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import dev.naru.formats.iso20022.IdentificationVerificationReport.MerchantTerms;
import dev.naru.formats.iso20022.IdentificationVerificationReport.OriginalAssignment;
import dev.naru.formats.iso20022.IdentificationVerificationReport.Verification;
import java.time.OffsetDateTime;
import java.util.Optional;

/** acmt.023.001.02 and acmt.024.001.02. */
final class VerificationXml {
    private static final String REQUEST_PLACE = "IdVrfctnReq/Vrfctn/PtyAndAcctId";
    private static final String REPORT_PLACE = "IdVrfctnRpt/Rpt/UpdtdPtyAndAcctId";

    private VerificationXml() {}

    static IdentificationVerificationRequest readRequest(XmlCursor in, String name)
            throws RefusedMessage {
        in.enter(name);
        IdentificationAssignment assignment = readAssignment(in);
        in.enter("Vrfctn");
        String id = in.value("Id", ValueTypes.MAX_35);
        IdentificationInformation subject = readSubject(in, "PtyAndAcctId");
        in.leave();
        refuseSecond(in, "Vrfctn");
        Optional<String> scannedCode =
                SupplementaryContent.read(
                        in,
                        "ScndCd",
                        (cursor, element) -> cursor.value(element, ValueTypes.SCANNED_CODE));
        in.leave();
        return new IdentificationVerificationRequest(assignment, id, subject, scannedCode);
    }

    static void writeRequest(XmlOutput out, String name, IdentificationVerificationRequest request)
            throws RefusedMessage {
        out.open(name);
        writeAssignment(out, request.assignment());
        out.open("Vrfctn");
        out.value("Id", ValueTypes.MAX_35, request.verificationId());
        writeSubject(out, "PtyAndAcctId", request.subject());
        out.close();
        SupplementaryContent.write(
                out,
                REQUEST_PLACE,
                request.scannedCode(),
                (output, namespace, code) ->
                        output.value("ScndCd", namespace, ValueTypes.SCANNED_CODE, code));
        out.close();
    }

    static IdentificationVerificationReport readReport(XmlCursor in, String name)
            throws RefusedMessage {
        in.enter(name);
        IdentificationAssignment assignment = readAssignment(in);
        Optional<OriginalAssignment> original =
                in.optional("OrgnlAssgnmt", VerificationXml::readOriginal);
        in.enter("Rpt");
        String originalId = in.value("OrgnlId", ValueTypes.MAX_35);
        Verification verification = in.value("Vrfctn", ValueTypes.VERIFICATION);
        Optional<CodeOrProprietary> reason = in.optional("Rsn", ChoiceXml.OF_4::read);
        Optional<IdentificationInformation> asked =
                in.optional("OrgnlPtyAndAcctId", VerificationXml::readSubject);
        Optional<IdentificationInformation> updated =
                in.optional("UpdtdPtyAndAcctId", VerificationXml::readSubject);
        in.leave();
        refuseSecond(in, "Rpt");
        Optional<MerchantTerms> terms =
                SupplementaryContent.read(in, "MrchntTrms", VerificationXml::readTerms);
        in.leave();
        return new IdentificationVerificationReport(
                assignment, original, originalId, verification, reason, asked, updated, terms);
    }

    static void writeReport(XmlOutput out, String name, IdentificationVerificationReport report)
            throws RefusedMessage {
        out.open(name);
        writeAssignment(out, report.assignment());
        out.optional("OrgnlAssgnmt", report.originalAssignment(), VerificationXml::writeOriginal);
        out.open("Rpt");
        out.value("OrgnlId", ValueTypes.MAX_35, report.originalVerificationId());
        out.value("Vrfctn", ValueTypes.VERIFICATION, report.verification());
        out.optional("Rsn", report.reason(), ChoiceXml.OF_4::write);
        out.optional("OrgnlPtyAndAcctId", report.originalSubject(), VerificationXml::writeSubject);
        out.optional("UpdtdPtyAndAcctId", report.updatedSubject(), VerificationXml::writeSubject);
        out.close();
        SupplementaryContent.write(
                out, REPORT_PLACE, report.merchantTerms(), VerificationXml::writeTerms);
        out.close();
    }

    private static IdentificationAssignment readAssignment(XmlCursor in) throws RefusedMessage {
        in.enter("Assgnmt");
        String messageId = in.value("MsgId", ValueTypes.MAX_35);
        OffsetDateTime created = in.value("CreDtTm", ValueTypes.DATE_TIME);
        in.skip("Cretr", "FrstAgt");
        FinancialInstitutionIdentification assigner = readAgentChoice(in, "Assgnr");
        FinancialInstitutionIdentification assignee = readAgentChoice(in, "Assgne");
        in.leave();
        return new IdentificationAssignment(messageId, created, assigner, assignee);
    }

    private static void writeAssignment(XmlOutput out, IdentificationAssignment assignment)
            throws RefusedMessage {
        out.open("Assgnmt");
        out.value("MsgId", ValueTypes.MAX_35, assignment.messageId());
        out.value("CreDtTm", ValueTypes.DATE_TIME, assignment.creationDateTime());
        writeAgentChoice(out, "Assgnr", assignment.assigner());
        writeAgentChoice(out, "Assgne", assignment.assignee());
        out.close();
    }

    private static FinancialInstitutionIdentification readAgentChoice(XmlCursor in, String name)
            throws RefusedMessage {
        in.enter(name);
        if (in.at("Pty")) {
            throw in.refuseAt(
                    "Pty", RefusalCode.UNSUPPORTED_VALUE, "Only an agent is accepted here.");
        }
        FinancialInstitutionIdentification agent = AgentXml.read(in, "Agt");
        in.leave();
        return agent;
    }

    private static void writeAgentChoice(
            XmlOutput out, String name, FinancialInstitutionIdentification agent)
            throws RefusedMessage {
        out.open(name);
        AgentXml.write(out, "Agt", agent);
        out.close();
    }

    private static IdentificationInformation readSubject(XmlCursor in, String name)
            throws RefusedMessage {
        in.enter(name);
        Optional<PartyIdentification> party = in.optional("Pty", PartyXml::read);
        Optional<AccountIdentification> account =
                in.optional("Acct", AccountXml::readIdentification);
        Optional<FinancialInstitutionIdentification> agent = in.optional("Agt", AgentXml::read);
        in.leave();
        return new IdentificationInformation(party, account, agent);
    }

    private static void writeSubject(XmlOutput out, String name, IdentificationInformation subject)
            throws RefusedMessage {
        out.open(name);
        out.optional("Pty", subject.party(), PartyXml::write);
        out.optional("Acct", subject.account(), AccountXml::writeIdentification);
        out.optional("Agt", subject.agent(), AgentXml::write);
        out.close();
    }

    private static OriginalAssignment readOriginal(XmlCursor in, String name)
            throws RefusedMessage {
        in.enter(name);
        Optional<String> messageId = in.optionalValue("MsgId", ValueTypes.MAX_35);
        Optional<OffsetDateTime> created = in.optionalValue("CreDtTm", ValueTypes.DATE_TIME);
        in.skip("FrstAgt");
        in.leave();
        return new OriginalAssignment(messageId, created);
    }

    private static void writeOriginal(XmlOutput out, String name, OriginalAssignment original)
            throws RefusedMessage {
        out.open(name);
        out.optionalValue("MsgId", ValueTypes.MAX_35, original.messageId());
        out.optionalValue("CreDtTm", ValueTypes.DATE_TIME, original.creationDateTime());
        out.close();
    }

    private static MerchantTerms readTerms(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        Optional<String> category = in.optionalValue("MrchntCtgyCd", ValueTypes.CATEGORY_CODE);
        Optional<CurrencyAndAmount> amount = in.optionalAmount("Amt");
        Optional<String> reference = in.optionalValue("Ref", ValueTypes.MAX_35);
        in.leave();
        return new MerchantTerms(category, amount, reference);
    }

    private static void writeTerms(XmlOutput out, String namespace, MerchantTerms terms)
            throws RefusedMessage {
        out.open("MrchntTrms", namespace);
        out.optionalValue("MrchntCtgyCd", ValueTypes.CATEGORY_CODE, terms.categoryCode());
        out.optionalAmount("Amt", terms.amount());
        out.optionalValue("Ref", ValueTypes.MAX_35, terms.reference());
        out.close();
    }

    private static void refuseSecond(XmlCursor in, String name) throws RefusedMessage {
        if (in.at(name)) {
            throw in.refuseAt(
                    name,
                    RefusalCode.MORE_THAN_ONE_TRANSACTION,
                    "A message asks or answers exactly one thing.");
        }
    }
}
