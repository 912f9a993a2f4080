// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.quote;

import dev.naru.core.memory.Slabs;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.Price;
import dev.naru.protocol.Rate;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A price inside a record, in 40 bytes: rate, source, payer's fee, destination, payee's fee. The
 * two residues of rounding, each 0 or 1, are the highest bits of the rate's word.
 */
public final class StoredPrice {
    /** How many bytes a price takes. */
    public static final int BYTES = 40;

    private static final int RATE = 0;
    private static final int SOURCE = 8;
    private static final int PAYER_FEE = 16;
    private static final int DESTINATION = 24;
    private static final int PAYEE_FEE = 32;

    private static final int SOURCE_RESIDUE_BIT = 62;
    private static final int DESTINATION_RESIDUE_BIT = 61;
    private static final long RATE_MASK = (1L << DESTINATION_RESIDUE_BIT) - 1;

    private StoredPrice() {}

    /** Writes a price. */
    public static void write(UnsafeBuffer buffer, int at, Price price) {
        long sourceResidue = price.sourceMinor() - price.providerSourceMinor();
        long destinationResidue = price.providerDestinationMinor() - price.destinationMinor();
        Invariant.check(
                isBit(sourceResidue) && isBit(destinationResidue),
                "rounding leaves nothing or one minor unit");
        long rate =
                price.rate().scaled()
                        | (sourceResidue << SOURCE_RESIDUE_BIT)
                        | (destinationResidue << DESTINATION_RESIDUE_BIT);
        buffer.putLong(at + RATE, rate, Slabs.ORDER);
        buffer.putLong(at + SOURCE, price.sourceMinor(), Slabs.ORDER);
        buffer.putLong(at + PAYER_FEE, price.payerFeeMinor(), Slabs.ORDER);
        buffer.putLong(at + DESTINATION, price.destinationMinor(), Slabs.ORDER);
        buffer.putLong(at + PAYEE_FEE, price.payeeFeeMinor(), Slabs.ORDER);
    }

    /** Reads what {@link #write} wrote. */
    public static Price read(UnsafeBuffer buffer, int at) {
        long rate = buffer.getLong(at + RATE, Slabs.ORDER);
        long source = buffer.getLong(at + SOURCE, Slabs.ORDER);
        long destination = buffer.getLong(at + DESTINATION, Slabs.ORDER);
        return new Price(
                new Rate(rate & RATE_MASK),
                source,
                source - ((rate >>> SOURCE_RESIDUE_BIT) & 1),
                buffer.getLong(at + PAYER_FEE, Slabs.ORDER),
                destination,
                destination + ((rate >>> DESTINATION_RESIDUE_BIT) & 1),
                buffer.getLong(at + PAYEE_FEE, Slabs.ORDER));
    }

    private static boolean isBit(long value) {
        return value == 0 || value == 1;
    }
}
