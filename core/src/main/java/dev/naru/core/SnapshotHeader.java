// SPDX-License-Identifier: Apache-2.0
package dev.naru.core;

import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.World;

/**
 * What a snapshot begins with: that it is one, of which version, and how its machine was set up.
 */
final class SnapshotHeader {
    private static final long MAGIC = 0x6E61_7275_2D63_6F72L;
    private static final int VERSION = 3;
    private static final int OLDEST_VERSION = 1;

    /** The first version with a section of readers of events. */
    static final int WITH_EVENT_READERS = 2;

    /** The first version with a section of evidence, and the limits of what is in it. */
    static final int WITH_EVIDENCE = 3;

    private SnapshotHeader() {}

    static void write(MachineSettings settings, SnapshotWriter out) {
        out.putLong(MAGIC);
        out.putInt(VERSION);
        out.putByte(settings.world().ordinal());
        out.putLong(settings.rememberNs());
        for (Limit limit : Limit.values()) {
            out.putLong(limit.of(settings));
        }
    }

    /** Reads it and gives the version of the rest. */
    static int read(MachineSettings settings, SnapshotReader in) {
        in.require(in.getLong() == MAGIC, "is not the beginning of a snapshot");
        int version = in.getInt();
        in.require(
                version >= OLDEST_VERSION && version <= VERSION,
                "is of version " + version + ", not " + OLDEST_VERSION + " to " + VERSION);
        World world = in.getOneOf(World.values());
        if (world != settings.world()) {
            throw new IllegalArgumentException(
                    "the snapshot is of world " + world + ", not " + settings.world());
        }
        in.getLong();
        for (Limit limit : Limit.values()) {
            if (version < limit.sinceVersion()) {
                continue;
            }
            long written = in.getLong();
            if (limit.of(settings) < written) {
                throw new IllegalArgumentException(
                        limit + " must not be lowered from " + written + " of the snapshot");
            }
        }
        return version;
    }

    /** The limits that can be raised and never lowered, in the snapshot's order: append only. */
    private enum Limit {
        PARTICIPANTS,
        ACCOUNTS,
        OPEN_QUOTES,
        OPEN_PAYMENTS,
        REMEMBERED_PAYMENTS,
        RECOVERY_ITEMS,
        PAYERS_A_DAY,
        FUNDINGS,
        AUTHENTICATORS,
        CHALLENGES;

        int sinceVersion() {
            return switch (this) {
                case PARTICIPANTS,
                        ACCOUNTS,
                        OPEN_QUOTES,
                        OPEN_PAYMENTS,
                        REMEMBERED_PAYMENTS,
                        RECOVERY_ITEMS,
                        PAYERS_A_DAY,
                        FUNDINGS ->
                        OLDEST_VERSION;
                case AUTHENTICATORS, CHALLENGES -> WITH_EVIDENCE;
            };
        }

        long of(MachineSettings settings) {
            return switch (this) {
                case PARTICIPANTS -> settings.participants();
                case ACCOUNTS -> settings.accounts();
                case OPEN_QUOTES -> settings.openQuotes();
                case OPEN_PAYMENTS -> settings.openPayments();
                case REMEMBERED_PAYMENTS -> settings.rememberedPayments();
                case RECOVERY_ITEMS -> settings.recoveryItems();
                case PAYERS_A_DAY -> settings.payersADay();
                case FUNDINGS -> settings.fundings();
                case AUTHENTICATORS -> settings.authenticators();
                case CHALLENGES -> settings.challenges();
            };
        }
    }
}
