// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import dev.naru.protocol.KeptMessage.Content;
import dev.naru.protocol.KeptMessage.Omission;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Messages that crossed a link, raw, behind the texts of a command's opaque particulars: {@link
 * Particulars}, {@link AnswerParticulars} or none. The texts read the same with and without them.
 *
 * <p>Behind a mark stands for each message: its direction and what is kept of it (1 byte), its
 * length (uint32, little-endian), its SHA-256, and where it is kept the length of the deflated
 * bytes (uint16) and they themselves (RFC 1951, with {@link LinkVocabulary} as the preset
 * dictionary). Only the reading that is done here inflates, never beyond the length that is stated,
 * and that is at most {@link #MOST_BYTES}.
 */
public final class KeptMessages {
    /** The most bytes of one message that is kept raw: as much as a link takes. */
    public static final int MOST_BYTES = 64 * 1024;

    /** Of a row without texts, which only messages follow. */
    private static final int KIND = 3;

    private static final int SHA256_BYTES = 32;
    private static final int HASH_ONLY_BYTES = 1 + Integer.BYTES + SHA256_BYTES;
    private static final int LENGTH_BYTES = 2;
    private static final int MARK_BYTES = 1;
    private static final int UINT8 = 0xFF;
    private static final int UINT16 = 0xFFFF;

    /** Above the one bit of the direction. */
    private static final int KEPT = 0;

    private KeptMessages() {}

    /** Only messages, without texts. */
    public static Bytes of(List<LinkMessage> messages) {
        return append(TextFields.write(KIND, List.of()), messages);
    }

    /**
     * Texts and messages; at most {@link Limits#PARTICULARS_BYTES}. A message for which there is no
     * room is kept as its length and hash.
     *
     * @param texts {@link Particulars#toBytes} or {@link AnswerParticulars#toBytes}
     * @throws IllegalArgumentException when there is no room even for the hashes
     */
    public static Bytes append(Bytes texts, List<LinkMessage> messages) {
        if (messages.isEmpty()) {
            return texts;
        }
        int least = texts.length() + MARK_BYTES + messages.size() * HASH_ONLY_BYTES;
        Check.size("texts and hashes", least, Limits.PARTICULARS_BYTES);
        ByteBuffer buffer =
                ByteBuffer.allocate(Limits.PARTICULARS_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(texts.toArray()).put(TextFields.MESSAGES_FOLLOW);
        int room = Limits.PARTICULARS_BYTES - least;
        for (LinkMessage message : messages) {
            room -= put(buffer, message, room);
        }
        byte[] whole = new byte[buffer.flip().remaining()];
        buffer.get(whole);
        return Bytes.copyOf(whole);
    }

    /** Gives how much of the room it took. */
    private static int put(ByteBuffer buffer, LinkMessage message, int room) {
        byte[] raw = message.raw().toArray();
        if (message.reading() == LinkMessage.Reading.UNCLEAR && CardNumbers.mayBeIn(raw)) {
            putHash(buffer, message, raw, code(Omission.CARD_NUMBER));
            return 0;
        }
        byte[] deflated = raw.length > MOST_BYTES ? new byte[0] : deflated(raw, room);
        if (deflated.length == 0) {
            putHash(buffer, message, raw, code(Omission.TOO_LONG));
            return 0;
        }
        putHash(buffer, message, raw, KEPT);
        buffer.putShort((short) deflated.length).put(deflated);
        return LENGTH_BYTES + deflated.length;
    }

    private static void putHash(ByteBuffer buffer, LinkMessage message, byte[] raw, int kept) {
        buffer.put((byte) (message.direction().ordinal() | kept << 1));
        buffer.putInt(raw.length).put(sha256(raw));
    }

    private static int code(Omission why) {
        return why.ordinal() + 1;
    }

    /** Empty when it does not fit: nothing deflates to nothing. */
    private static byte[] deflated(byte[] raw, int room) {
        if (room <= LENGTH_BYTES) {
            return new byte[0];
        }
        byte[] out = new byte[room - LENGTH_BYTES];
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setDictionary(LinkVocabulary.bytes());
            deflater.setInput(raw);
            deflater.finish();
            int length = deflater.deflate(out);
            return deflater.finished() ? Arrays.copyOf(out, length) : new byte[0];
        } finally {
            deflater.end();
        }
    }

    /**
     * The messages behind the texts, in order; none when the bytes are of any other form.
     *
     * @param mostBytes how much may be inflated in all; what is beyond it is {@link
     *     Omission#ANSWER_FULL}
     */
    public static List<KeptMessage> read(Bytes particulars, int mostBytes) {
        ByteBuffer buffer = ByteBuffer.wrap(particulars.toArray()).order(ByteOrder.LITTLE_ENDIAN);
        if (!TextFields.skipToMessages(buffer)) {
            return List.of();
        }
        List<KeptMessage> messages = new ArrayList<>();
        int left = mostBytes;
        while (buffer.hasRemaining()) {
            if (buffer.remaining() < HASH_ONLY_BYTES) {
                return List.of();
            }
            int form = buffer.get() & UINT8;
            int length = buffer.getInt();
            byte[] hash = new byte[SHA256_BYTES];
            buffer.get(hash);
            if (length < 0 || form >> 1 > code(Omission.CARD_NUMBER)) {
                return List.of();
            }
            Bytes deflated = form >> 1 == KEPT ? nextDeflated(buffer) : Bytes.EMPTY;
            String sha256 = HexFormat.of().formatHex(hash);
            Content content =
                    form >> 1 == KEPT
                            ? content(new Kept(length, sha256, deflated), left)
                            : new Content.Omitted(Omission.values()[(form >> 1) - 1]);
            left -= content instanceof Content.Raw ? length : 0;
            messages.add(
                    new KeptMessage(
                            LinkMessage.Direction.values()[form & 1], sha256, length, content));
        }
        return List.copyOf(messages);
    }

    private record Kept(int length, String sha256, Bytes deflated) {}

    /** Empty where fewer bytes are left than are told: then the message is damaged. */
    private static Bytes nextDeflated(ByteBuffer buffer) {
        int length = buffer.remaining() < LENGTH_BYTES ? 0 : buffer.getShort() & UINT16;
        byte[] deflated = new byte[Math.min(length, buffer.remaining())];
        buffer.get(deflated);
        return Bytes.copyOf(deflated);
    }

    private static Content content(Kept kept, int left) {
        if (kept.length > MOST_BYTES) {
            return new Content.Omitted(Omission.DAMAGED);
        }
        if (kept.length > left) {
            return new Content.Omitted(Omission.ANSWER_FULL);
        }
        byte[] raw = inflated(kept);
        return raw.length == kept.length
                        && HexFormat.of().formatHex(sha256(raw)).equals(kept.sha256)
                ? new Content.Raw(Bytes.copyOf(raw))
                : new Content.Omitted(Omission.DAMAGED);
    }

    /** At most as much as is stated. */
    private static byte[] inflated(Kept kept) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setDictionary(LinkVocabulary.bytes());
            inflater.setInput(kept.deflated.toArray());
            byte[] raw = new byte[kept.length];
            int length = inflater.inflate(raw);
            return Arrays.copyOf(raw, length);
        } catch (DataFormatException notDeflated) {
            return new byte[0];
        } finally {
            inflater.end();
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
