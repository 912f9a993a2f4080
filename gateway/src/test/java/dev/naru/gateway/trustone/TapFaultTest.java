// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.authentication.assertion.SealRefusal;
import dev.naru.authentication.cardtap.CardRefusal;
import dev.naru.authentication.devicekey.DeviceRefusal;
import dev.naru.authentication.trustone.WireError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TapFaultTest {
    @Test
    void everyFaultHasANumberOfItsOwnThatThePageTells() throws IOException {
        assertThat(Arrays.stream(TapFault.values()).map(TapFault::number))
                .doesNotHaveDuplicates()
                .allMatch(number -> number >= 1 && number <= 255);
        String page =
                Files.readString(
                        Path.of(Objects.requireNonNull(System.getProperty("naru.root")))
                                .resolve("docs/trustone.md"));
        for (TapFault fault : TapFault.values()) {
            assertThat(page).contains(fault.number() + " `" + fault + "`");
        }
    }

    @Test
    void whateverALibraryRefusesHasOne() {
        Set<TapFault> named = EnumSet.noneOf(TapFault.class);
        Arrays.stream(DeviceRefusal.values()).map(TapFault::of).forEach(named::add);
        Arrays.stream(SealRefusal.values()).map(TapFault::of).forEach(named::add);
        Arrays.stream(WireError.values()).map(TapFault::of).forEach(named::add);
        Arrays.stream(CardRefusal.Fault.values()).map(TapFault::of).forEach(named::add);
        Set<TapFault> own =
                EnumSet.of(
                        TapFault.TERMS_CHANGED,
                        TapFault.DEVICE_ABSENT,
                        TapFault.DEVICE_UNASKED,
                        TapFault.DEVICE_CREDENTIAL,
                        TapFault.DEVICE_TEXT);
        assertThat(named).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(own)));
        assertThat(
                        Arrays.stream(TapFault.values())
                                .filter(fault -> !own.contains(fault))
                                .map(Enum::name)
                                .collect(Collectors.toSet()))
                .hasSize(
                        DeviceRefusal.values().length
                                + SealRefusal.values().length
                                + WireError.values().length
                                + CardRefusal.Fault.values().length);
    }
}
