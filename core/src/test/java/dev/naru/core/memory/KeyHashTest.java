// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class KeyHashTest {
    private static final int SCOPE = 3;
    private static final int HOME_BITS = 10;
    private static final int KEYS = 1 << 16;

    /** Keys to a home; chance alone brings the fullest of them to about 95. */
    private static final int MEAN = KEYS >> HOME_BITS;

    private record Key(long high, long low) {}

    @Test
    void keysThatWereChosenToMeetUnderOneSecretAreScatteredByAnother() {
        KeyHash known = new KeyHash(1);
        List<Key> chosen = new ArrayList<>();
        Random random = new Random(42);
        while (chosen.size() < 2_000) {
            Key key = new Key(random.nextLong(), random.nextLong());
            if (home(known, key) == 0) {
                chosen.add(key);
            }
        }
        assertThat(fullest(known, chosen)).isEqualTo(2_000);
        for (long secret = 2; secret < 50; secret++) {
            assertThat(fullest(new KeyHash(secret), chosen)).isLessThan(20);
        }
    }

    @Test
    void keysOfEveryPatternAreScatteredByEverySecret() {
        List<List<Key>> patterns =
                List.of(
                        keys(i -> i, i -> 0),
                        keys(i -> 0, i -> i),
                        keys(i -> i, i -> i),
                        keys(i -> i, i -> -i),
                        keys(i -> i, i -> ~i),
                        keys(i -> i << 48, i -> 0),
                        keys(i -> 0, i -> i << 48),
                        keys(i -> i << 48, i -> i << 48),
                        keys(i -> i << 32, i -> i >>> 3),
                        keys(i -> 1L << (i & 63), i -> i >>> 6));
        for (long secret = 0; secret < 20; secret++) {
            KeyHash hash = new KeyHash(secret * 0x1234567);
            for (List<Key> pattern : patterns) {
                assertThat(fullest(hash, pattern)).isLessThan(2 * MEAN);
            }
        }
    }

    @Test
    void scopeIsPartOfTheKey() {
        KeyHash hash = new KeyHash(9);
        int[] homes = new int[1 << HOME_BITS];
        for (int scope = 0; scope < KEYS; scope++) {
            homes[(int) (hash.of(scope, 1, 2) >>> (Long.SIZE - HOME_BITS))]++;
        }
        assertThat(Arrays.stream(homes).max().orElseThrow()).isLessThan(2 * MEAN);
    }

    private static List<Key> keys(LongUnaryOperator high, LongUnaryOperator low) {
        List<Key> keys = new ArrayList<>();
        for (long i = 0; i < KEYS; i++) {
            keys.add(new Key(high.applyAsLong(i), low.applyAsLong(i)));
        }
        return keys;
    }

    private static int fullest(KeyHash hash, List<Key> keys) {
        int[] homes = new int[1 << HOME_BITS];
        for (Key key : keys) {
            homes[home(hash, key)]++;
        }
        return Arrays.stream(homes).max().orElseThrow();
    }

    /** As an index does it, by the highest bits. */
    private static int home(KeyHash hash, Key key) {
        return (int) (hash.of(SCOPE, key.high(), key.low()) >>> (Long.SIZE - HOME_BITS));
    }
}
