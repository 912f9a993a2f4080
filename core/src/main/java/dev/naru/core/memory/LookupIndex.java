// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.memory;

import dev.naru.protocol.Invariant;

/**
 * Finds the number of a record by the record's own key: a scope and 128 bits. It is an
 * open-addressing table of 8-byte words that keeps no keys, so it asks the records for theirs. It
 * is sized once, to two thirds full at its limit, and never stalls to grow. It only looks up:
 * nobody can enumerate it.
 *
 * <p>A word holds 10 bits of the key's hash, so that hardly ever a record is asked in vain; 6 bits
 * of how far the word is from its home, so that a removal need not fetch the records of all its
 * neighbours from memory; and 48 bits of the number.
 */
public final class LookupIndex {
    /** Knows the key of each record that is in the index. */
    public interface Keys {
        /** Whether this is the key of that record. */
        boolean matches(long number, int scope, long high, long low);

        /** This hash of that record's key. */
        long hashOf(long number, KeyHash hash);
    }

    /** What {@link #find} answers when there is no such key. */
    public static final long MISSING = -1;

    private static final int NUMBER_BITS = 48;
    private static final long NUMBER_MASK = (1L << NUMBER_BITS) - 1;
    private static final int DISTANCE_BITS = 6;

    /** This far from its home or farther: only the record's key can tell. */
    private static final int FAR = (1 << DISTANCE_BITS) - 1;

    private static final int HASH_SHIFT = NUMBER_BITS + DISTANCE_BITS;
    private static final int LEAST_WORDS = 16;

    private final Keys keys;
    private final KeyHash keyHash;
    private final long[] words;
    private final long limit;
    private long size;

    /**
     * An empty index.
     *
     * @param keyHash by which keys are scattered
     * @param limit how many keys it can hold, up to 1.4 thousand million
     */
    public LookupIndex(Keys keys, KeyHash keyHash, long limit) {
        this.keys = keys;
        this.keyHash = keyHash;
        this.limit = limit;
        words = new long[Math.toIntExact(Math.max(LEAST_WORDS, limit + limit / 2 + 1))];
    }

    /** The number of the record with this key, or {@link #MISSING}. */
    public long find(int scope, long high, long low) {
        long hash = keyHash.of(scope, high, low);
        for (int i = home(hash); words[i] != 0; i = after(i)) {
            if (isOfHash(words[i], hash) && keys.matches(numberIn(words[i]), scope, high, low)) {
                return numberIn(words[i]);
            }
        }
        return MISSING;
    }

    /**
     * Adds a key that is not there yet.
     *
     * @param number 0 to 2^48-2
     */
    public void add(int scope, long high, long low, long number) {
        Invariant.check(size < limit, "an index holds no more than it is sized for");
        Invariant.check(number >= 0 && number < NUMBER_MASK, "an indexed number fits 48 bits");
        long hash = keyHash.of(scope, high, low);
        int home = home(hash);
        int i = home;
        while (words[i] != 0) {
            i = after(i);
        }
        words[i] = atDistance(distance(home, i), (hash << HASH_SHIFT) | (number + 1));
        size++;
    }

    /** Removes a record's key. The record and all others must still know their keys. */
    public void remove(long number) {
        int i = home(keys.hashOf(number, keyHash));
        while (words[i] != 0 && numberIn(words[i]) != number) {
            i = after(i);
        }
        Invariant.check(words[i] != 0, "what is removed from an index was in it");
        closeHole(i);
        size--;
    }

    /** Moves back every later word of the cluster that the hole would otherwise hide. */
    private void closeHole(int from) {
        int hole = from;
        for (int i = after(hole); words[i] != 0; i = after(i)) {
            int fromHome = distanceOf(i);
            int fromHole = distance(hole, i);
            if (fromHome >= fromHole) {
                words[hole] = atDistance(fromHome - fromHole, words[i]);
                hole = i;
            }
        }
        words[hole] = 0;
    }

    private int home(long hash) {
        return (int) Math.unsignedMultiplyHigh(hash, words.length);
    }

    private int after(int i) {
        return i + 1 == words.length ? 0 : i + 1;
    }

    /** How many places after {@code from} {@code to} is. */
    private int distance(int from, int to) {
        return to >= from ? to - from : to - from + words.length;
    }

    /** How far the word here is from its home. */
    private int distanceOf(int i) {
        int known = (int) (words[i] >>> NUMBER_BITS) & FAR;
        return known == FAR ? distance(home(keys.hashOf(numberIn(words[i]), keyHash)), i) : known;
    }

    private static long atDistance(int distance, long word) {
        long cleared = word & ~((long) FAR << NUMBER_BITS);
        return cleared | ((long) Math.min(FAR, distance) << NUMBER_BITS);
    }

    private static boolean isOfHash(long word, long hash) {
        return word >>> HASH_SHIFT == (hash << HASH_SHIFT) >>> HASH_SHIFT;
    }

    private static long numberIn(long word) {
        return (word & NUMBER_MASK) - 1;
    }
}
