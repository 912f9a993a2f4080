// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.card;

import dev.naru.formats.emv.ByteString;
import java.math.BigInteger;
import java.util.Random;

/** A pair of RSA keys with the exponent 3, as most of payment cards have; of no use but to test. */
final class RsaPair {
    private static final BigInteger EXPONENT = BigInteger.valueOf(3);

    private final BigInteger modulus;
    private final BigInteger p;
    private final BigInteger q;

    private RsaPair(BigInteger modulus, BigInteger p, BigInteger q) {
        this.modulus = modulus;
        this.p = p;
        this.q = q;
    }

    /** Of this size, a multiple of 8; the same each time for the same source. */
    static RsaPair make(int bits, Random random) {
        while (true) {
            BigInteger p = prime(bits / 2, random);
            BigInteger q = prime(bits - bits / 2, random);
            BigInteger modulus = p.multiply(q);
            if (modulus.bitLength() == bits) {
                return new RsaPair(modulus, p, q);
            }
        }
    }

    /** One that 3 has an inverse for. */
    private static BigInteger prime(int bits, Random random) {
        while (true) {
            BigInteger prime = BigInteger.probablePrime(bits, random);
            if (!prime.mod(EXPONENT).equals(BigInteger.ONE)) {
                return prime;
            }
        }
    }

    /** In bytes. */
    int length() {
        return modulus.bitLength() / 8;
    }

    ByteString modulusBytes() {
        return bytes(modulus);
    }

    ByteString exponentBytes() {
        return ByteString.of((byte) 3);
    }

    /** A signature over exactly these bytes, as many as the modulus has. */
    ByteString sign(ByteString block) {
        BigInteger text = new BigInteger(1, block.toByteArray());
        BigInteger one = root(text, p);
        BigInteger other = root(text, q);
        // Garner's way from both primes to their product.
        BigInteger times = one.subtract(other).multiply(q.modInverse(p)).mod(p);
        return bytes(other.add(times.multiply(q)));
    }

    private static BigInteger root(BigInteger text, BigInteger prime) {
        BigInteger order = prime.subtract(BigInteger.ONE);
        return text.modPow(EXPONENT.modInverse(order), prime);
    }

    private ByteString bytes(BigInteger number) {
        byte[] signed = number.toByteArray();
        byte[] bytes = new byte[length()];
        int size = Math.min(bytes.length, signed.length);
        System.arraycopy(signed, signed.length - size, bytes, bytes.length - size, size);
        return ByteString.of(bytes);
    }
}
