// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/** Every byte of every sample is changed and every sample is cut everywhere. */
final class MutationTest {
    private static final int[] REPLACEMENTS = {0x00, '<', '>', '&', '"', '/', ' ', 'A', '7', 0xFF};

    @Test
    void everyChangedByteIsReadOrRefused() {
        int parsed = 0;
        int refused = 0;
        for (Iso20022Message message : Samples.all()) {
            byte[] good = bytes(message);
            for (int at = 0; at < good.length; at++) {
                for (int replacement : REPLACEMENTS) {
                    byte[] mutant = good.clone();
                    mutant[at] = (byte) replacement;
                    switch (Samples.READER.read(mutant)) {
                        case Parsed<Iso20022Message> ignored -> parsed++;
                        case Refused<Iso20022Message> ignored -> refused++;
                    }
                }
            }
        }
        assertThat(parsed).isGreaterThan(1_000);
        assertThat(refused).isGreaterThan(50_000);
    }

    @Test
    void everyCutIsRefused() {
        for (Iso20022Message message : Samples.all()) {
            byte[] good = bytes(message);
            for (int length = 0; length < good.length; length++) {
                byte[] cut = Arrays.copyOf(good, length);
                assertThat(Samples.READER.read(cut)).isInstanceOf(Refused.class);
            }
        }
    }

    @Test
    void everyDroppedOrDoubledByteIsReadOrRefused() {
        for (Iso20022Message message : Samples.all()) {
            byte[] good = bytes(message);
            for (int at = 0; at < good.length; at++) {
                assertThat(Samples.READER.read(spliced(good, at, at + 1))).isNotNull();
                assertThat(Samples.READER.read(spliced(good, at + 1, at))).isNotNull();
            }
        }
    }

    @Test
    void aChangedByteThatIsStillReadIsStillValid() throws SAXException {
        Schemas schemas = Schemas.orSkip();
        int checked = 0;
        for (Iso20022Message message : Samples.all()) {
            byte[] good = bytes(message);
            for (int at = 0; at < good.length; at++) {
                byte[] mutant = good.clone();
                mutant[at] ^= 1;
                if (Samples.READER.read(mutant) instanceof Parsed<Iso20022Message> parsed) {
                    schemas.requireValid(
                            parsed.message().definition(),
                            new String(mutant, StandardCharsets.UTF_8));
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(500);
    }

    /** The bytes before {@code to} followed by those from {@code from}. */
    private static byte[] spliced(byte[] bytes, int to, int from) {
        byte[] spliced = Arrays.copyOf(bytes, to + bytes.length - from);
        System.arraycopy(bytes, from, spliced, to, bytes.length - from);
        return spliced;
    }

    private static byte[] bytes(Iso20022Message message) {
        return Samples.xml(message).getBytes(StandardCharsets.UTF_8);
    }
}
