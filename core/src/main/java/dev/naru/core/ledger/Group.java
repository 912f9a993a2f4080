// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.ledger;

import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.Command;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A settlement group: a currency, its members, the operator's accounts, and its open window. */
public final class Group {
    /** How many blocks of accounts a group has of its own. */
    static final int OWN_BLOCKS = 2;

    private static final AccountKind[] KINDS = AccountKind.values();
    private static final AccountKind FIRST_OF_ITS_OWN = AccountKind.SETTLEMENT_BANK;

    private final Command.DefineGroup definition;
    private final Ledger ledger;

    /** The settlement bank's and the operator's, three kinds each. */
    private final int[] ownBlocks = new int[OWN_BLOCKS];

    /** Blocks of the members' accounts, by participant id, rising. */
    private int[] members = new int[4];

    private int memberCount;
    private int operator;
    private long openWindowNumber = 1;
    private Optional<Outcome.WindowReport> lastReport = Optional.empty();

    Group(Command.DefineGroup definition, Ledger ledger) {
        this.definition = definition;
        this.ledger = ledger;
        for (int i = 0; i < OWN_BLOCKS; i++) {
            int kind = FIRST_OF_ITS_OWN.ordinal() + i * Ledger.ACCOUNTS_IN_BLOCK;
            ownBlocks[i] = ledger.open(KINDS[kind], 0, definition.groupId());
        }
    }

    /** Its id, 1 to 1,024. */
    public int id() {
        return definition.groupId();
    }

    /** What all its accounts are in. */
    public Currency currency() {
        return definition.currency();
    }

    /** Where its day begins, minutes ahead of UTC. */
    public int utcOffsetMinutes() {
        return definition.utcOffsetMinutes();
    }

    /** The account of a kind that exists once a group. */
    public int own(AccountKind kind) {
        int place = kind.ordinal() - FIRST_OF_ITS_OWN.ordinal();
        return Ledger.account(
                ownBlocks[place / Ledger.ACCOUNTS_IN_BLOCK], place % Ledger.ACCOUNTS_IN_BLOCK);
    }

    /** The window into which everything is posted now, from 1. */
    public long openWindowNumber() {
        return openWindowNumber;
    }

    /** Closes the open window and opens the next. */
    public void openNextWindow() {
        openWindowNumber++;
    }

    /** How the last window was closed, empty before the first was. */
    public Optional<Outcome.WindowReport> lastReport() {
        return lastReport;
    }

    /** Remembers how a window was closed. */
    public void setLastReport(Outcome.WindowReport report) {
        lastReport = Optional.of(report);
    }

    /** How many members it has. */
    public int memberCount() {
        return memberCount;
    }

    /** A member by its place in the order of participant ids, from 0. */
    public int member(int place) {
        return members[place];
    }

    /** The operator as a member; {@link Members#NOBODY} when none joined. */
    public int operator() {
        return operator;
    }

    Command.DefineGroup definition() {
        return definition;
    }

    void setOperator(int member) {
        operator = member;
    }

    void add(int participantId, int member) {
        if (memberCount == members.length) {
            members = Arrays.copyOf(members, memberCount * 2);
        }
        int place = placeOf(participantId);
        System.arraycopy(members, place, members, place + 1, memberCount - place);
        members[place] = member;
        memberCount++;
    }

    /** The place of the first member whose participant id is this or higher. */
    int placeOf(int participantId) {
        int low = 0;
        int high = memberCount;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ledger.id(Member.positionOf(members[middle])).participantId() < participantId) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether posted sums and pending sums are zero over all accounts, as they always are. */
    boolean isBalanced() {
        long posted = 0;
        long pending = 0;
        for (AccountKind kind : KINDS) {
            for (int place = 0; place < accountsOf(kind); place++) {
                int account = account(kind, place);
                posted += ledger.balanceMinor(account);
                pending += ledger.creditsPendingMinor(account);
                pending -= ledger.debitsPendingMinor(account);
            }
        }
        return posted == 0 && pending == 0;
    }

    /** Rows of accounts from this packed id on. */
    List<Outcome.Account> accountRows(int fromPackedId, int limit) {
        List<Outcome.Account> rows = new ArrayList<>();
        for (AccountKind kind : KINDS) {
            for (int place = 0; place < accountsOf(kind) && rows.size() < limit; place++) {
                int account = account(kind, place);
                if (ledger.id(account).packed() >= fromPackedId) {
                    rows.add(ledger.row(account));
                }
            }
        }
        return rows;
    }

    private int accountsOf(AccountKind kind) {
        return kind.perParticipant() ? memberCount : 1;
    }

    private int account(AccountKind kind, int place) {
        return kind.perParticipant() ? Ledger.account(members[place], kind.ordinal()) : own(kind);
    }

    Outcome.Group row() {
        return new Outcome.Group(
                definition.groupId(),
                definition.code(),
                definition.currency(),
                definition.settlementBankCode(),
                definition.utcOffsetMinutes(),
                openWindowNumber);
    }

    void write(SnapshotWriter out) {
        out.putInt(definition.groupId());
        out.putText(definition.code());
        out.putInt(definition.currency().numeric());
        out.putText(definition.settlementBankCode());
        out.putInt(definition.utcOffsetMinutes());
        for (int block : ownBlocks) {
            ledger.write(block, out);
        }
        out.putLong(openWindowNumber);
        out.putInt(lastReport.isPresent() ? 1 : 0);
        lastReport.ifPresent(report -> writeReport(report, out));
    }

    static Group read(Ledger ledger, SnapshotReader in) {
        Group group = new Group(readDefinition(in), ledger);
        for (int block : group.ownBlocks) {
            ledger.read(block, in);
        }
        group.openWindowNumber = in.getLong();
        if (in.getInt() == 1) {
            group.lastReport = Optional.of(readReport(group.id(), in));
        }
        return group;
    }

    private static Command.DefineGroup readDefinition(SnapshotReader in) {
        int id = in.getInt();
        String code = in.getText();
        Optional<Currency> currency = Currency.ofNumeric(in.getInt());
        in.require(currency.isPresent(), "has a group in an unknown currency");
        return new Command.DefineGroup(id, code, currency.orElseThrow(), in.getText(), in.getInt());
    }

    private static void writeReport(Outcome.WindowReport report, SnapshotWriter out) {
        out.putLong(report.windowNumber());
        out.putLong(report.nextWindowNumber());
        out.putInt(report.nets().size());
        for (Outcome.Net net : report.nets()) {
            out.putInt(net.participantId());
            out.putLong(net.netMinor());
        }
    }

    private static Outcome.WindowReport readReport(int groupId, SnapshotReader in) {
        long window = in.getLong();
        long next = in.getLong();
        int left = in.getInt();
        List<Outcome.Net> nets = new ArrayList<>();
        while (left-- > 0) {
            nets.add(new Outcome.Net(in.getInt(), in.getLong()));
        }
        return new Outcome.WindowReport(groupId, window, next, nets);
    }
}
