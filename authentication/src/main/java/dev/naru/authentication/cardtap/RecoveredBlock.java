// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.formats.emv.ByteString;
import java.math.BigInteger;

/**
 * What an EMV signature holds, {@code 6A}, a format, data, a hash of 20 bytes, {@code BC} (Book 2,
 * annex A2.1; ISO/IEC 9796-2, scheme 1).
 */
final class RecoveredBlock {
    /** The format of signed dynamic data (Book 2, tables 17 and 22). */
    static final int SIGNED = 0x05;

    /** That of Visa's, which its kernel alone takes. */
    static final int FAST_SIGNED = 0x95;

    private static final int HEADER = 0x6A;
    private static final int TRAILER = 0xBC;
    private static final int FILLER = 0xBB;
    private static final int HASH = 20;

    private final Stage stage;
    private final ByteString bytes;

    private RecoveredBlock(Stage stage, ByteString bytes) {
        this.stage = stage;
        this.bytes = bytes;
    }

    /** Opens {@code signature} and checks the frame. */
    static Checked<RecoveredBlock> open(Stage stage, ByteString signature, RsaKey key, int format) {
        BigInteger number = RsaKey.number(signature);
        if (signature.length() != key.length() || number.compareTo(key.modulus()) >= 0) {
            return Checked.refused(stage, Fault.SIZE);
        }
        ByteString bytes = key.recover(number);
        boolean framed =
                bytes.at(0) == HEADER
                        && bytes.at(1) == format
                        && bytes.at(bytes.length() - 1) == TRAILER;
        return framed
                ? new Checked.Holds<>(new RecoveredBlock(stage, bytes))
                : Checked.refused(stage, Fault.FORM);
    }

    int at(int index) {
        return bytes.at(index);
    }

    ByteString slice(int from, int to) {
        return bytes.slice(from, to);
    }

    /** Where the hash begins. */
    int hashAt() {
        return bytes.length() - HASH - 1;
    }

    /** Whether nothing but filler stands from {@code from} to the hash. */
    boolean isFilledFrom(int from) {
        for (int i = from; i < hashAt(); i++) {
            if (bytes.at(i) != FILLER) {
                return false;
            }
        }
        return true;
    }

    /** Whether the hash is that of the data and of what was signed without being in it. */
    boolean isHashOf(ByteString... more) {
        ByteString hashed = ByteString.concat(bytes.slice(1, hashAt()), ByteString.concat(more));
        return Digests.areEqual(Digests.sha1(hashed), bytes.slice(hashAt(), bytes.length() - 1));
    }

    /**
     * The modulus whose first bytes stand from {@code from} to the hash.
     *
     * @param length of the whole modulus, in bytes
     * @param remainder what did not fit
     */
    Checked<BigInteger> modulus(int from, int length, ByteString remainder) {
        int room = hashAt() - from;
        if (remainder.length() != Math.max(0, length - room)) {
            return Checked.refused(stage, Fault.REMAINDER);
        }
        int inside = Math.min(room, length);
        if (!isFilledFrom(from + inside)) {
            return Checked.refused(stage, Fault.PADDING);
        }
        ByteString modulus = ByteString.concat(bytes.slice(from, from + inside), remainder);
        return modulus.isEmpty() || modulus.at(0) == 0
                ? Checked.refused(stage, Fault.KEY_SIZE)
                : new Checked.Holds<>(RsaKey.number(modulus));
    }
}
