// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import dev.naru.formats.iso20022.DebitCreditNotification.BankTransactionCode;
import dev.naru.formats.iso20022.DebitCreditNotification.BankTransactionCode.Domain;
import dev.naru.formats.iso20022.DebitCreditNotification.BankTransactionCode.Proprietary;
import dev.naru.formats.iso20022.DebitCreditNotification.Entry;
import dev.naru.formats.iso20022.DebitCreditNotification.EntryTransaction;
import dev.naru.formats.iso20022.DebitCreditNotification.Moment;
import dev.naru.formats.iso20022.DebitCreditNotification.NamedReference;
import dev.naru.formats.iso20022.DebitCreditNotification.Parties;
import dev.naru.formats.iso20022.DebitCreditNotification.Party;
import dev.naru.formats.iso20022.DebitCreditNotification.References;
import dev.naru.formats.iso20022.DebitCreditNotification.Reversal;
import dev.naru.formats.iso20022.DebitCreditNotification.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** ReportEntry10 and what is in it. */
final class EntryXml {
    private static final long MOST_COUNTED = 999_999_999_999_999L;

    private EntryXml() {}

    static Entry read(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        Optional<String> reference = in.optionalValue("NtryRef", ValueTypes.MAX_35);
        CurrencyAndAmount amount = in.amount("Amt");
        Side side = in.value("CdtDbtInd", ValueTypes.SIDE);
        Reversal reversal = in.optionalValue("RvslInd", ValueTypes.REVERSAL).orElse(Reversal.NO);
        CodeOrProprietary status = ChoiceXml.OF_4.read(in, "Sts");
        Optional<Moment> booked = in.optional("BookgDt", EntryXml::readMoment);
        Optional<Moment> value = in.optional("ValDt", EntryXml::readMoment);
        Optional<String> servicerReference = in.optionalValue("AcctSvcrRef", ValueTypes.MAX_35);
        in.skipAll("Avlbty");
        BankTransactionCode code = readCode(in, "BkTxCd");
        in.skip("ComssnWvrInd", "AddtlInfInd", "AmtDtls", "Chrgs", "TechInptChanl");
        in.skip("Intrst", "CardTx");
        List<EntryTransaction> transactions = new ArrayList<>(1);
        Optional<Long> batched = Optional.empty();
        while (in.at("NtryDtls")) {
            in.enter("NtryDtls");
            batched = plus(batched, readBatch(in));
            transactions.addAll(in.many("TxDtls", EntryXml::readTransaction));
            in.leave();
        }
        Optional<String> additional = in.optionalValue("AddtlNtryInf", ValueTypes.MAX_500);
        in.leave();
        return new Entry(
                reference,
                amount,
                side,
                reversal,
                status,
                booked,
                value,
                servicerReference,
                code,
                batched,
                transactions,
                additional);
    }

    static void write(XmlOutput out, String name, Entry entry) throws RefusedMessage {
        out.open(name);
        out.optionalValue("NtryRef", ValueTypes.MAX_35, entry.reference());
        out.amount("Amt", entry.amount());
        out.value("CdtDbtInd", ValueTypes.SIDE, entry.side());
        if (entry.reversal() == Reversal.YES) {
            out.value("RvslInd", ValueTypes.REVERSAL, entry.reversal());
        }
        ChoiceXml.OF_4.write(out, "Sts", entry.status());
        out.optional("BookgDt", entry.booked(), EntryXml::writeMoment);
        out.optional("ValDt", entry.value(), EntryXml::writeMoment);
        out.optionalValue("AcctSvcrRef", ValueTypes.MAX_35, entry.servicerReference());
        writeCode(out, "BkTxCd", entry.code());
        if (!entry.transactions().isEmpty() || entry.batched().isPresent()) {
            out.open("NtryDtls");
            if (entry.batched().isPresent()) {
                out.open("Btch");
                out.optionalValue("NbOfTxs", ValueTypes.COUNT, entry.batched());
                out.close();
            }
            out.many("TxDtls", entry.transactions(), EntryXml::writeTransaction);
            out.close();
        }
        out.optionalValue("AddtlNtryInf", ValueTypes.MAX_500, entry.additional());
        out.close();
    }

    private static Optional<Long> readBatch(XmlCursor in) throws RefusedMessage {
        if (!in.at("Btch")) {
            return Optional.empty();
        }
        in.enter("Btch");
        in.skip("MsgId", "PmtInfId");
        Optional<Long> count = in.optionalValue("NbOfTxs", ValueTypes.COUNT);
        in.skip("TtlAmt", "CdtDbtInd");
        in.leave();
        return count;
    }

    private static Optional<Long> plus(Optional<Long> sum, Optional<Long> more) {
        return more.map(count -> Math.min(sum.orElse(0L) + count, MOST_COUNTED)).or(() -> sum);
    }

    private static Moment readMoment(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        Moment moment =
                in.at("Dt")
                        ? new Moment.On(in.value("Dt", ValueTypes.DATE))
                        : new Moment.At(in.value("DtTm", ValueTypes.DATE_TIME));
        in.leave();
        return moment;
    }

    private static void writeMoment(XmlOutput out, String name, Moment moment)
            throws RefusedMessage {
        out.open(name);
        switch (moment) {
            case Moment.On(var date) -> out.value("Dt", ValueTypes.DATE, date);
            case Moment.At(var time) -> out.value("DtTm", ValueTypes.DATE_TIME, time);
        }
        out.close();
    }

    private static BankTransactionCode readCode(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        Optional<Domain> domain = in.optional("Domn", EntryXml::readDomain);
        Optional<Proprietary> proprietary = in.optional("Prtry", EntryXml::readProprietary);
        in.leave();
        return new BankTransactionCode(domain, proprietary);
    }

    private static void writeCode(XmlOutput out, String name, BankTransactionCode code)
            throws RefusedMessage {
        out.open(name);
        out.optional("Domn", code.domain(), EntryXml::writeDomain);
        out.optional("Prtry", code.proprietary(), EntryXml::writeProprietary);
        out.close();
    }

    private static Domain readDomain(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        String code = in.value("Cd", ValueTypes.MAX_4);
        in.enter("Fmly");
        String family = in.value("Cd", ValueTypes.MAX_4);
        String subFamily = in.value("SubFmlyCd", ValueTypes.MAX_4);
        in.leave();
        in.leave();
        return new Domain(code, family, subFamily);
    }

    private static void writeDomain(XmlOutput out, String name, Domain domain)
            throws RefusedMessage {
        out.open(name);
        out.value("Cd", ValueTypes.MAX_4, domain.code());
        out.open("Fmly");
        out.value("Cd", ValueTypes.MAX_4, domain.family());
        out.value("SubFmlyCd", ValueTypes.MAX_4, domain.subFamily());
        out.close();
        out.close();
    }

    private static Proprietary readProprietary(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        Proprietary word =
                new Proprietary(
                        in.value("Cd", ValueTypes.MAX_35),
                        in.optionalValue("Issr", ValueTypes.MAX_35));
        in.leave();
        return word;
    }

    private static void writeProprietary(XmlOutput out, String name, Proprietary word)
            throws RefusedMessage {
        out.open(name);
        out.value("Cd", ValueTypes.MAX_35, word.code());
        out.optionalValue("Issr", ValueTypes.MAX_35, word.issuer());
        out.close();
    }

    private static EntryTransaction readTransaction(XmlCursor in, String name)
            throws RefusedMessage {
        in.enter(name);
        References references =
                in.optional("Refs", EntryXml::readReferences).orElse(References.NONE);
        Optional<CurrencyAndAmount> amount = in.optionalAmount("Amt");
        Optional<Side> side = in.optionalValue("CdtDbtInd", ValueTypes.SIDE);
        in.skip("AmtDtls");
        in.skipAll("Avlbty");
        in.skip("BkTxCd", "Chrgs", "Intrst");
        Parties parties = readParties(in);
        in.skip("LclInstrm", "Purp");
        in.skipAll("RltdRmtInf");
        var remittance = in.optional("RmtInf", CreditTransferXml::readRemittance);
        in.skip("RltdDts", "RltdPric");
        in.skipAll("RltdQties");
        in.skip("FinInstrmId", "Tax", "RtrInf", "CorpActn", "SfkpgAcct");
        in.skipAll("CshDpst");
        in.skip("CardTx", "AddtlTxInf");
        in.skipAll("SplmtryData");
        in.leave();
        return new EntryTransaction(references, amount, side, parties, remittance);
    }

    private static void writeTransaction(XmlOutput out, String name, EntryTransaction transaction)
            throws RefusedMessage {
        out.open(name);
        if (!transaction.references().isEmpty()) {
            writeReferences(out, "Refs", transaction.references());
        }
        out.optionalAmount("Amt", transaction.amount());
        out.optionalValue("CdtDbtInd", ValueTypes.SIDE, transaction.side());
        writeParties(out, transaction.parties());
        out.optional("RmtInf", transaction.remittance(), CreditTransferXml::writeRemittance);
        out.close();
    }

    private static References readReferences(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        Optional<String> messageId = in.optionalValue("MsgId", ValueTypes.MAX_35);
        Optional<String> servicerReference = in.optionalValue("AcctSvcrRef", ValueTypes.MAX_35);
        in.skip("PmtInfId");
        Optional<String> instructionId = in.optionalValue("InstrId", ValueTypes.MAX_35);
        Optional<String> endToEndId = in.optionalValue("EndToEndId", ValueTypes.MAX_35);
        Optional<UUID> uetr = in.optionalValue("UETR", ValueTypes.UETR);
        Optional<String> transactionId = in.optionalValue("TxId", ValueTypes.MAX_35);
        in.skip("MndtId", "ChqNb");
        Optional<String> clearingReference = in.optionalValue("ClrSysRef", ValueTypes.MAX_35);
        in.skip("AcctOwnrTxId", "AcctSvcrTxId", "MktInfrstrctrTxId", "PrcgId");
        List<NamedReference> proprietary = in.many("Prtry", EntryXml::readNamed);
        in.leave();
        return new References(
                messageId,
                servicerReference,
                instructionId,
                endToEndId,
                uetr,
                transactionId,
                clearingReference,
                proprietary);
    }

    private static void writeReferences(XmlOutput out, String name, References references)
            throws RefusedMessage {
        out.open(name);
        out.optionalValue("MsgId", ValueTypes.MAX_35, references.messageId());
        out.optionalValue("AcctSvcrRef", ValueTypes.MAX_35, references.servicerReference());
        out.optionalValue("InstrId", ValueTypes.MAX_35, references.instructionId());
        out.optionalValue("EndToEndId", ValueTypes.MAX_35, references.endToEndId());
        out.optionalValue("UETR", ValueTypes.UETR, references.uetr());
        out.optionalValue("TxId", ValueTypes.MAX_35, references.transactionId());
        out.optionalValue("ClrSysRef", ValueTypes.MAX_35, references.clearingSystemReference());
        out.many("Prtry", references.proprietary(), EntryXml::writeNamed);
        out.close();
    }

    private static NamedReference readNamed(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        NamedReference named =
                new NamedReference(
                        in.value("Tp", ValueTypes.MAX_35), in.value("Ref", ValueTypes.MAX_35));
        in.leave();
        return named;
    }

    private static void writeNamed(XmlOutput out, String name, NamedReference named)
            throws RefusedMessage {
        out.open(name);
        out.value("Tp", ValueTypes.MAX_35, named.type());
        out.value("Ref", ValueTypes.MAX_35, named.reference());
        out.close();
    }

    /** The parties and their agents stand in two elements, of which this carries one each way. */
    private static Parties readParties(XmlCursor in) throws RefusedMessage {
        Parties parties = Parties.NONE;
        if (in.at("RltdPties")) {
            in.enter("RltdPties");
            in.skip("InitgPty");
            Optional<Party> debtor = in.optional("Dbtr", EntryXml::readParty);
            in.skip("DbtrAcct", "UltmtDbtr");
            Optional<Party> creditor = in.optional("Cdtr", EntryXml::readParty);
            in.skip("CdtrAcct", "UltmtCdtr", "TradgPty");
            in.skipAll("Prtry");
            in.leave();
            parties = new Parties(debtor, creditor, Optional.empty(), Optional.empty());
        }
        if (in.at("RltdAgts")) {
            in.enter("RltdAgts");
            in.skip("InstgAgt", "InstdAgt");
            Optional<FinancialInstitutionIdentification> debtorAgent =
                    in.optional("DbtrAgt", AgentXml::read);
            Optional<FinancialInstitutionIdentification> creditorAgent =
                    in.optional("CdtrAgt", AgentXml::read);
            in.skip("IntrmyAgt1", "IntrmyAgt2", "IntrmyAgt3", "RcvgAgt", "DlvrgAgt", "IssgAgt");
            in.skip("SttlmPlc");
            in.skipAll("Prtry");
            in.leave();
            parties = new Parties(parties.debtor(), parties.creditor(), debtorAgent, creditorAgent);
        }
        return parties;
    }

    private static void writeParties(XmlOutput out, Parties parties) throws RefusedMessage {
        if (parties.debtor().isPresent() || parties.creditor().isPresent()) {
            out.open("RltdPties");
            out.optional("Dbtr", parties.debtor(), EntryXml::writeParty);
            out.optional("Cdtr", parties.creditor(), EntryXml::writeParty);
            out.close();
        }
        if (parties.debtorAgent().isPresent() || parties.creditorAgent().isPresent()) {
            out.open("RltdAgts");
            out.optional("DbtrAgt", parties.debtorAgent(), AgentXml::write);
            out.optional("CdtrAgt", parties.creditorAgent(), AgentXml::write);
            out.close();
        }
    }

    private static Party readParty(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        Party party =
                in.at("Agt")
                        ? new Party.Institution(AgentXml.read(in, "Agt"))
                        : new Party.Customer(PartyXml.read(in, "Pty"));
        in.leave();
        return party;
    }

    private static void writeParty(XmlOutput out, String name, Party party) throws RefusedMessage {
        out.open(name);
        switch (party) {
            case Party.Customer(PartyIdentification customer) ->
                    PartyXml.write(out, "Pty", customer);
            case Party.Institution(FinancialInstitutionIdentification agent) ->
                    AgentXml.write(out, "Agt", agent);
        }
        out.close();
    }
}
