// SPDX-License-Identifier: Apache-2.0
package dev.naru.settlement.statement;

import dev.naru.formats.iso20022.AccountIdentification;
import dev.naru.formats.iso20022.CodeOrProprietary;
import dev.naru.formats.iso20022.CurrencyAndAmount;
import dev.naru.formats.iso20022.DebitCreditNotification.AccountNotification;
import dev.naru.formats.iso20022.DebitCreditNotification.BankTransactionCode;
import dev.naru.formats.iso20022.DebitCreditNotification.CountAndSum;
import dev.naru.formats.iso20022.DebitCreditNotification.Entry;
import dev.naru.formats.iso20022.DebitCreditNotification.EntryTransaction;
import dev.naru.formats.iso20022.DebitCreditNotification.Moment;
import dev.naru.formats.iso20022.DebitCreditNotification.NamedReference;
import dev.naru.formats.iso20022.DebitCreditNotification.Net;
import dev.naru.formats.iso20022.DebitCreditNotification.Parties;
import dev.naru.formats.iso20022.DebitCreditNotification.Party;
import dev.naru.formats.iso20022.DebitCreditNotification.Period;
import dev.naru.formats.iso20022.DebitCreditNotification.References;
import dev.naru.formats.iso20022.DebitCreditNotification.ReportedAccount;
import dev.naru.formats.iso20022.DebitCreditNotification.Reversal;
import dev.naru.formats.iso20022.DebitCreditNotification.Side;
import dev.naru.formats.iso20022.DebitCreditNotification.Totals;
import dev.naru.formats.iso20022.Decimal;
import dev.naru.formats.iso20022.FinancialInstitutionIdentification;
import dev.naru.formats.iso20022.GenericIdentification;
import dev.naru.formats.iso20022.NotificationOutput;
import dev.naru.formats.iso20022.PartyIdentification;
import dev.naru.formats.iso20022.Unwritable;
import dev.naru.projection.query.DayFigures;
import dev.naru.projection.query.DayItem;
import dev.naru.projection.query.DayItem.OfPayment;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.Money;
import dev.naru.protocol.SortableText;
import java.io.IOException;
import java.io.OutputStream;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A day as camt.054.001.08. A text that has no room in it, or characters that XML cannot carry, is
 * cut or replaced there and stands whole in the CSV.
 */
final class NotificationFile {
    private static final int REFERENCE_CHARS = 35;
    private static final int NAME_CHARS = 140;
    private static final String BOOKED = "BOOK";
    private static final String NUMBER_PREFIX = "pmt_";

    private final MemberDay day;
    private final NotificationOutput out;

    NotificationFile(OutputStream stream, MemberDay day, DayFigures figures) throws IOException {
        this.day = day;
        this.out = new NotificationOutput(stream, head(figures));
        boolean isFinal = day.standing() == MemberDay.Standing.FINAL;
        OffsetDateTime created = isFinal ? day.until() : day.at(day.asOf().timeNs());
        must(out.begin(id(), created));
    }

    void item(Item item) throws IOException {
        must(out.entry(entry(item)));
    }

    void end() throws IOException {
        must(out.end());
    }

    /** What stands in these messages was made to fit, so that one cannot be written is our bug. */
    private static void must(Optional<Unwritable> complaint) {
        Invariant.check(complaint.isEmpty(), "a day's camt.054 cannot be written");
    }

    /** Names the message and the account's part of it: at most 4 + 5 + 8 + 1 + 10 characters. */
    private String id() {
        String id =
                "%d.%d.%s"
                        .formatted(
                                day.group().groupId(),
                                day.participantId(),
                                day.date().toString().replace("-", ""));
        return day.standing() == MemberDay.Standing.FINAL
                ? id
                : fit(id + "." + day.asOf().eventNumber(), REFERENCE_CHARS);
    }

    private AccountNotification head(DayFigures figures) {
        return new AccountNotification(
                id(),
                Optional.of(new Period(day.from(), day.until())),
                new ReportedAccount(
                        new AccountIdentification.Other(
                                GenericIdentification.of(
                                        day.participant() + "/" + day.group().code())),
                        Optional.of(day.group().currency().name()),
                        Optional.of("Position of " + day.participant()),
                        Optional.empty()),
                Optional.of(totals(figures)),
                List.of(),
                Optional.of(
                        "%s. The position opens at %s and closes at %s."
                                .formatted(
                                        day.standing().name(),
                                        balance(figures.openingMinor()),
                                        balance(figures.closingMinor()))));
    }

    private String balance(long creditLessDebitMinor) {
        String amount = new Money(Math.abs(creditLessDebitMinor), day.group().currency()).decimal();
        return (creditLessDebitMinor < 0 ? "DEBIT " : "CREDIT ") + amount;
    }

    private Totals totals(DayFigures figures) {
        long netMinor = figures.creditsMinor() - figures.debitsMinor();
        return new Totals(
                Optional.of(
                        total(
                                figures.items(),
                                Math.addExact(figures.creditsMinor(), figures.debitsMinor()))),
                Optional.of(
                        new Net(
                                decimal(Math.abs(netMinor)),
                                netMinor < 0 ? Side.DEBIT : Side.CREDIT)),
                Optional.of(total(figures.credits(), figures.creditsMinor())),
                Optional.of(total(figures.debits(), figures.debitsMinor())));
    }

    private CountAndSum total(long count, long sumMinor) {
        return new CountAndSum(Optional.of(count), Optional.of(decimal(sumMinor)));
    }

    private Decimal decimal(long minor) {
        return new Decimal(minor, day.group().currency().exponent());
    }

    private Entry entry(Item item) {
        DayItem posted = item.posted();
        CurrencyAndAmount amount =
                CurrencyAndAmount.ofMinor(
                        day.group().currency().name(),
                        posted.transfer().amountMinor(),
                        day.group().currency().exponent());
        return new Entry(
                Optional.of(posted.eventNumber() + "-" + posted.line()),
                amount,
                item.isCredit() ? Side.CREDIT : Side.DEBIT,
                Reversal.NO,
                CodeOrProprietary.code(BOOKED),
                Optional.of(new Moment.At(day.at(posted.atNs()))),
                Optional.empty(),
                Optional.empty(),
                BankTransactionCode.ofWord(posted.transfer().purpose().name()),
                Optional.empty(),
                posted.payment().map(payment -> transaction(item, payment)).stream().toList(),
                Optional.of("Window " + posted.windowNumber()));
    }

    private EntryTransaction transaction(Item item, OfPayment payment) {
        return new EntryTransaction(
                new References(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        reference(item, "PAYER_REFERENCE"),
                        Optional.of(new UUID(payment.id().high(), payment.id().low())),
                        Optional.of(SortableText.write(NUMBER_PREFIX, payment.number())),
                        reference(item, "SCHEME_REFERENCE"),
                        named(item, payment)),
                Optional.empty(),
                Optional.empty(),
                parties(item),
                Optional.empty());
    }

    private static List<NamedReference> named(Item item, OfPayment payment) {
        List<NamedReference> named = new ArrayList<>();
        item.corridor().ifPresent(code -> named.add(new NamedReference("CORRIDOR", code)));
        named.add(new NamedReference("STATE", payment.state().name()));
        for (String kind : List.of("QR_REFERENCE", "MERCHANT")) {
            reference(item, kind).ifPresent(text -> named.add(new NamedReference(kind, text)));
        }
        return named;
    }

    private static Optional<String> reference(Item item, String kind) {
        return item.reference(kind)
                .map(text -> fit(text, REFERENCE_CHARS))
                .filter(text -> !text.isEmpty());
    }

    private static Parties parties(Item item) {
        Optional<FinancialInstitutionIdentification> other =
                Optional.of(FinancialInstitutionIdentification.ofMember(item.counterparty()));
        Optional<Party> payee =
                item.payee()
                        .map(name -> fit(name, NAME_CHARS))
                        .filter(name -> !name.isEmpty())
                        .map(name -> new Party.Customer(PartyIdentification.named(name)));
        return item.isCredit()
                ? new Parties(Optional.empty(), payee, other, Optional.empty())
                : new Parties(Optional.empty(), payee, Optional.empty(), other);
    }

    /** As much of a text as there is room for, of characters that XML has. */
    private static String fit(String text, int most) {
        StringBuilder fitting = new StringBuilder();
        for (int c : text.codePoints().toArray()) {
            boolean carried = c >= 0x20 && c != 0xFFFE && c != 0xFFFF && (c < 0xD800 || c > 0xDFFF);
            int shown = carried ? c : '?';
            if (fitting.length() + Character.charCount(shown) > most) {
                break;
            }
            fitting.appendCodePoint(shown);
        }
        return fitting.toString();
    }
}
