// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.corridor;

import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.Command;
import dev.naru.protocol.Converter;
import dev.naru.protocol.CorridorClocks;
import dev.naru.protocol.CorridorDemands;
import dev.naru.protocol.CorridorFees;
import dev.naru.protocol.CorridorLimits;
import dev.naru.protocol.CorridorTerms;
import dev.naru.protocol.Limits;
import dev.naru.protocol.NotFoundRule;
import dev.naru.protocol.SuppliedItem;
import java.util.ArrayList;
import java.util.List;

/** A corridor's definition as it stands in a snapshot. */
final class CorridorBytes {
    private CorridorBytes() {}

    static void write(Command.DefineCorridor definition, SnapshotWriter out) {
        out.putInt(definition.corridorId());
        out.putText(definition.code());
        out.putInt(definition.sourceGroupId());
        out.putInt(definition.destinationGroupId());
        out.putInt(definition.destinationParticipantId());
        out.putByte(definition.converter().ordinal());
        writeLimits(definition.terms().limits(), out);
        writeFees(definition.terms().fees(), out);
        writeDemands(definition.terms().demands(), out);
        writeClocks(definition.terms().clocks(), out);
    }

    static Command.DefineCorridor read(SnapshotReader in) {
        return new Command.DefineCorridor(
                in.getInt(),
                in.getText(),
                in.getInt(),
                in.getInt(),
                in.getInt(),
                in.getOneOf(Converter.values()),
                new CorridorTerms(readLimits(in), readFees(in), readDemands(in), readClocks(in)));
    }

    private static void writeLimits(CorridorLimits limits, SnapshotWriter out) {
        out.putLong(limits.leastMinor());
        out.putLong(limits.mostMinor());
        out.putLong(limits.payerDayMinor());
    }

    private static CorridorLimits readLimits(SnapshotReader in) {
        return new CorridorLimits(in.getLong(), in.getLong(), in.getLong());
    }

    private static void writeFees(CorridorFees fees, SnapshotWriter out) {
        out.putLong(fees.payerFixedMinor());
        out.putInt(fees.payerShareMillionths());
        out.putLong(fees.payeeFixedMinor());
        out.putInt(fees.payeeShareMillionths());
    }

    private static CorridorFees readFees(SnapshotReader in) {
        return new CorridorFees(in.getLong(), in.getInt(), in.getLong(), in.getInt());
    }

    private static void writeDemands(CorridorDemands demands, SnapshotWriter out) {
        out.putInt(SuppliedItem.mask(demands.requiredItems()));
        out.putLong(demands.evidenceAboveMinor());
        out.putInt(demands.refuseAtScore());
        out.putInt(demands.holdAtScore());
    }

    private static CorridorDemands readDemands(SnapshotReader in) {
        return new CorridorDemands(
                SuppliedItem.ofMask(in.getInt()), in.getLong(), in.getInt(), in.getInt());
    }

    private static void writeClocks(CorridorClocks clocks, SnapshotWriter out) {
        out.putLong(clocks.quoteNs());
        out.putLong(clocks.dispatchNs());
        out.putLong(clocks.answerNs());
        out.putLong(clocks.executionNs());
        out.putInt(clocks.enquiriesNs().size());
        for (long enquiryNs : clocks.enquiriesNs()) {
            out.putLong(enquiryNs);
        }
        out.putByte(clocks.notFoundRule().ordinal());
    }

    private static CorridorClocks readClocks(SnapshotReader in) {
        long quoteNs = in.getLong();
        long dispatchNs = in.getLong();
        long answerNs = in.getLong();
        long executionNs = in.getLong();
        List<Long> enquiriesNs = new ArrayList<>();
        int left = in.getCount(Limits.ENQUIRIES);
        while (left-- > 0) {
            enquiriesNs.add(in.getLong());
        }
        return new CorridorClocks(
                quoteNs,
                dispatchNs,
                answerNs,
                executionNs,
                enquiriesNs,
                in.getOneOf(NotFoundRule.values()));
    }
}
