// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.protocol.Bytes;
import dev.naru.protocol.Event;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.RateTier;
import dev.naru.protocol.Transfer;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongestMessagesTest {
    private static final int KIB_64 = 64 * 1024;

    private final Wire wire = new Wire();
    private final Samples samples = new Samples(31);

    @Test
    void theLongestEventIsWithinItsLimit() {
        Event.PaymentReserved one = samples.one(Event.PaymentReserved.class);
        Event.PaymentReserved longest =
                new Event.PaymentReserved(
                        one.paymentNumber(),
                        one.paymentId(),
                        one.quoteId(),
                        one.route(),
                        one.price(),
                        one.payer(),
                        Collections.nCopies(Limits.CHAIN_TRANSFERS, samples.one(Transfer.class)),
                        one.evidenceReference(),
                        one.dispatchByNs(),
                        Bytes.copyOf(new byte[Limits.PARTICULARS_BYTES]));
        assertRoundTrip(longest, EventCodec.MOST_BYTES);
    }

    @Test
    void aWindowReportOfEverybodyIsWithin64Kib() {
        List<Outcome.Net> nets =
                Collections.nCopies(Limits.PARTICIPANTS, new Outcome.Net(7, Long.MIN_VALUE));
        assertRoundTrip(new Outcome.WindowReport(1, 2, 3, nets), KIB_64);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Outcome.Payments.class,
                Outcome.Participants.class,
                Outcome.Groups.class,
                Outcome.Corridors.class,
                Outcome.Positions.class,
                Outcome.Accounts.class,
                Outcome.RecoveryItems.class
            })
    void aFullPageIsWithin64Kib(Class<? extends Record> kind) {
        RecordComponent rows = kind.getRecordComponents()[0];
        Class<?> row =
                (Class<?>) ((ParameterizedType) rows.getGenericType()).getActualTypeArguments()[0];
        List<Object> page = samples.list(row, "rows", Limits.PAGE_ROWS);
        assertRoundTrip(Samples.build(kind, new Object[] {page}).orElseThrow(), KIB_64);
    }

    @Test
    void allReadersOfEventsAreWithin64Kib() {
        String longest = "R".repeat(Limits.CODE_LENGTH);
        Outcome.EventReader row = new Outcome.EventReader(longest, Long.MAX_VALUE, Long.MAX_VALUE);
        assertRoundTrip(
                new Outcome.EventReaders(Collections.nCopies(Limits.EVENT_READERS, row)), KIB_64);
    }

    @Test
    void thePricesOfManyProvidersAreWithinTheirLimits() {
        List<RateTier> tiers = Collections.nCopies(Limits.RATE_TIERS, samples.one(RateTier.class));
        Outcome.ProviderRate row = new Outcome.ProviderRate(9, tiers, 5);
        assertRoundTrip(new Outcome.Rates(Collections.nCopies(450, row)), KIB_64);
        assertRoundTrip(
                new Outcome.Rates(Collections.nCopies(Limits.PARTICIPANTS, row)),
                OutcomeCodec.MOST_BYTES);
    }

    private void assertRoundTrip(Record message, int most) {
        byte[] bytes = wire.encode(message);
        assertThat(bytes.length).isLessThanOrEqualTo(most);
        assertThat(wire.decode(message.getClass(), bytes)).isEqualTo(message);
    }
}
