// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.AccountId;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.Command.SetHeadroom;
import dev.naru.protocol.HeadroomRule;
import dev.naru.protocol.Transfer;
import dev.naru.protocol.TransferPurpose;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The accounts of all groups, and how far each member may be drawn, from events alone. */
public final class Ledger {
    private final Map<Integer, Balance> accounts = new TreeMap<>();
    private final Map<Integer, Member> members = new TreeMap<>();

    /** A participant in a group. */
    public static final class Member {
        private SetHeadroom setting;
        private long unsettledDebitsMinor;

        Member(SetHeadroom setting) {
            this.setting = setting;
        }

        /** Rule, cap and collateral as they are now. */
        public SetHeadroom setting() {
            return setting;
        }

        /** What was posted against its position by payments, and not settled since. */
        public long unsettledDebitsMinor() {
            return unsettledDebitsMinor;
        }
    }

    void set(SetHeadroom setting) {
        Member member =
                members.computeIfAbsent(
                        key(setting.participantId(), setting.groupId()), _ -> new Member(setting));
        member.setting = setting;
    }

    void reserve(List<Transfer> chain) {
        for (Transfer transfer : chain) {
            of(transfer.debit()).reserveDebit(transfer.amountMinor());
            of(transfer.credit()).reserveCredit(transfer.amountMinor());
        }
    }

    void release(List<Transfer> chain) {
        for (Transfer transfer : chain) {
            of(transfer.debit()).reserveDebit(-transfer.amountMinor());
            of(transfer.credit()).reserveCredit(-transfer.amountMinor());
        }
    }

    void post(Transfer transfer) {
        of(transfer.debit()).postDebit(transfer.amountMinor());
        of(transfer.credit()).postCredit(transfer.amountMinor());
        AccountId debit = transfer.debit();
        // A window's closing moves what is owed from one account to the other and owes no more.
        if (debit.kind() == AccountKind.POSITION
                && transfer.purpose() != TransferPurpose.WINDOW_CLOSE) {
            member(debit.participantId(), debit.groupId())
                    .ifPresent(member -> member.unsettledDebitsMinor += transfer.amountMinor());
        }
    }

    /** An account, all zero when nothing ever touched it. */
    public Balance of(AccountId id) {
        return accounts.computeIfAbsent(id.packed(), _ -> new Balance(id));
    }

    /** A participant's account in a group. */
    public Balance of(AccountKind kind, int participantId, int groupId) {
        return of(new AccountId(kind, participantId, groupId));
    }

    /** Every account that was touched, by packed id, rising. */
    public Collection<Balance> all() {
        return accounts.values();
    }

    /** A participant in a group, empty when it is no member. */
    public Optional<Member> member(int participantId, int groupId) {
        return Optional.ofNullable(members.get(key(participantId, groupId)));
    }

    /** Everybody in every group. */
    public Collection<Member> members() {
        return members.values();
    }

    /**
     * What a member may still reserve, minor units; below zero when its cap was lowered under what
     * it uses. NET_CAP: liquidity + cap + position + obligation - pending debits. PREFUNDED:
     * liquidity - unsettled posted debits - pending debits.
     */
    public long headroomMinor(Member member) {
        return limitMinor(member.setting) - usedMinor(member.setting);
    }

    /** What a member may use in all under this setting, which need not be its own yet. */
    public long limitMinor(SetHeadroom setting) {
        long liquidity =
                of(AccountKind.LIQUIDITY, setting.participantId(), setting.groupId()).netMinor();
        return setting.rule() == HeadroomRule.PREFUNDED
                ? liquidity
                : liquidity + setting.capMinor();
    }

    /** How much of it a member uses, 0 or less for nothing. */
    public long usedMinor(SetHeadroom setting) {
        int participant = setting.participantId();
        int group = setting.groupId();
        Balance position = of(AccountKind.POSITION, participant, group);
        long pending = position.debitsPendingMinor();
        if (setting.rule() == HeadroomRule.PREFUNDED) {
            return pending
                    + member(participant, group).map(Member::unsettledDebitsMinor).orElse(0L);
        }
        long obligation = of(AccountKind.OBLIGATION, participant, group).netMinor();
        return pending - position.netMinor() - obligation;
    }

    private static int key(int participantId, int groupId) {
        return (groupId << 13) | participantId;
    }
}
