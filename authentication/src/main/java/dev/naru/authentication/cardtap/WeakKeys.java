// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import java.math.BigInteger;
import java.util.BitSet;

/**
 * Knows keys of the weak kind of CVE-2017-15361 by their fingerprint: their primes were powers of
 * 65,537 modulo a product of small primes, and so is the modulus (Nemec and others, "The Return of
 * Coppersmith's Attack", 2017).
 */
final class WeakKeys {
    private static final int GENERATOR = 65_537;

    private static final int[] PRIMES = {
        11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157
    };

    private static final BitSet[] POWERS = powers();

    private WeakKeys() {}

    private static BitSet[] powers() {
        BitSet[] all = new BitSet[PRIMES.length];
        for (int i = 0; i < PRIMES.length; i++) {
            all[i] = new BitSet(PRIMES[i]);
            int power = 1;
            do {
                all[i].set(power);
                power = power * (GENERATOR % PRIMES[i]) % PRIMES[i];
            } while (power != 1);
        }
        return all;
    }

    /**
     * Whether the modulus has the fingerprint; of others about one in ten million does by chance.
     */
    static boolean have(BigInteger modulus) {
        for (int i = 0; i < PRIMES.length; i++) {
            if (!POWERS[i].get(modulus.mod(BigInteger.valueOf(PRIMES[i])).intValue())) {
                return false;
            }
        }
        return true;
    }
}
