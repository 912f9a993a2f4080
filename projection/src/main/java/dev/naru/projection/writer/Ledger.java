// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.writer;

import dev.naru.protocol.AccountId;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.Transfer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** What a batch adds to the sums of accounts, and to what members have not settled. */
final class Ledger {
    private static final int DEBITS_POSTED = 0;
    private static final int CREDITS_POSTED = 1;
    private static final int DEBITS_PENDING = 2;
    private static final int CREDITS_PENDING = 3;
    private static final int SUMS = 4;

    private static final String ADD_TO_ACCOUNTS =
            "insert into accounts as a select * from unnest(?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (account) do update set"
                    + " debits_posted_minor = a.debits_posted_minor + excluded.debits_posted_minor,"
                    + " credits_posted_minor ="
                    + " a.credits_posted_minor + excluded.credits_posted_minor,"
                    + " debits_pending_minor ="
                    + " a.debits_pending_minor + excluded.debits_pending_minor,"
                    + " credits_pending_minor ="
                    + " a.credits_pending_minor + excluded.credits_pending_minor";
    private static final String ADD_TO_MEMBERS =
            "update members m set unsettled_debits_minor = m.unsettled_debits_minor + d.added"
                    + " from unnest(?::int[], ?::int[], ?::bigint[])"
                    + " as d(group_id, participant_id, added)"
                    + " where m.group_id = d.group_id and m.participant_id = d.participant_id";

    /** By packed id, rising. */
    private final Map<Integer, long[]> added = new TreeMap<>();

    /** By the packed id of the position. */
    private final Map<Integer, Long> unsettled = new TreeMap<>();

    void reserve(Chain chain) {
        pend(chain, 1);
    }

    /** What was pending is no more. */
    void release(Chain chain) {
        pend(chain, -1);
    }

    private void pend(Chain chain, long sign) {
        for (int i = 0; i < chain.amountsMinor().length; i++) {
            add(chain.debits()[i], DEBITS_PENDING, sign * chain.amountsMinor()[i]);
            add(chain.credits()[i], CREDITS_PENDING, sign * chain.amountsMinor()[i]);
        }
    }

    /** Posts a payment's chain, and what its position accounts owe by it is not settled. */
    void post(Chain chain) {
        for (int i = 0; i < chain.amountsMinor().length; i++) {
            int debit = chain.debits()[i];
            long amountMinor = chain.amountsMinor()[i];
            move(debit, chain.credits()[i], amountMinor);
            if (AccountId.ofPacked(debit).kind() == AccountKind.POSITION) {
                unsettled.merge(debit, amountMinor, Long::sum);
            }
        }
    }

    /** Posts what is no payment's: nobody owes more by it. */
    void move(Transfer transfer) {
        move(transfer.debit().packed(), transfer.credit().packed(), transfer.amountMinor());
    }

    private void move(int debit, int credit, long amountMinor) {
        add(debit, DEBITS_POSTED, amountMinor);
        add(credit, CREDITS_POSTED, amountMinor);
    }

    private void add(int account, int sum, long amountMinor) {
        added.computeIfAbsent(account, _ -> new long[SUMS])[sum] += amountMinor;
    }

    void write(Connection connection) throws SQLException {
        if (!added.isEmpty()) {
            writeAccounts(connection);
        }
        if (!unsettled.isEmpty()) {
            writeMembers(connection);
        }
    }

    private void writeAccounts(Connection connection) throws SQLException {
        Object[][] columns = new Object[SUMS + 4][added.size()];
        int row = 0;
        for (Map.Entry<Integer, long[]> entry : added.entrySet()) {
            AccountId account = AccountId.ofPacked(entry.getKey());
            columns[0][row] = entry.getKey();
            columns[1][row] = account.kind().name();
            columns[2][row] = account.participantId();
            columns[3][row] = account.groupId();
            for (int sum = 0; sum < SUMS; sum++) {
                columns[4 + sum][row] = entry.getValue()[sum];
            }
            row++;
        }
        String[] types = {"int4", "text", "int4", "int4", "int8", "int8", "int8", "int8"};
        try (PreparedStatement statement = connection.prepareStatement(ADD_TO_ACCOUNTS)) {
            for (int i = 0; i < columns.length; i++) {
                statement.setArray(i + 1, connection.createArrayOf(types[i], columns[i]));
            }
            statement.executeUpdate();
        }
    }

    private void writeMembers(Connection connection) throws SQLException {
        Object[][] columns = new Object[3][unsettled.size()];
        int row = 0;
        for (Map.Entry<Integer, Long> entry : unsettled.entrySet()) {
            AccountId account = AccountId.ofPacked(entry.getKey());
            columns[0][row] = account.groupId();
            columns[1][row] = account.participantId();
            columns[2][row] = entry.getValue();
            row++;
        }
        try (PreparedStatement statement = connection.prepareStatement(ADD_TO_MEMBERS)) {
            statement.setArray(1, connection.createArrayOf("int4", columns[0]));
            statement.setArray(2, connection.createArrayOf("int4", columns[1]));
            statement.setArray(3, connection.createArrayOf("int8", columns[2]));
            statement.executeUpdate();
        }
    }
}
