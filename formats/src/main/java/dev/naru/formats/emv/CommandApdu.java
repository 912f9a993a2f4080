// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.emv;

/**
 * A command to a card in its short form (ISO/IEC 7816-4, 5.1): with or without data, and always
 * asking for whatever the card answers.
 *
 * @param header CLA, INS, P1, P2
 * @param data 0 to 255 bytes
 */
public record CommandApdu(ByteString header, ByteString data) {
    private static final int HEADER = 4;
    private static final int MOST_DATA = 255;
    private static final int ALL = 0;

    /** Refuses what is no command. */
    public CommandApdu {
        if (header.length() != HEADER || data.length() > MOST_DATA) {
            throw new IllegalArgumentException(
                    "a command has 4 bytes of header, at most 255 of data");
        }
    }

    /** A command without data. */
    public static CommandApdu of(int cla, int ins, int p1, int p2) {
        return of(cla, ins, p1, p2, ByteString.EMPTY);
    }

    /** A command with data, or without where there is none. */
    public static CommandApdu of(int cla, int ins, int p1, int p2, ByteString data) {
        return new CommandApdu(ByteString.of((byte) cla, (byte) ins, (byte) p1, (byte) p2), data);
    }

    /** Reads a command that asks for an answer of any length. */
    public static EmvReading<CommandApdu> read(ByteString bytes) {
        int length = bytes.length();
        if (length <= HEADER || length > HEADER + 2 + MOST_DATA) {
            return new EmvReading.Refused<>(EmvError.COMMAND_LENGTH, length);
        }
        boolean hasData = length > HEADER + 1;
        if (hasData && (bytes.at(HEADER) == 0 || bytes.at(HEADER) != length - HEADER - 2)) {
            return new EmvReading.Refused<>(EmvError.COMMAND_LENGTH, HEADER);
        }
        if (bytes.at(length - 1) != ALL) {
            return new EmvReading.Refused<>(EmvError.COMMAND_LENGTH, length - 1);
        }
        return new EmvReading.Read<>(
                new CommandApdu(
                        bytes.slice(0, HEADER),
                        hasData ? bytes.slice(HEADER + 1, length - 1) : ByteString.EMPTY));
    }

    /** As it goes to the card. */
    public ByteString encoded() {
        ByteString end = ByteString.of((byte) ALL);
        return data.isEmpty()
                ? ByteString.concat(header, end)
                : ByteString.concat(header, ByteString.of((byte) data.length()), data, end);
    }
}
