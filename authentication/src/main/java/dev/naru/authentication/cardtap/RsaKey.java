// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.formats.emv.ByteString;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A public key as EMV has them.
 *
 * @param modulus as long as its first byte, which is not zero, says
 * @param exponent 3 or 65,537
 */
public record RsaKey(BigInteger modulus, int exponent) {
    private static final int SMALL = 3;
    private static final int LARGE = 65_537;
    private static final ByteString SMALL_BYTES = ByteString.ofHex("03");
    private static final ByteString LARGE_BYTES = ByteString.ofHex("010001");

    /** Refuses an exponent that the books do not know. */
    public RsaKey {
        if (exponent != SMALL && exponent != LARGE) {
            throw new IllegalArgumentException("the exponent must be 3 or 65537");
        }
    }

    /** The exponent that these bytes say, in their shortest form (Book 2, section 5.1). */
    static Optional<Integer> exponent(ByteString bytes) {
        if (bytes.equals(SMALL_BYTES)) {
            return Optional.of(SMALL);
        }
        return bytes.equals(LARGE_BYTES) ? Optional.of(LARGE) : Optional.empty();
    }

    /** The exponent in its shortest form. */
    ByteString exponentBytes() {
        return exponent == SMALL ? SMALL_BYTES : LARGE_BYTES;
    }

    /** In bytes. */
    public int length() {
        return (modulus.bitLength() + 7) / 8;
    }

    /** The modulus in as many bytes as it has. */
    public ByteString modulusBytes() {
        return unsigned(modulus, length());
    }

    /** What was signed; as many bytes as the key's. Less than the modulus must be given. */
    ByteString recover(BigInteger signature) {
        // Also for 3: the JDK's own way is faster than two products with a remainder each.
        BigInteger recovered = signature.modPow(BigInteger.valueOf(exponent), modulus);
        return unsigned(recovered, length());
    }

    static BigInteger number(ByteString bytes) {
        return new BigInteger(1, bytes.toByteArray());
    }

    private static ByteString unsigned(BigInteger number, int length) {
        byte[] signed = number.toByteArray();
        byte[] bytes = new byte[length];
        int size = Math.min(length, signed.length);
        System.arraycopy(signed, signed.length - size, bytes, length - size, size);
        return ByteString.of(bytes);
    }
}
