// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.protocol.Invariant;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares 128-bit division with {@link BigDecimal}. */
class ExactQuotientTest {
    private static final long SEED = 20_261_122;
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private final ExactQuotient quotient = new ExactQuotient();

    @Test
    void roundsAsExactArithmeticDoes() {
        Random random = new Random(SEED);
        int fitting = 0;
        for (int i = 0; i < 200_000; i++) {
            long a = positive(random, 63);
            long b = positive(random, 63);
            long by = positive(random, 62);
            fitting += compare(a, b, by) ? 1 : 0;
        }
        // Both branches are worth something only when both are taken.
        assertThat(fitting).isBetween(20_000, 180_000);
    }

    @Test
    void roundsHalvesToTheEvenNeighbour() {
        assertThat(quotient.of(1, 1, 2).halfEven()).isZero();
        assertThat(quotient.of(3, 1, 2).halfEven()).isEqualTo(2);
        assertThat(quotient.of(5, 1, 2).halfEven()).isEqualTo(2);
        assertThat(quotient.of(7, 1, 2).halfEven()).isEqualTo(4);
        long big = 1L << 61;
        assertThat(quotient.of(big, 3, 1L << 60).halfEven()).isEqualTo(6);
        // (2^61 + 1) * 2^20 / 2^21 = 2^60 + 1/2, and 2^60 is even.
        assertThat(quotient.of(big + 1, 1 << 20, 1 << 21).halfEven()).isEqualTo(1L << 60);
        assertThat(quotient.of(big + 3, 1 << 20, 1 << 21).halfEven()).isEqualTo((1L << 60) + 2);
    }

    @Test
    void comparesAtTheEdges() {
        long[] edges = {
            1,
            2,
            3,
            999_999_999,
            1_000_000_000,
            100_000_000_000L,
            1_000_000_000_000_000L,
            100_000_000_000_000_000L,
            1L << 32,
            (1L << 32) - 1,
            (1L << 61) - 1,
            (1L << 62) - 1
        };
        for (long a : edges) {
            for (long b : edges) {
                for (long by : edges) {
                    compare(a, b, by);
                }
                compare(Long.MAX_VALUE, a, b);
            }
        }
        assertThat(quotient.of(Long.MAX_VALUE, 1, 1).overflows()).isFalse();
        assertThat(quotient.of(Long.MAX_VALUE, 2, 1).overflows()).isTrue();
        assertThat(quotient.of(Long.MAX_VALUE, 2, 3).overflows()).isFalse();
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThatThrownBy(() -> quotient.of(0, 1, 1)).isInstanceOf(Invariant.Broken.class);
        assertThatThrownBy(() -> quotient.of(1, -1, 1)).isInstanceOf(Invariant.Broken.class);
        assertThatThrownBy(() -> quotient.of(1, 1, 1L << 62)).isInstanceOf(Invariant.Broken.class);
    }

    /** Whether the quotient fits. */
    private boolean compare(long a, long b, long by) {
        BigDecimal product = BigDecimal.valueOf(a).multiply(BigDecimal.valueOf(b));
        BigInteger ceiling = divide(product, by, RoundingMode.CEILING);
        quotient.of(a, b, by);
        if (quotient.overflows()) {
            assertThat(ceiling).describedAs("%d * %d / %d", a, b, by).isGreaterThanOrEqualTo(MOST);
            return false;
        }
        assertThat(BigInteger.valueOf(quotient.ceiling()))
                .describedAs("%d * %d / %d", a, b, by)
                .isEqualTo(ceiling);
        assertThat(BigInteger.valueOf(quotient.floor()))
                .describedAs("%d * %d / %d", a, b, by)
                .isEqualTo(divide(product, by, RoundingMode.FLOOR));
        assertThat(BigInteger.valueOf(quotient.halfEven()))
                .describedAs("%d * %d / %d", a, b, by)
                .isEqualTo(divide(product, by, RoundingMode.HALF_EVEN));
        return true;
    }

    private static BigInteger divide(BigDecimal product, long by, RoundingMode mode) {
        return product.divide(BigDecimal.valueOf(by), 0, mode).toBigIntegerExact();
    }

    /** Of every length in bits alike. */
    private static long positive(Random random, int mostBits) {
        int bits = 1 + random.nextInt(mostBits);
        return Math.max(1, random.nextLong() >>> (Long.SIZE - bits));
    }
}
