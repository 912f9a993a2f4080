// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class RoundTripTest {
    private static final int SAMPLES = 500;
    static final List<Class<? extends Record>> KINDS = Wire.KINDS;

    private final Wire wire = new Wire();

    @ParameterizedTest
    @FieldSource("KINDS")
    void whatIsWrittenIsReadTheSame(Class<? extends Record> kind) {
        Samples samples = new Samples(kind.getName().hashCode());
        for (int i = 0; i < SAMPLES; i++) {
            Record message = samples.one(kind);
            byte[] bytes = wire.encode(message);
            assertThat(wire.decode(kind, bytes)).isEqualTo(message);
            assertThat(wire.encode(message)).as("the same bytes again").isEqualTo(bytes);
            assertThat(bytes.length)
                    .isLessThanOrEqualTo(
                            Command.class.isAssignableFrom(kind)
                                    ? Limits.COMMAND_BYTES
                                    : Event.class.isAssignableFrom(kind)
                                            ? EventCodec.MOST_BYTES
                                            : OutcomeCodec.MOST_BYTES);
        }
    }

    @Test
    void everyMessageHasAWireForm() {
        assertThat(KINDS).hasSize(40 + 19 + 33);
    }
}
