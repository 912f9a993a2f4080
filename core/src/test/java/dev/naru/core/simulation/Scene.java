// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import dev.naru.protocol.Command;
import dev.naru.protocol.Converter;
import dev.naru.protocol.CorridorClocks;
import dev.naru.protocol.CorridorDemands;
import dev.naru.protocol.CorridorFees;
import dev.naru.protocol.CorridorLimits;
import dev.naru.protocol.CorridorTerms;
import dev.naru.protocol.Currency;
import dev.naru.protocol.HeadroomRule;
import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.NotFoundRule;
import dev.naru.protocol.ParticipantKind;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.Rate;
import dev.naru.protocol.RateTier;
import dev.naru.protocol.RequestId;
import dev.naru.protocol.SuppliedItem;
import dev.naru.protocol.World;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The hub in which one simulation plays: participants of all kinds, three groups, and corridors in
 * both directions. What they are called is the same in all seeds; how much they have, what they
 * charge, how long they wait and how much the machine holds differ.
 */
final class Scene {
    static final int OPERATOR = 1;
    static final int PAY_APP = 2;
    static final int BANK = 3;
    static final int ACQUIRER = 4;
    static final int INDONESIA = 5;
    static final int VIETNAM = 6;
    static final int FIRST_PROVIDER = 7;
    static final int LAST_PROVIDER = 9;
    static final int QR_ONLY = 10;
    static final int OUTSIDER = 11;
    static final int PARTICIPANTS = 11;

    static final int KRW_GROUP = 1;
    static final int IDR_GROUP = 2;
    static final int VND_GROUP = 3;
    static final int GROUPS = 3;

    static final int TO_INDONESIA = 1;
    static final int FROM_INDONESIA = 2;
    static final int TO_VIETNAM = 3;
    static final int INTO_WON = 4;
    static final int CORRIDORS = 4;

    static final long SECOND_NS = 1_000_000_000L;
    static final long DAY_NS = 86_400 * SECOND_NS;

    private final Dice dice;
    private final MachineSettings settings;
    private final List<Command> opening = new ArrayList<>();

    /** How much room the machine has; each brings other refusals about. */
    private enum Size {
        ROOMY,
        CRAMPED,
        FORGETFUL,
        LIVE
    }

    Scene(Dice dice) {
        this.dice = dice;
        settings = settings(size());
        for (int id = 1; id <= PARTICIPANTS; id++) {
            opening.add(participant(id));
        }
        for (int id = 1; id <= GROUPS; id++) {
            opening.add(group(id));
        }
        members();
        for (int id = 1; id <= CORRIDORS; id++) {
            opening.add(corridor(id));
        }
        for (int provider = FIRST_PROVIDER; provider <= LAST_PROVIDER; provider++) {
            opening.add(rate(provider, Currency.KRW, Currency.IDR));
            opening.add(rate(provider, Currency.KRW, Currency.VND));
            opening.add(rate(provider, Currency.IDR, Currency.KRW));
        }
    }

    private Size size() {
        return switch (dice.below(8)) {
            case 0 -> Size.CRAMPED;
            case 1, 2 -> Size.FORGETFUL;
            case 3 -> Size.LIVE;
            default -> Size.ROOMY;
        };
    }

    private static MachineSettings settings(Size size) {
        World world = size == Size.LIVE ? World.LIVE : World.SANDBOX;
        MachineSettings roomy =
                MachineSettings.standard(world)
                        .withDirectory(64, 256)
                        .withOpen(300, 300)
                        .withMemory(4_000, 30 * DAY_NS)
                        .withRecords(400, 200, 300)
                        .withEvidence(80, 40);
        return switch (size) {
            case ROOMY, LIVE -> roomy;
            case FORGETFUL ->
                    roomy.withOpen(40, 60)
                            .withMemory(120, 20 * 60 * SECOND_NS)
                            .withRecords(40, 40, 20);
            case CRAMPED ->
                    roomy.withDirectory(PARTICIPANTS, 76)
                            .withOpen(14, 7)
                            .withMemory(60, 3_600 * SECOND_NS)
                            .withRecords(4, 5, 12)
                            .withEvidence(6, 3);
        };
    }

    /** The machine's settings. */
    MachineSettings settings() {
        return settings;
    }

    /** What the operator and the providers send before anybody pays. */
    List<Command> opening() {
        return opening;
    }

    /** A participant as it was defined at first. */
    static Command.DefineParticipant participant(int id) {
        Set<PaymentKind> kinds =
                id == QR_ONLY
                        ? EnumSet.of(PaymentKind.QR_PURCHASE)
                        : EnumSet.allOf(PaymentKind.class);
        ParticipantKind kind =
                switch (id) {
                    case OPERATOR -> ParticipantKind.OPERATOR;
                    case INDONESIA, VIETNAM -> ParticipantKind.PARTNER_SWITCH;
                    default ->
                            id >= FIRST_PROVIDER && id <= LAST_PROVIDER
                                    ? ParticipantKind.FX_PROVIDER
                                    : ParticipantKind.MEMBER;
                };
        return new Command.DefineParticipant(id, "P-" + id, kind, kinds);
    }

    /** A settlement group. */
    static Command.DefineGroup group(int id) {
        return switch (id) {
            case KRW_GROUP -> new Command.DefineGroup(id, "KR-KRW", Currency.KRW, "BOK", 540);
            case IDR_GROUP -> new Command.DefineGroup(id, "ID-IDR", Currency.IDR, "BI", 420);
            case VND_GROUP -> new Command.DefineGroup(id, "VN-VND", Currency.VND, "SBV", 420);
            default -> throw new IllegalArgumentException("no group " + id);
        };
    }

    private void members() {
        // Two groups have the operator as a member that takes over fees and residues, one has not.
        joins(OPERATOR, KRW_GROUP, HeadroomRule.NET_CAP, 0);
        joins(OPERATOR, IDR_GROUP, HeadroomRule.NET_CAP, 0);
        joins(PAY_APP, KRW_GROUP, HeadroomRule.NET_CAP, 3_000_000);
        joins(BANK, KRW_GROUP, HeadroomRule.PREFUNDED, 0);
        joins(ACQUIRER, KRW_GROUP, HeadroomRule.NET_CAP, 500_000);
        joins(QR_ONLY, KRW_GROUP, HeadroomRule.NET_CAP, 1_000_000);
        joins(INDONESIA, KRW_GROUP, HeadroomRule.PREFUNDED, 0);
        joins(INDONESIA, IDR_GROUP, HeadroomRule.NET_CAP, 1_000_000_000);
        joins(VIETNAM, VND_GROUP, HeadroomRule.NET_CAP, 0);
        for (int provider = FIRST_PROVIDER; provider <= LAST_PROVIDER; provider++) {
            joins(provider, KRW_GROUP, HeadroomRule.NET_CAP, 2_000_000);
            joins(provider, IDR_GROUP, HeadroomRule.PREFUNDED, 0);
            joins(provider, VND_GROUP, HeadroomRule.PREFUNDED, 0);
        }
        funded(BANK, KRW_GROUP, 5_000_000);
        funded(INDONESIA, KRW_GROUP, 5_000_000);
        for (int provider = FIRST_PROVIDER; provider <= LAST_PROVIDER; provider++) {
            funded(provider, IDR_GROUP, 1_500_000_000L);
            funded(provider, VND_GROUP, 100_000_000);
        }
    }

    private void joins(int participantId, int groupId, HeadroomRule rule, long aroundMinor) {
        long cap = aroundMinor == 0 ? 0 : dice.between(aroundMinor / 2, aroundMinor * 2);
        opening.add(new Command.SetHeadroom(participantId, groupId, rule, cap, cap));
    }

    private void funded(int participantId, int groupId, long aroundMinor) {
        opening.add(
                new Command.RecordFunding(
                        new RequestId(dice.bits(), dice.bits()),
                        participantId,
                        groupId,
                        dice.between(aroundMinor / 2, aroundMinor * 2)));
    }

    /** A corridor with terms of its own drawing; the rest of it never differs. */
    Command.DefineCorridor corridor(int id) {
        return switch (id) {
            case TO_INDONESIA ->
                    new Command.DefineCorridor(
                            id, "KR-ID", KRW_GROUP, IDR_GROUP, INDONESIA, Converter.HUB, terms(id));
            case FROM_INDONESIA ->
                    new Command.DefineCorridor(
                            id,
                            "ID-KR",
                            KRW_GROUP,
                            KRW_GROUP,
                            ACQUIRER,
                            Converter.PARTNER,
                            terms(id));
            case TO_VIETNAM ->
                    new Command.DefineCorridor(
                            id, "KR-VN", KRW_GROUP, VND_GROUP, VIETNAM, Converter.HUB, terms(id));
            case INTO_WON ->
                    new Command.DefineCorridor(
                            id,
                            "ID-KR-HUB",
                            IDR_GROUP,
                            KRW_GROUP,
                            ACQUIRER,
                            Converter.HUB,
                            terms(id));
            default -> throw new IllegalArgumentException("no corridor " + id);
        };
    }

    private CorridorTerms terms(int corridorId) {
        boolean isToVietnam = corridorId == TO_VIETNAM;
        long usual = corridorId == TO_INDONESIA ? 2_000_000_000L : 40_000_000;
        long most = dice.oneIn(5) ? dice.between(usual / 100, usual) : usual;
        return new CorridorTerms(
                new CorridorLimits(
                        dice.between(1, 3),
                        most,
                        dice.oneIn(4) ? Long.MAX_VALUE : dice.between(most / 20, most)),
                dice.oneIn(4) ? CorridorFees.NONE : fees(),
                isToVietnam || dice.oneIn(4) ? demands() : CorridorDemands.NONE,
                clocks(isToVietnam ? NotFoundRule.NEVER_ENDS : NotFoundRule.ENDS_AFTER_DEADLINE));
    }

    private CorridorFees fees() {
        return new CorridorFees(
                dice.below(200), dice.below(20_000), dice.below(3), dice.below(20_000));
    }

    private CorridorDemands demands() {
        return new CorridorDemands(
                EnumSet.of(SuppliedItem.ORIGINATOR, SuppliedItem.PURPOSE),
                dice.between(50_000, 500_000),
                dice.oneIn(5) ? CorridorDemands.NEVER : 900,
                dice.oneIn(5) ? CorridorDemands.NEVER : 500);
    }

    private CorridorClocks clocks(NotFoundRule rule) {
        long answer = dice.between(5, 15) * SECOND_NS;
        List<Long> enquiries =
                dice.oneIn(6)
                        ? List.of()
                        : List.of(0L, 15 * SECOND_NS, 60 * SECOND_NS, 600 * SECOND_NS);
        return new CorridorClocks(
                dice.between(20, 600) * SECOND_NS,
                dice.between(3, 12) * SECOND_NS,
                answer,
                answer + dice.between(0, 60) * SECOND_NS,
                enquiries,
                enquiries.isEmpty() ? NotFoundRule.NEVER_ENDS : rule);
    }

    /** A provider's price around the market's, in one to three tiers, dearer for larger amounts. */
    Command.PublishRate rate(int providerId, Currency source, Currency destination) {
        long market = destination == Currency.KRW ? 11_171_430_000L : 53_800_000;
        if (destination == Currency.IDR) {
            market = 89_514_000;
        }
        long scaled = market * dice.between(985, 1_015) / 1_000 + dice.below(1_000);
        List<RateTier> tiers = new ArrayList<>();
        long upTo = dice.between(10_000, 100_000_000);
        for (int i = dice.below(3); i >= 0; i--) {
            tiers.add(new RateTier(upTo, new Rate(scaled)));
            upTo = upTo * dice.between(2, 50);
            scaled += scaled / 500;
        }
        return new Command.PublishRate(
                providerId, source, destination, tiers, dice.between(60, 86_400) * SECOND_NS);
    }
}
