// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.Command;
import dev.naru.protocol.CorridorClocks;
import dev.naru.protocol.CorridorDemands;
import dev.naru.protocol.CorridorFees;
import dev.naru.protocol.CorridorLimits;
import dev.naru.protocol.CorridorTerms;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.Limits;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.Rate;
import dev.naru.protocol.RateTier;
import dev.naru.protocol.SuppliedItem;
import dev.naru.protocol.sbe.CorridorClocksDecoder;
import dev.naru.protocol.sbe.CorridorClocksEncoder;
import dev.naru.protocol.sbe.CorridorDefinitionDecoder;
import dev.naru.protocol.sbe.CorridorDefinitionEncoder;
import dev.naru.protocol.sbe.CorridorDemandsDecoder;
import dev.naru.protocol.sbe.CorridorDemandsEncoder;
import dev.naru.protocol.sbe.CorridorFeesDecoder;
import dev.naru.protocol.sbe.CorridorFeesEncoder;
import dev.naru.protocol.sbe.CorridorLimitsDecoder;
import dev.naru.protocol.sbe.CorridorLimitsEncoder;
import dev.naru.protocol.sbe.FundingDecoder;
import dev.naru.protocol.sbe.FundingEncoder;
import dev.naru.protocol.sbe.GroupDefinitionDecoder;
import dev.naru.protocol.sbe.GroupDefinitionEncoder;
import dev.naru.protocol.sbe.HeadroomSettingDecoder;
import dev.naru.protocol.sbe.HeadroomSettingEncoder;
import dev.naru.protocol.sbe.ParticipantDefinitionDecoder;
import dev.naru.protocol.sbe.ParticipantDefinitionEncoder;
import dev.naru.protocol.sbe.PaymentKindsDecoder;
import dev.naru.protocol.sbe.PaymentKindsEncoder;
import dev.naru.protocol.sbe.RatePublicationDecoder;
import dev.naru.protocol.sbe.RatePublicationEncoder;
import dev.naru.protocol.sbe.SuppliedItemsDecoder;
import dev.naru.protocol.sbe.SuppliedItemsEncoder;
import dev.naru.protocol.sbe.TiersDecoder;
import dev.naru.protocol.sbe.TiersEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The composites that the hub's participants, groups, corridors and prices are defined by. */
final class DefinitionParts {
    private DefinitionParts() {}

    static void put(PaymentKindsEncoder to, Set<PaymentKind> kinds) {
        to.buffer().putByte(to.offset(), (byte) PaymentKind.mask(kinds));
    }

    static Set<PaymentKind> read(PaymentKindsDecoder from) {
        return PaymentKind.ofMask(from.getRaw());
    }

    static void put(SuppliedItemsEncoder to, Set<SuppliedItem> items) {
        to.buffer().putByte(to.offset(), (byte) SuppliedItem.mask(items));
    }

    static Set<SuppliedItem> read(SuppliedItemsDecoder from) {
        return SuppliedItem.ofMask(from.getRaw());
    }

    static void put(ParticipantDefinitionEncoder to, Command.DefineParticipant participant) {
        to.participantId(participant.participantId()).kind(Codes.code(participant.kind()));
        Codes.put(
                to.buffer(),
                to.offset() + ParticipantDefinitionEncoder.codeEncodingOffset(),
                ParticipantDefinitionEncoder.codeLength(),
                participant.code());
        put(to.allowedKinds(), participant.allowedKinds());
    }

    static Command.DefineParticipant read(ParticipantDefinitionDecoder from) {
        return new Command.DefineParticipant(
                from.participantId(),
                Codes.text(
                        from.buffer(),
                        from.offset() + ParticipantDefinitionDecoder.codeEncodingOffset(),
                        ParticipantDefinitionDecoder.codeLength()),
                Codes.read(Codes.PARTICIPANT_KINDS, from.kindRaw()),
                read(from.allowedKinds()));
    }

    static void put(GroupDefinitionEncoder to, Command.DefineGroup group) {
        to.groupId(group.groupId())
                .currency(group.currency().numeric())
                .utcOffsetMinutes(group.utcOffsetMinutes());
        Codes.put(
                to.buffer(),
                to.offset() + GroupDefinitionEncoder.codeEncodingOffset(),
                GroupDefinitionEncoder.codeLength(),
                group.code());
        Codes.put(
                to.buffer(),
                to.offset() + GroupDefinitionEncoder.settlementBankCodeEncodingOffset(),
                GroupDefinitionEncoder.settlementBankCodeLength(),
                group.settlementBankCode());
    }

    static Command.DefineGroup read(GroupDefinitionDecoder from) {
        return new Command.DefineGroup(
                from.groupId(),
                Codes.text(
                        from.buffer(),
                        from.offset() + GroupDefinitionDecoder.codeEncodingOffset(),
                        GroupDefinitionDecoder.codeLength()),
                Codes.currency(from.currency()),
                Codes.text(
                        from.buffer(),
                        from.offset() + GroupDefinitionDecoder.settlementBankCodeEncodingOffset(),
                        GroupDefinitionDecoder.settlementBankCodeLength()),
                from.utcOffsetMinutes());
    }

    static void put(HeadroomSettingEncoder to, Command.SetHeadroom setting) {
        to.participantId(setting.participantId())
                .groupId(setting.groupId())
                .rule(Codes.code(setting.rule()))
                .capMinor(setting.capMinor())
                .collateralMinor(setting.collateralMinor());
    }

    static Command.SetHeadroom read(HeadroomSettingDecoder from) {
        return new Command.SetHeadroom(
                from.participantId(),
                from.groupId(),
                Codes.read(Codes.HEADROOM_RULES, from.ruleRaw()),
                from.capMinor(),
                from.collateralMinor());
    }

    static void put(FundingEncoder to, Command.RecordFunding funding) {
        PaymentParts.put(to.fundingId(), funding.fundingId());
        to.participantId(funding.participantId())
                .groupId(funding.groupId())
                .amountMinor(funding.amountMinor());
    }

    static Command.RecordFunding read(FundingDecoder from) {
        return new Command.RecordFunding(
                PaymentParts.read(from.fundingId()),
                from.participantId(),
                from.groupId(),
                from.amountMinor());
    }

    static void put(CorridorDefinitionEncoder to, Command.DefineCorridor corridor) {
        to.corridorId(corridor.corridorId())
                .sourceGroupId(corridor.sourceGroupId())
                .destinationGroupId(corridor.destinationGroupId())
                .destinationParticipantId(corridor.destinationParticipantId())
                .converter(Codes.code(corridor.converter()));
        Codes.put(
                to.buffer(),
                to.offset() + CorridorDefinitionEncoder.codeEncodingOffset(),
                CorridorDefinitionEncoder.codeLength(),
                corridor.code());
        put(to.limits(), corridor.terms().limits());
        put(to.fees(), corridor.terms().fees());
        put(to.demands(), corridor.terms().demands());
        put(to.clocks(), corridor.terms().clocks());
    }

    static Command.DefineCorridor read(CorridorDefinitionDecoder from) {
        return new Command.DefineCorridor(
                from.corridorId(),
                Codes.text(
                        from.buffer(),
                        from.offset() + CorridorDefinitionDecoder.codeEncodingOffset(),
                        CorridorDefinitionDecoder.codeLength()),
                from.sourceGroupId(),
                from.destinationGroupId(),
                from.destinationParticipantId(),
                Codes.read(Codes.CONVERTERS, from.converterRaw()),
                new CorridorTerms(
                        read(from.limits()),
                        read(from.fees()),
                        read(from.demands()),
                        read(from.clocks())));
    }

    private static void put(CorridorLimitsEncoder to, CorridorLimits limits) {
        to.leastMinor(limits.leastMinor())
                .mostMinor(limits.mostMinor())
                .payerDayMinor(limits.payerDayMinor());
    }

    private static CorridorLimits read(CorridorLimitsDecoder from) {
        return new CorridorLimits(from.leastMinor(), from.mostMinor(), from.payerDayMinor());
    }

    private static void put(CorridorFeesEncoder to, CorridorFees fees) {
        to.payerFixedMinor(fees.payerFixedMinor())
                .payerShareMillionths(fees.payerShareMillionths())
                .payeeFixedMinor(fees.payeeFixedMinor())
                .payeeShareMillionths(fees.payeeShareMillionths());
    }

    private static CorridorFees read(CorridorFeesDecoder from) {
        return new CorridorFees(
                from.payerFixedMinor(),
                from.payerShareMillionths(),
                from.payeeFixedMinor(),
                from.payeeShareMillionths());
    }

    private static void put(CorridorDemandsEncoder to, CorridorDemands demands) {
        put(to.requiredItems(), demands.requiredItems());
        to.evidenceAboveMinor(demands.evidenceAboveMinor())
                .refuseAtScore(demands.refuseAtScore())
                .holdAtScore(demands.holdAtScore());
    }

    private static CorridorDemands read(CorridorDemandsDecoder from) {
        return new CorridorDemands(
                read(from.requiredItems()),
                from.evidenceAboveMinor(),
                from.refuseAtScore(),
                from.holdAtScore());
    }

    private static void put(CorridorClocksEncoder to, CorridorClocks clocks) {
        List<Long> enquiries = clocks.enquiriesNs();
        to.quoteNs(clocks.quoteNs())
                .dispatchNs(clocks.dispatchNs())
                .answerNs(clocks.answerNs())
                .executionNs(clocks.executionNs())
                .enquiryCount((short) enquiries.size())
                .notFoundRule(Codes.code(clocks.notFoundRule()));
        for (int i = 0; i < CorridorClocksEncoder.enquiriesNsLength(); i++) {
            to.enquiriesNs(i, i < enquiries.size() ? enquiries.get(i) : 0);
        }
    }

    private static CorridorClocks read(CorridorClocksDecoder from) {
        Long[] enquiries = new Long[count(from.enquiryCount(), Limits.ENQUIRIES)];
        Arrays.setAll(enquiries, from::enquiriesNs);
        return new CorridorClocks(
                from.quoteNs(),
                from.dispatchNs(),
                from.answerNs(),
                from.executionNs(),
                List.of(enquiries),
                Codes.read(Codes.NOT_FOUND_RULES, from.notFoundRuleRaw()));
    }

    static void put(RatePublicationEncoder to, Command.PublishRate rate) {
        to.providerId(rate.providerId())
                .source(rate.source().numeric())
                .destination(rate.destination().numeric())
                .validForNs(rate.validForNs());
        put(to.tiers(), rate.tiers());
    }

    static Command.PublishRate read(RatePublicationDecoder from) {
        return new Command.PublishRate(
                from.providerId(),
                Codes.currency(from.source()),
                Codes.currency(from.destination()),
                read(from.tiers()),
                from.validForNs());
    }

    static void put(TiersEncoder to, List<RateTier> tiers) {
        Invariant.check(tiers.size() <= Limits.RATE_TIERS, "a price has at most 8 tiers");
        to.tierCount((short) tiers.size());
        for (int i = 0; i < Limits.RATE_TIERS; i++) {
            boolean used = i < tiers.size();
            to.upToMinor(i, used ? tiers.get(i).upToMinor() : 0);
            to.rates(i, used ? tiers.get(i).rate().scaled() : 0);
        }
    }

    static List<RateTier> read(TiersDecoder from) {
        RateTier[] tiers = new RateTier[count(from.tierCount(), Limits.RATE_TIERS)];
        Arrays.setAll(tiers, i -> new RateTier(from.upToMinor(i), new Rate(from.rates(i))));
        return List.of(tiers);
    }

    private static int count(short count, int most) {
        if (count > most) {
            throw new IllegalArgumentException("a count of " + count + ", more than " + most);
        }
        return count;
    }
}
