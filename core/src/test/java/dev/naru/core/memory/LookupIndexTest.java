// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.protocol.Invariant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LookupIndexTest {
    private static final int SCOPE = 7;
    private static final KeyHash KEY_HASH = new KeyHash(1);

    private final Records records = new Records();

    /** Keys by number; it also counts how often the index had to ask. */
    private static final class Records implements LookupIndex.Keys {
        private final Map<Long, Long> keyByNumber = new HashMap<>();
        private int asked;

        @Override
        public boolean matches(long number, int scope, long high, long low) {
            asked++;
            return scope == SCOPE && high == key(number) && low == ~high;
        }

        @Override
        public long hashOf(long number, KeyHash keyHash) {
            asked++;
            return keyHash.of(SCOPE, key(number), ~key(number));
        }

        private long key(long number) {
            return Invariant.present(keyByNumber.get(number), "the index asks for what it has");
        }
    }

    private void add(LookupIndex index, long key, long number) {
        records.keyByNumber.put(number, key);
        index.add(SCOPE, key, ~key, number);
    }

    private void remove(LookupIndex index, long number) {
        index.remove(number);
        records.keyByNumber.remove(number);
    }

    private static long find(LookupIndex index, long key) {
        return index.find(SCOPE, key, ~key);
    }

    @Test
    void findsWhatIsInItAndNothingElseWhateverComesAndGoes() {
        int limit = 300;
        LookupIndex index = new LookupIndex(records, KEY_HASH, limit);
        Map<Long, Long> model = new HashMap<>();
        Random random = new Random(42);
        long next = 0;
        for (int round = 0; round < 20_000; round++) {
            long key = random.nextInt(1_000);
            Long known = model.get(key);
            assertThat(find(index, key)).isEqualTo(known == null ? LookupIndex.MISSING : known);
            if (known != null) {
                remove(index, known);
                model.remove(key);
            } else if (model.size() < limit) {
                add(index, key, next);
                model.put(key, next);
                next++;
            }
        }
        for (long key = 0; key < 1_000; key++) {
            assertThat(find(index, key)).isEqualTo(model.getOrDefault(key, LookupIndex.MISSING));
        }
    }

    @Test
    void closesHolesAlsoAmongWordsThatAreFarFromTheirHome() {
        int limit = 200;
        LookupIndex index = new LookupIndex(records, KEY_HASH, limit);
        List<Long> neighbours = keysOfOneHome(limit, 150);
        for (int i = 0; i < neighbours.size(); i++) {
            add(index, neighbours.get(i), i);
        }

        for (int i = 0; i < neighbours.size(); i += 2) {
            remove(index, i);
        }

        for (int i = 0; i < neighbours.size(); i++) {
            assertThat(find(index, neighbours.get(i)))
                    .isEqualTo(i % 2 == 0 ? LookupIndex.MISSING : i);
        }
    }

    @Test
    void removingHardlyEverFetchesTheRecordsOfNeighbours() {
        int limit = 10_000;
        LookupIndex index = new LookupIndex(records, KEY_HASH, limit);
        for (int i = 0; i < limit; i++) {
            add(index, i * 31L, i);
        }
        records.asked = 0;

        for (int i = 0; i < limit / 10; i++) {
            remove(index, i);
        }

        assertThat(records.asked).isLessThan(limit / 10 + limit / 100);
    }

    @Test
    void holdsTheLargestNumberAndNoLarger() {
        LookupIndex index = new LookupIndex(records, KEY_HASH, 10);
        long largest = (1L << 48) - 2;
        add(index, 1, largest);

        assertThat(find(index, 1)).isEqualTo(largest);
        assertThatThrownBy(() -> add(index, 2, largest + 1)).isInstanceOf(Invariant.Broken.class);
    }

    @Test
    void takesAsManyAsItIsSizedFor() {
        LookupIndex index = new LookupIndex(records, KEY_HASH, 3);
        for (int i = 0; i < 3; i++) {
            add(index, i, i);
        }

        assertThatThrownBy(() -> add(index, 3, 3)).isInstanceOf(Invariant.Broken.class);
        remove(index, 1);
        add(index, 3, 3);
        assertThat(find(index, 3)).isEqualTo(3);
    }

    /** Keys that the table of this limit would all like to put in its first place. */
    private static List<Long> keysOfOneHome(int limit, int count) {
        int words = limit + limit / 2 + 1;
        List<Long> keys = new ArrayList<>();
        for (long key = 0; keys.size() < count; key++) {
            if (Math.unsignedMultiplyHigh(KEY_HASH.of(SCOPE, key, ~key), words) == 0) {
                keys.add(key);
            }
        }
        return keys;
    }
}
