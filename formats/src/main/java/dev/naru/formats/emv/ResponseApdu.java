// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.emv;

/**
 * What a card answered (ISO/IEC 7816-4, 5.1).
 *
 * @param data 0 to 256 bytes
 * @param status SW1 and SW2 as a number: {@code 0x9000}
 */
public record ResponseApdu(ByteString data, int status) {
    /** All is well. */
    public static final int OK = 0x9000;

    private static final int STATUS = 2;
    private static final int MOST_DATA = 256;

    /** Reads a response. */
    public static EmvReading<ResponseApdu> read(ByteString bytes) {
        int length = bytes.length();
        if (length < STATUS || length > MOST_DATA + STATUS) {
            return new EmvReading.Refused<>(EmvError.RESPONSE_LENGTH, length);
        }
        return new EmvReading.Read<>(
                new ResponseApdu(
                        bytes.slice(0, length - STATUS),
                        (bytes.at(length - 2) << 8) | bytes.at(length - 1)));
    }

    /** Whether all is well. */
    public boolean isOk() {
        return status == OK;
    }

    /** As it came from the card. */
    public ByteString encoded() {
        return ByteString.concat(data, ByteString.of((byte) (status >> 8), (byte) status));
    }

    /** The status only. */
    @Override
    public String toString() {
        return "ResponseApdu[%d bytes, %04X]".formatted(data.length(), status);
    }
}
