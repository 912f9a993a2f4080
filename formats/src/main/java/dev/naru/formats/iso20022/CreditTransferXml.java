// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import dev.naru.formats.iso20022.CustomerCreditTransfer.Amounts;
import dev.naru.formats.iso20022.CustomerCreditTransfer.Charge;
import dev.naru.formats.iso20022.CustomerCreditTransfer.ChargeBearer;
import dev.naru.formats.iso20022.CustomerCreditTransfer.CreditorReference;
import dev.naru.formats.iso20022.CustomerCreditTransfer.PaymentIdentification;
import dev.naru.formats.iso20022.CustomerCreditTransfer.PaymentType;
import dev.naru.formats.iso20022.CustomerCreditTransfer.RemittanceInformation;
import dev.naru.formats.iso20022.CustomerCreditTransfer.TransferParty;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** pacs.008.001.08 with one transfer. */
final class CreditTransferXml {
    private static final ValueType<String> CLRG = new TextType("CLRG", "CLRG"::equals);

    private CreditTransferXml() {}

    /** A header and the things that it may say for its only transfer. */
    private record Header(
            GroupHeader group,
            Optional<Decimal> controlSum,
            Optional<CurrencyAndAmount> total,
            Optional<LocalDate> settlementDate,
            Optional<CodeOrProprietary> clearingSystem,
            Optional<PaymentType> paymentType) {}

    static CustomerCreditTransfer read(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        Header header = readHeader(in);
        CustomerCreditTransfer transfer = readTransfer(in, header);
        if (in.at("CdtTrfTxInf")) {
            throw in.refuseAt(
                    "CdtTrfTxInf",
                    RefusalCode.MORE_THAN_ONE_TRANSACTION,
                    "A message carries exactly one transfer.");
        }
        requireSameTotals(in, header, transfer.amounts().interbankSettlement());
        in.skipAll("SplmtryData");
        in.leave();
        return transfer;
    }

    static void write(XmlOutput out, String name, CustomerCreditTransfer transfer)
            throws RefusedMessage {
        out.open(name);
        GroupHeader header = transfer.header();
        out.open("GrpHdr");
        out.value("MsgId", ValueTypes.MAX_35, header.messageId());
        out.value("CreDtTm", ValueTypes.DATE_TIME, header.creationDateTime());
        out.value("NbOfTxs", ValueTypes.ONE, "1");
        out.open("SttlmInf");
        out.value("SttlmMtd", CLRG, "CLRG");
        out.optional("ClrSys", transfer.clearingSystem(), ChoiceXml.OF_3::write);
        out.close();
        HeaderXml.writeAgents(out, header);
        out.close();
        writeTransfer(out, transfer);
        out.close();
    }

    private static Header readHeader(XmlCursor in) throws RefusedMessage {
        in.enter("GrpHdr");
        String messageId = in.value("MsgId", ValueTypes.MAX_35);
        OffsetDateTime created = in.value("CreDtTm", ValueTypes.DATE_TIME);
        in.skip("BtchBookg");
        in.value("NbOfTxs", ValueTypes.ONE);
        Optional<Decimal> controlSum = in.optionalValue("CtrlSum", ValueTypes.CONTROL_SUM);
        Optional<CurrencyAndAmount> total = in.optionalAmount("TtlIntrBkSttlmAmt");
        Optional<LocalDate> date = in.optionalValue("IntrBkSttlmDt", ValueTypes.DATE);
        Optional<CodeOrProprietary> clearingSystem = readSettlement(in);
        Optional<PaymentType> type = in.optional("PmtTpInf", CreditTransferXml::readPaymentType);
        GroupHeader group = HeaderXml.withAgents(in, messageId, created);
        in.leave();
        return new Header(group, controlSum, total, date, clearingSystem, type);
    }

    private static Optional<CodeOrProprietary> readSettlement(XmlCursor in) throws RefusedMessage {
        in.enter("SttlmInf");
        String method = in.value("SttlmMtd", ValueTypes.MAX_4);
        if (!method.equals("CLRG")) {
            throw in.refuseAt(
                    "SttlmMtd",
                    RefusalCode.UNSUPPORTED_VALUE,
                    "Only settlement by a clearing system (CLRG) is accepted.");
        }
        in.skip("SttlmAcct");
        Optional<CodeOrProprietary> system = in.optional("ClrSys", ChoiceXml.OF_3::read);
        in.leave();
        return system;
    }

    /** Follows CreditTransferTransaction39 from its first element to its last. */
    private static CustomerCreditTransfer readTransfer(XmlCursor in, Header header)
            throws RefusedMessage {
        in.enter("CdtTrfTxInf");
        PaymentIdentification identification = readIdentification(in);
        Optional<PaymentType> type =
                HeaderXml.inOnePlace(
                        in, "PmtTpInf", header.paymentType(), CreditTransferXml::readPaymentType);
        CurrencyAndAmount settled = in.amount("IntrBkSttlmAmt");
        Optional<LocalDate> date =
                HeaderXml.inOnePlace(
                        in,
                        "IntrBkSttlmDt",
                        header.settlementDate(),
                        (cursor, name) -> cursor.value(name, ValueTypes.DATE));
        in.skip("SttlmPrty", "SttlmTmIndctn", "SttlmTmReq");
        Optional<OffsetDateTime> accepted = in.optionalValue("AccptncDtTm", ValueTypes.DATE_TIME);
        in.skip("PoolgAdjstmntDt");
        Optional<CurrencyAndAmount> instructed = in.optionalAmount("InstdAmt");
        Optional<Decimal> rate = in.optionalValue("XchgRate", ValueTypes.RATE);
        ChargeBearer bearer = in.value("ChrgBr", ValueTypes.CHARGE_BEARER);
        List<Charge> charges = in.many("ChrgsInf", CreditTransferXml::readCharge);
        skipPreviousAgents(in);
        GroupHeader group = HeaderXml.liftAgents(in, header.group());
        skipIntermediaries(in);
        TransferParty debtor = readDebtor(in);
        TransferParty creditor = readCreditor(in);
        in.skipAll("InstrForCdtrAgt");
        in.skipAll("InstrForNxtAgt");
        Optional<CodeOrProprietary> purpose = in.optional("Purp", ChoiceXml.OF_4::read);
        in.skipAll("RgltryRptg");
        in.skip("Tax");
        in.skipAll("RltdRmtInf");
        Optional<RemittanceInformation> remittance =
                in.optional("RmtInf", CreditTransferXml::readRemittance);
        in.skipAll("SplmtryData");
        in.leave();
        return new CustomerCreditTransfer(
                group,
                header.clearingSystem(),
                identification,
                type,
                new Amounts(settled, date, instructed, rate),
                accepted,
                bearer,
                charges,
                debtor,
                creditor,
                purpose,
                remittance);
    }

    private static void writeTransfer(XmlOutput out, CustomerCreditTransfer transfer)
            throws RefusedMessage {
        Amounts amounts = transfer.amounts();
        out.open("CdtTrfTxInf");
        writeIdentification(out, transfer.identification());
        out.optional("PmtTpInf", transfer.paymentType(), CreditTransferXml::writePaymentType);
        out.amount("IntrBkSttlmAmt", amounts.interbankSettlement());
        out.optionalValue("IntrBkSttlmDt", ValueTypes.DATE, amounts.settlementDate());
        out.optionalValue("AccptncDtTm", ValueTypes.DATE_TIME, transfer.acceptanceDateTime());
        out.optionalAmount("InstdAmt", amounts.instructed());
        out.optionalValue("XchgRate", ValueTypes.RATE, amounts.exchangeRate());
        out.value("ChrgBr", ValueTypes.CHARGE_BEARER, transfer.chargeBearer());
        out.many("ChrgsInf", transfer.charges(), CreditTransferXml::writeCharge);
        TransferParty debtor = transfer.debtor();
        out.optional("UltmtDbtr", debtor.ultimate(), PartyXml::write);
        PartyXml.write(out, "Dbtr", debtor.party());
        out.optional("DbtrAcct", debtor.account(), AccountXml::write);
        AgentXml.write(out, "DbtrAgt", debtor.agent());
        TransferParty creditor = transfer.creditor();
        AgentXml.write(out, "CdtrAgt", creditor.agent());
        PartyXml.write(out, "Cdtr", creditor.party());
        out.optional("CdtrAcct", creditor.account(), AccountXml::write);
        out.optional("UltmtCdtr", creditor.ultimate(), PartyXml::write);
        out.optional("Purp", transfer.purpose(), ChoiceXml.OF_4::write);
        out.optional("RmtInf", transfer.remittance(), CreditTransferXml::writeRemittance);
        out.close();
    }

    private static void skipPreviousAgents(XmlCursor in) throws RefusedMessage {
        in.skip("PrvsInstgAgt1", "PrvsInstgAgt1Acct");
        in.skip("PrvsInstgAgt2", "PrvsInstgAgt2Acct");
        in.skip("PrvsInstgAgt3", "PrvsInstgAgt3Acct");
    }

    private static void skipIntermediaries(XmlCursor in) throws RefusedMessage {
        in.skip("IntrmyAgt1", "IntrmyAgt1Acct");
        in.skip("IntrmyAgt2", "IntrmyAgt2Acct");
        in.skip("IntrmyAgt3", "IntrmyAgt3Acct");
    }

    private static TransferParty readDebtor(XmlCursor in) throws RefusedMessage {
        Optional<PartyIdentification> ultimate = in.optional("UltmtDbtr", PartyXml::read);
        in.skip("InitgPty");
        PartyIdentification party = PartyXml.read(in, "Dbtr");
        Optional<CashAccount> account = in.optional("DbtrAcct", AccountXml::read);
        FinancialInstitutionIdentification agent = AgentXml.read(in, "DbtrAgt");
        in.skip("DbtrAgtAcct");
        return new TransferParty(party, account, agent, ultimate);
    }

    private static TransferParty readCreditor(XmlCursor in) throws RefusedMessage {
        FinancialInstitutionIdentification agent = AgentXml.read(in, "CdtrAgt");
        in.skip("CdtrAgtAcct");
        PartyIdentification party = PartyXml.read(in, "Cdtr");
        Optional<CashAccount> account = in.optional("CdtrAcct", AccountXml::read);
        Optional<PartyIdentification> ultimate = in.optional("UltmtCdtr", PartyXml::read);
        return new TransferParty(party, account, agent, ultimate);
    }

    private static PaymentIdentification readIdentification(XmlCursor in) throws RefusedMessage {
        in.enter("PmtId");
        Optional<String> instructionId = in.optionalValue("InstrId", ValueTypes.MAX_35);
        String endToEndId = in.value("EndToEndId", ValueTypes.MAX_35);
        Optional<String> transactionId = in.optionalValue("TxId", ValueTypes.MAX_35);
        Optional<UUID> uetr = in.optionalValue("UETR", ValueTypes.UETR);
        Optional<String> clearingReference = in.optionalValue("ClrSysRef", ValueTypes.MAX_35);
        in.leave();
        return new PaymentIdentification(
                instructionId, endToEndId, transactionId, uetr, clearingReference);
    }

    private static void writeIdentification(XmlOutput out, PaymentIdentification identification)
            throws RefusedMessage {
        out.open("PmtId");
        out.optionalValue("InstrId", ValueTypes.MAX_35, identification.instructionId());
        out.value("EndToEndId", ValueTypes.MAX_35, identification.endToEndId());
        out.optionalValue("TxId", ValueTypes.MAX_35, identification.transactionId());
        out.optionalValue("UETR", ValueTypes.UETR, identification.uetr());
        out.optionalValue("ClrSysRef", ValueTypes.MAX_35, identification.clearingSystemReference());
        out.close();
    }

    private static PaymentType readPaymentType(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        in.skip("InstrPrty", "ClrChanl");
        List<CodeOrProprietary> levels = in.many("SvcLvl", ChoiceXml.OF_4::read);
        Optional<CodeOrProprietary> instrument = in.optional("LclInstrm", ChoiceXml.OF_35::read);
        Optional<CodeOrProprietary> purpose = in.optional("CtgyPurp", ChoiceXml.OF_4::read);
        in.leave();
        return new PaymentType(levels, instrument, purpose);
    }

    private static void writePaymentType(XmlOutput out, String name, PaymentType type)
            throws RefusedMessage {
        out.open(name);
        out.many("SvcLvl", type.serviceLevels(), ChoiceXml.OF_4::write);
        out.optional("LclInstrm", type.localInstrument(), ChoiceXml.OF_35::write);
        out.optional("CtgyPurp", type.categoryPurpose(), ChoiceXml.OF_4::write);
        out.close();
    }

    private static Charge readCharge(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        CurrencyAndAmount amount = in.amount("Amt");
        FinancialInstitutionIdentification agent = AgentXml.read(in, "Agt");
        in.leave();
        return new Charge(amount, agent);
    }

    private static void writeCharge(XmlOutput out, String name, Charge charge)
            throws RefusedMessage {
        out.open(name);
        out.amount("Amt", charge.amount());
        AgentXml.write(out, "Agt", charge.agent());
        out.close();
    }

    /** Structured parts that hold no creditor reference say nothing that is carried here. */
    static RemittanceInformation readRemittance(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        List<String> unstructured = in.values("Ustrd", ValueTypes.MAX_140, XmlCursor.MAX_ELEMENTS);
        List<CreditorReference> references = new ArrayList<>();
        while (in.at("Strd")) {
            in.enter("Strd");
            in.skipAll("RfrdDocInf");
            in.skip("RfrdDocAmt");
            in.optional("CdtrRefInf", CreditTransferXml::readReference)
                    .ifPresent(references::addAll);
            in.skip("Invcr", "Invcee", "TaxRmt", "GrnshmtRmt");
            in.values("AddtlRmtInf", ValueTypes.MAX_140, 3);
            in.leave();
        }
        in.leave();
        return new RemittanceInformation(unstructured, references);
    }

    private static List<CreditorReference> readReference(XmlCursor in, String name)
            throws RefusedMessage {
        in.enter(name);
        Optional<CodeOrProprietary> type = in.optional("Tp", CreditTransferXml::readType);
        Optional<String> reference = in.optionalValue("Ref", ValueTypes.MAX_35);
        in.leave();
        return reference.map(text -> new CreditorReference(type, text)).stream().toList();
    }

    private static CodeOrProprietary readType(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        CodeOrProprietary type = ChoiceXml.OF_CREDITOR_REFERENCES.read(in, "CdOrPrtry");
        in.skip("Issr");
        in.leave();
        return type;
    }

    static void writeRemittance(XmlOutput out, String name, RemittanceInformation remittance)
            throws RefusedMessage {
        out.open(name);
        out.values("Ustrd", ValueTypes.MAX_140, remittance.unstructured());
        for (CreditorReference reference : remittance.references()) {
            out.open("Strd");
            out.open("CdtrRefInf");
            out.optional("Tp", reference.type(), CreditTransferXml::writeType);
            out.value("Ref", ValueTypes.MAX_35, reference.reference());
            out.close();
            out.close();
        }
        out.close();
    }

    private static void writeType(XmlOutput out, String name, CodeOrProprietary type)
            throws RefusedMessage {
        out.open(name);
        ChoiceXml.OF_CREDITOR_REFERENCES.write(out, "CdOrPrtry", type);
        out.close();
    }

    private static void requireSameTotals(XmlCursor in, Header header, CurrencyAndAmount settled)
            throws RefusedMessage {
        boolean sumFits =
                header.controlSum().map(sum -> sum.hasValueOf(settled.amount())).orElse(true);
        boolean totalFits = header.total().map(total -> total.hasValueOf(settled)).orElse(true);
        if (!sumFits || !totalFits) {
            throw in.refuseAt(
                    "GrpHdr",
                    RefusalCode.INCONSISTENT,
                    "The header's control figures differ from the transfer.");
        }
    }
}
