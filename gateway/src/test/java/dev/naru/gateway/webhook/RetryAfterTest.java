// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    /** A Saturday. */
    private static final Instant NOW = Instant.parse("2026-11-28T09:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0                                  | 0
                    120                                | 120
                    ' 120 '                            | 120
                    0000000000120                      | 120
                    3600                               | 3600
                    3601                               | 3600
                    999999                             | 3600
                    1000000                            | 3600
                    99999999999999999999999            | 3600
                    Sat, 28 Nov 2026 09:02:03 GMT      | 123
                    Sat, 28 Nov 2026 08:59:59 GMT      | 0
                    Sun, 29 Nov 2026 09:00:00 GMT      | 3600
                    Sun, 06 Nov 1994 08:49:37 GMT      | 0
                    Saturday, 28-Nov-26 09:02:03 GMT   | 123
                    Sunday, 06-Nov-94 08:49:37 GMT     | 0
                    Sat Nov 28 09:02:03 2026           | 123
                    Sun Dec  6 09:00:00 2026           | 3600
                    Sun Nov  6 08:49:37 1994           | 0
                    Mon, 28 Nov 2026 09:02:03 GMT      | 0
                    Sat, 28 Nov 2026 09:02:03 KST      | 0
                    2026-11-28T09:02:03Z               | 0
                    -5                                 | 0
                    1.5                                | 0
                    soon                               | 0
                    ''                                 | 0
                    """)
    void aReceiverSaysHowLongItWantsToBeLeftAlone(String header, long seconds) {
        assertThat(RetryAfter.asked(header, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
