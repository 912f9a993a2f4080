// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import dev.naru.formats.iso20022.OriginalTransaction.Reference;
import dev.naru.formats.iso20022.PaymentStatusReport.OriginalGroupStatus;
import dev.naru.formats.iso20022.PaymentStatusReport.StatusReason;
import dev.naru.formats.iso20022.PaymentStatusReport.TransactionStatus;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** pacs.002.001.10 and pacs.028.001.04, each about one transfer. */
final class StatusXml {
    private StatusXml() {}

    /** The names of the original, which precede its status, and the agents, which follow it. */
    private record Names(
            Optional<OriginalGroupInformation> group,
            Optional<String> instructionId,
            Optional<String> endToEndId,
            Optional<String> transactionId,
            Optional<UUID> uetr) {

        OriginalTransaction with(Optional<Reference> reference) {
            return new OriginalTransaction(
                    group, instructionId, endToEndId, transactionId, uetr, reference);
        }
    }

    static PaymentStatusReport readReport(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        GroupHeader header = HeaderXml.read(in, "GrpHdr");
        Optional<OriginalGroupStatus> group =
                in.optional("OrgnlGrpInfAndSts", StatusXml::readGroupStatus);
        refuseSecond(in, "OrgnlGrpInfAndSts");
        PaymentStatusReport report = new PaymentStatusReport(header, group, Optional.empty());
        if (in.at("TxInfAndSts")) {
            report = readTransactionStatus(in, report);
            refuseSecond(in, "TxInfAndSts");
        } else if (group.isEmpty()) {
            throw in.refuseAt(
                    "TxInfAndSts", RefusalCode.MISSING_ELEMENT, "The report is about nothing.");
        }
        in.skipAll("SplmtryData");
        in.leave();
        return report;
    }

    static void writeReport(XmlOutput out, String name, PaymentStatusReport report)
            throws RefusedMessage {
        out.open(name);
        HeaderXml.write(out, "GrpHdr", report.header());
        if (report.group().isEmpty() && report.transaction().isEmpty()) {
            throw out.refuse(RefusalCode.MISSING_ELEMENT, "The report is about nothing.");
        }
        out.optional("OrgnlGrpInfAndSts", report.group(), StatusXml::writeGroupStatus);
        out.optional("TxInfAndSts", report.transaction(), StatusXml::writeTransactionStatus);
        out.close();
    }

    static PaymentStatusRequest readRequest(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        GroupHeader header = HeaderXml.read(in, "GrpHdr");
        Optional<OriginalGroupInformation> group =
                in.optional("OrgnlGrpInf", StatusXml::readGroupWithTotals);
        refuseSecond(in, "OrgnlGrpInf");
        in.enter("TxInf");
        Optional<String> requestId = in.optionalValue("StsReqId", ValueTypes.MAX_35);
        Names names = readNames(in);
        Optional<OffsetDateTime> accepted = in.optionalValue("AccptncDtTm", ValueTypes.DATE_TIME);
        Optional<String> clearingReference = in.optionalValue("ClrSysRef", ValueTypes.MAX_35);
        GroupHeader wholeHeader = HeaderXml.liftAgents(in, header);
        OriginalTransaction original =
                names.with(in.optional("OrgnlTxRef", StatusXml::readReference));
        in.skipAll("SplmtryData");
        if (!original.isIdentified()) {
            throw in.refuse(RefusalCode.MISSING_ELEMENT, "Nothing names the original transfer.");
        }
        in.leave();
        refuseSecond(in, "TxInf");
        in.skipAll("SplmtryData");
        in.leave();
        return new PaymentStatusRequest(
                wholeHeader, group, requestId, original, accepted, clearingReference);
    }

    static void writeRequest(XmlOutput out, String name, PaymentStatusRequest request)
            throws RefusedMessage {
        out.open(name);
        HeaderXml.write(out, "GrpHdr", request.header());
        out.optional("OrgnlGrpInf", request.group(), StatusXml::writeGroup);
        out.open("TxInf");
        if (!request.original().isIdentified()) {
            throw out.refuse(RefusalCode.MISSING_ELEMENT, "Nothing names the original transfer.");
        }
        out.optionalValue("StsReqId", ValueTypes.MAX_35, request.statusRequestId());
        writeNames(out, request.original());
        out.optionalValue("AccptncDtTm", ValueTypes.DATE_TIME, request.acceptanceDateTime());
        out.optionalValue("ClrSysRef", ValueTypes.MAX_35, request.clearingSystemReference());
        out.optional("OrgnlTxRef", request.original().reference(), StatusXml::writeReference);
        out.close();
        out.close();
    }

    private static OriginalGroupStatus readGroupStatus(XmlCursor in, String name)
            throws RefusedMessage {
        in.enter(name);
        OriginalGroupInformation original = readGroupElements(in);
        in.skip("OrgnlNbOfTxs", "OrgnlCtrlSum");
        Optional<String> status = in.optionalValue("GrpSts", ValueTypes.MAX_4);
        List<StatusReason> reasons = in.many("StsRsnInf", StatusXml::readReason);
        in.skipAll("NbOfTxsPerSts");
        in.leave();
        return new OriginalGroupStatus(original, status, reasons);
    }

    private static void writeGroupStatus(XmlOutput out, String name, OriginalGroupStatus group)
            throws RefusedMessage {
        out.open(name);
        writeGroupElements(out, group.original());
        out.optionalValue("GrpSts", ValueTypes.MAX_4, group.status());
        out.many("StsRsnInf", group.reasons(), StatusXml::writeReason);
        out.close();
    }

    /** Completes a report, whose header may gain the agents that stand in the transaction. */
    private static PaymentStatusReport readTransactionStatus(
            XmlCursor in, PaymentStatusReport report) throws RefusedMessage {
        in.enter("TxInfAndSts");
        Optional<String> statusId = in.optionalValue("StsId", ValueTypes.MAX_35);
        Names names = readNames(in);
        Optional<String> status = in.optionalValue("TxSts", ValueTypes.MAX_4);
        List<StatusReason> reasons = in.many("StsRsnInf", StatusXml::readReason);
        in.skipAll("ChrgsInf");
        Optional<OffsetDateTime> accepted = in.optionalValue("AccptncDtTm", ValueTypes.DATE_TIME);
        in.skip("FctvIntrBkSttlmDt");
        Optional<String> servicerReference = in.optionalValue("AcctSvcrRef", ValueTypes.MAX_35);
        Optional<String> clearingReference = in.optionalValue("ClrSysRef", ValueTypes.MAX_35);
        GroupHeader header = HeaderXml.liftAgents(in, report.header());
        OriginalTransaction original =
                names.with(in.optional("OrgnlTxRef", StatusXml::readReference));
        in.skipAll("SplmtryData");
        in.leave();
        TransactionStatus transaction =
                new TransactionStatus(
                        statusId,
                        original,
                        status,
                        reasons,
                        accepted,
                        servicerReference,
                        clearingReference);
        return new PaymentStatusReport(header, report.group(), Optional.of(transaction));
    }

    private static void writeTransactionStatus(
            XmlOutput out, String name, TransactionStatus transaction) throws RefusedMessage {
        out.open(name);
        out.optionalValue("StsId", ValueTypes.MAX_35, transaction.statusId());
        writeNames(out, transaction.original());
        out.optionalValue("TxSts", ValueTypes.MAX_4, transaction.status());
        out.many("StsRsnInf", transaction.reasons(), StatusXml::writeReason);
        out.optionalValue("AccptncDtTm", ValueTypes.DATE_TIME, transaction.acceptanceDateTime());
        out.optionalValue("AcctSvcrRef", ValueTypes.MAX_35, transaction.accountServicerReference());
        out.optionalValue("ClrSysRef", ValueTypes.MAX_35, transaction.clearingSystemReference());
        out.optional("OrgnlTxRef", transaction.original().reference(), StatusXml::writeReference);
        out.close();
    }

    private static StatusReason readReason(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        in.skip("Orgtr");
        Optional<CodeOrProprietary> reason = in.optional("Rsn", ChoiceXml.OF_4::read);
        List<String> additional = in.values("AddtlInf", ValueTypes.MAX_105, XmlCursor.MAX_ELEMENTS);
        in.leave();
        return new StatusReason(reason, additional);
    }

    private static void writeReason(XmlOutput out, String name, StatusReason reason)
            throws RefusedMessage {
        out.open(name);
        out.optional("Rsn", reason.reason(), ChoiceXml.OF_4::write);
        out.values("AddtlInf", ValueTypes.MAX_105, reason.additional());
        out.close();
    }

    private static Names readNames(XmlCursor in) throws RefusedMessage {
        return new Names(
                in.optional("OrgnlGrpInf", StatusXml::readGroup),
                in.optionalValue("OrgnlInstrId", ValueTypes.MAX_35),
                in.optionalValue("OrgnlEndToEndId", ValueTypes.MAX_35),
                in.optionalValue("OrgnlTxId", ValueTypes.MAX_35),
                in.optionalValue("OrgnlUETR", ValueTypes.UETR));
    }

    private static void writeNames(XmlOutput out, OriginalTransaction original)
            throws RefusedMessage {
        out.optional("OrgnlGrpInf", original.group(), StatusXml::writeGroup);
        out.optionalValue("OrgnlInstrId", ValueTypes.MAX_35, original.instructionId());
        out.optionalValue("OrgnlEndToEndId", ValueTypes.MAX_35, original.endToEndId());
        out.optionalValue("OrgnlTxId", ValueTypes.MAX_35, original.transactionId());
        out.optionalValue("OrgnlUETR", ValueTypes.UETR, original.uetr());
    }

    private static OriginalGroupInformation readGroup(XmlCursor in, String name)
            throws RefusedMessage {
        in.enter(name);
        OriginalGroupInformation group = readGroupElements(in);
        in.leave();
        return group;
    }

    private static OriginalGroupInformation readGroupWithTotals(XmlCursor in, String name)
            throws RefusedMessage {
        in.enter(name);
        OriginalGroupInformation group = readGroupElements(in);
        in.skip("OrgnlNbOfTxs", "OrgnlCtrlSum");
        in.leave();
        return group;
    }

    private static void writeGroup(XmlOutput out, String name, OriginalGroupInformation group)
            throws RefusedMessage {
        out.open(name);
        writeGroupElements(out, group);
        out.close();
    }

    private static OriginalGroupInformation readGroupElements(XmlCursor in) throws RefusedMessage {
        return new OriginalGroupInformation(
                in.value("OrgnlMsgId", ValueTypes.MAX_35),
                in.value("OrgnlMsgNmId", ValueTypes.MAX_35),
                in.optionalValue("OrgnlCreDtTm", ValueTypes.DATE_TIME));
    }

    private static void writeGroupElements(XmlOutput out, OriginalGroupInformation group)
            throws RefusedMessage {
        out.value("OrgnlMsgId", ValueTypes.MAX_35, group.messageId());
        out.value("OrgnlMsgNmId", ValueTypes.MAX_35, group.messageNameId());
        out.optionalValue("OrgnlCreDtTm", ValueTypes.DATE_TIME, group.creationDateTime());
    }

    private static Reference readReference(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        Optional<CurrencyAndAmount> amount = in.optionalAmount("IntrBkSttlmAmt");
        in.skip("Amt");
        Optional<LocalDate> date = in.optionalValue("IntrBkSttlmDt", ValueTypes.DATE);
        in.skip("ReqdColltnDt", "ReqdExctnDt", "CdtrSchmeId", "SttlmInf", "PmtTpInf", "PmtMtd");
        in.skip("MndtRltdInf", "RmtInf");
        in.skip("UltmtDbtr", "Dbtr", "DbtrAcct", "DbtrAgt", "DbtrAgtAcct");
        in.skip("CdtrAgt", "CdtrAgtAcct", "Cdtr", "CdtrAcct", "UltmtCdtr", "Purp");
        in.leave();
        return new Reference(amount, date);
    }

    private static void writeReference(XmlOutput out, String name, Reference reference)
            throws RefusedMessage {
        out.open(name);
        out.optionalAmount("IntrBkSttlmAmt", reference.interbankSettlement());
        out.optionalValue("IntrBkSttlmDt", ValueTypes.DATE, reference.settlementDate());
        out.close();
    }

    private static void refuseSecond(XmlCursor in, String name) throws RefusedMessage {
        if (in.at(name)) {
            throw in.refuseAt(
                    name,
                    RefusalCode.MORE_THAN_ONE_TRANSACTION,
                    "A message is about exactly one transfer.");
        }
    }
}
