// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import dev.naru.formats.iso20022.DebitCreditNotification.AccountNotification;
import dev.naru.formats.iso20022.DebitCreditNotification.CountAndSum;
import dev.naru.formats.iso20022.DebitCreditNotification.Entry;
import dev.naru.formats.iso20022.DebitCreditNotification.Net;
import dev.naru.formats.iso20022.DebitCreditNotification.Period;
import dev.naru.formats.iso20022.DebitCreditNotification.ReportedAccount;
import dev.naru.formats.iso20022.DebitCreditNotification.Totals;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** camt.054.001.08 without its entries, which {@link EntryXml} knows. */
final class NotificationXml {
    private static final String DIFFERENT_TOTALS = "The totals differ from the entries.";

    private NotificationXml() {}

    static DebitCreditNotification read(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        in.enter("GrpHdr");
        String messageId = in.value("MsgId", ValueTypes.MAX_35);
        OffsetDateTime created = in.value("CreDtTm", ValueTypes.DATE_TIME);
        in.skip("MsgRcpt", "MsgPgntn", "OrgnlBizQry", "AddtlInf");
        in.leave();
        List<AccountNotification> notifications =
                in.many("Ntfctn", NotificationXml::readNotification);
        if (notifications.isEmpty()) {
            throw in.refuseAt(
                    "Ntfctn", RefusalCode.MISSING_ELEMENT, "The message is about no account.");
        }
        in.skipAll("SplmtryData");
        in.leave();
        return new DebitCreditNotification(messageId, created, notifications);
    }

    static void write(XmlOutput out, String name, DebitCreditNotification message)
            throws RefusedMessage {
        open(out, name, message.messageId(), message.creationDateTime());
        if (message.notifications().isEmpty()) {
            throw out.refuse(RefusalCode.MISSING_ELEMENT, "The message is about no account.");
        }
        for (AccountNotification notification : message.notifications()) {
            EntryTotals totals = new EntryTotals();
            openNotification(out, notification);
            for (Entry entry : notification.entries()) {
                EntryXml.write(out, "Ntry", entry);
                totals.add(entry);
            }
            closeNotification(out, notification, totals);
        }
        out.close();
    }

    /** Writes everything that stands before the first account. */
    static void open(XmlOutput out, String name, String messageId, OffsetDateTime created)
            throws RefusedMessage {
        out.open(name);
        out.open("GrpHdr");
        out.value("MsgId", ValueTypes.MAX_35, messageId);
        out.value("CreDtTm", ValueTypes.DATE_TIME, created);
        out.close();
    }

    /** Writes everything of an account that stands before its first entry. */
    static void openNotification(XmlOutput out, AccountNotification notification)
            throws RefusedMessage {
        out.open("Ntfctn");
        out.value("Id", ValueTypes.MAX_35, notification.id());
        out.optional("FrToDt", notification.period(), NotificationXml::writePeriod);
        writeAccount(out, notification.account());
        out.optional("TxsSummry", notification.totals(), NotificationXml::writeTotals);
    }

    /** Writes what stands behind an account's last entry, if its totals fit what was written. */
    static void closeNotification(
            XmlOutput out, AccountNotification notification, EntryTotals written)
            throws RefusedMessage {
        if (!notification.totals().map(written::agreesWith).orElse(true)) {
            throw out.refuse(RefusalCode.INCONSISTENT, DIFFERENT_TOTALS);
        }
        out.optionalValue("AddtlNtfctnInf", ValueTypes.MAX_500, notification.additional());
        out.close();
    }

    private static AccountNotification readNotification(XmlCursor in, String name)
            throws RefusedMessage {
        in.enter(name);
        String id = in.value("Id", ValueTypes.MAX_35);
        in.skip("NtfctnPgntn", "ElctrncSeqNb", "RptgSeq", "LglSeqNb", "CreDtTm");
        Optional<Period> period = in.optional("FrToDt", NotificationXml::readPeriod);
        in.skip("CpyDplctInd", "RptgSrc");
        ReportedAccount account = readAccount(in);
        in.skip("RltdAcct");
        in.skipAll("Intrst");
        Optional<Totals> totals = in.optional("TxsSummry", NotificationXml::readTotals);
        List<Entry> entries = in.many("Ntry", EntryXml::read);
        Optional<String> additional = in.optionalValue("AddtlNtfctnInf", ValueTypes.MAX_500);
        EntryTotals counted = new EntryTotals();
        entries.forEach(counted::add);
        if (!totals.map(counted::agreesWith).orElse(true)) {
            throw in.refuseAt("TxsSummry", RefusalCode.INCONSISTENT, DIFFERENT_TOTALS);
        }
        in.leave();
        return new AccountNotification(id, period, account, totals, entries, additional);
    }

    private static Period readPeriod(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        Period period =
                new Period(
                        in.value("FrDtTm", ValueTypes.DATE_TIME),
                        in.value("ToDtTm", ValueTypes.DATE_TIME));
        in.leave();
        return period;
    }

    private static void writePeriod(XmlOutput out, String name, Period period)
            throws RefusedMessage {
        out.open(name);
        out.value("FrDtTm", ValueTypes.DATE_TIME, period.from());
        out.value("ToDtTm", ValueTypes.DATE_TIME, period.to());
        out.close();
    }

    private static ReportedAccount readAccount(XmlCursor in) throws RefusedMessage {
        in.enter("Acct");
        AccountIdentification identification = AccountXml.readIdentification(in, "Id");
        in.skip("Tp");
        Optional<String> currency = in.optionalValue("Ccy", ValueTypes.CURRENCY);
        Optional<String> accountName = in.optionalValue("Nm", ValueTypes.MAX_70);
        in.skip("Prxy", "Ownr");
        ReportedAccount account =
                new ReportedAccount(
                        identification, currency, accountName, in.optional("Svcr", AgentXml::read));
        in.leave();
        return account;
    }

    private static void writeAccount(XmlOutput out, ReportedAccount account) throws RefusedMessage {
        out.open("Acct");
        AccountXml.writeIdentification(out, "Id", account.identification());
        out.optionalValue("Ccy", ValueTypes.CURRENCY, account.currency());
        out.optionalValue("Nm", ValueTypes.MAX_70, account.name());
        out.optional("Svcr", account.servicer(), AgentXml::write);
        out.close();
    }

    private static Totals readTotals(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        Optional<CountAndSum> all = Optional.empty();
        Optional<Net> net = Optional.empty();
        if (in.at("TtlNtries")) {
            in.enter("TtlNtries");
            all = Optional.of(readCountAndSum(in));
            net = in.optional("TtlNetNtry", NotificationXml::readNet);
            in.leave();
        }
        Optional<CountAndSum> credits = in.optional("TtlCdtNtries", NotificationXml::readSideTotal);
        Optional<CountAndSum> debits = in.optional("TtlDbtNtries", NotificationXml::readSideTotal);
        in.skipAll("TtlNtriesPerBkTxCd");
        in.leave();
        return new Totals(all, net, credits, debits);
    }

    private static void writeTotals(XmlOutput out, String name, Totals totals)
            throws RefusedMessage {
        out.open(name);
        if (totals.all().isPresent()) {
            out.open("TtlNtries");
            writeCountAndSum(out, totals.all().get());
            out.optional("TtlNetNtry", totals.net(), NotificationXml::writeNet);
            out.close();
        } else if (totals.net().isPresent()) {
            throw out.refuse(RefusalCode.MISSING_ELEMENT, "A net stands beside its totals only.");
        }
        out.optional("TtlCdtNtries", totals.credits(), NotificationXml::writeSideTotal);
        out.optional("TtlDbtNtries", totals.debits(), NotificationXml::writeSideTotal);
        out.close();
    }

    private static CountAndSum readSideTotal(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        CountAndSum total = readCountAndSum(in);
        in.leave();
        return total;
    }

    private static void writeSideTotal(XmlOutput out, String name, CountAndSum total)
            throws RefusedMessage {
        out.open(name);
        writeCountAndSum(out, total);
        out.close();
    }

    private static CountAndSum readCountAndSum(XmlCursor in) throws RefusedMessage {
        return new CountAndSum(
                in.optionalValue("NbOfNtries", ValueTypes.COUNT),
                in.optionalValue("Sum", ValueTypes.CONTROL_SUM));
    }

    private static void writeCountAndSum(XmlOutput out, CountAndSum total) throws RefusedMessage {
        out.optionalValue("NbOfNtries", ValueTypes.COUNT, total.count());
        out.optionalValue("Sum", ValueTypes.CONTROL_SUM, total.sum());
    }

    private static Net readNet(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        Net net =
                new Net(
                        in.value("Amt", ValueTypes.CONTROL_SUM),
                        in.value("CdtDbtInd", ValueTypes.SIDE));
        in.leave();
        return net;
    }

    private static void writeNet(XmlOutput out, String name, Net net) throws RefusedMessage {
        out.open(name);
        out.value("Amt", ValueTypes.CONTROL_SUM, net.amount());
        out.value("CdtDbtInd", ValueTypes.SIDE, net.side());
        out.close();
    }
}
