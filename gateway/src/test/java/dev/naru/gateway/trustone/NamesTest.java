// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.formats.emv.ByteString;
import dev.naru.protocol.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @Test
    void aNameIsReadAndShortenedForTheMachine() {
        String name = "00".repeat(15) + "01" + "00".repeat(16);
        ByteString whole = Names.read(name).orElseThrow();
        assertThat(Names.hex(whole)).isEqualTo(name);
        assertThat(Names.digest(whole)).isEqualTo(new Digest(0, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "00000000000000000000000000000000abababababababababababababababab",
                "ABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABAB",
                "ababababababababababababababababababababababababababababababababab",
            })
    void whatIsNoNameOrWouldBeNobodysIsNotRead(String text) {
        assertThat(Names.read(text)).isEmpty();
    }
}
