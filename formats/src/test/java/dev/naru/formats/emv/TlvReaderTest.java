// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.emv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlvReaderTest {
    @Test
    void aDirectoryIsTakenApart() {
        List<TlvObject> objects =
                read(
                        "6F25 840E 325041592E5359532E4444463031 A513 BF0C10 6106 4F04 A0000001"
                                + " 6106 4F04 A0000002");
        TlvObject root = objects.getFirst();
        assertThat(root.tag()).isEqualTo(0x6F);
        TlvObject own = root.child(0xA5).flatMap(one -> one.child(0xBF0C)).orElseThrow();
        assertThat(own.children()).hasSize(2).allMatch(entry -> entry.tag() == 0x61);
        assertThat(own.children().get(1).child(0x4F).orElseThrow().value().hex())
                .isEqualTo("A0000002");
        assertThat(root.encoded().length()).isEqualTo(39);
    }

    @ParameterizedTest
    @CsvSource({
        "5A01AA, 1",
        "5A8101AA, 1",
        "5A820001AA, 1",
        "9F4B01AA, 1",
        "DF811F01AA, 1",
        "5A00, 0",
    })
    void everyFormOfTheBookIsRead(String hex, int length) {
        List<TlvObject> objects = read(hex);
        assertThat(objects).singleElement().extracting(o -> o.value().length()).isEqualTo(length);
        assertThat(objects.getFirst().encoded()).isEqualTo(ByteString.ofHex(hex));
    }

    @ParameterizedTest
    @CsvSource({
        "5A, TRUNCATED, 1",
        "9F, TRUNCATED, 1",
        "9F8B, TRUNCATED, 2",
        "9F8B8B01, TAG_FORM, 0",
        "9F0001AA, TAG_FORM, 0",
        "9F8001AA, TAG_FORM, 0",
        "5A80, LENGTH_FORM, 1",
        "5A83000001AA, LENGTH_FORM, 1",
        "5AFF, LENGTH_FORM, 1",
        "5A81, TRUNCATED, 2",
        "5A8200, TRUNCATED, 3",
        "5A02AA, LENGTH_PAST_END, 1",
        "7003 5A02AA, LENGTH_PAST_END, 3",
        "5A01AA5A01AA, DUPLICATE_TAG, 3",
        "7006 5A01AA5A01AA, DUPLICATE_TAG, 5",
        "7003 5A0200, LENGTH_PAST_END, 3",
    })
    void anythingElseIsRefusedAtItsPlace(String hex, EmvError error, int offset) {
        assertThat(TlvReader.read(ByteString.ofHex(hex.replace(" ", ""))))
                .isEqualTo(new EmvReading.Refused<List<TlvObject>>(error, offset));
    }

    @Test
    void zerosBetweenObjectsMeanNothing() {
        assertThat(read("0000 5A01AA 00 5701BB 00"))
                .extracting(TlvObject::tag)
                .containsExactly(0x5A, 0x57);
        assertThat(read("7005 005A01AA00").getFirst().value().hex()).isEqualTo("005A01AA00");
        assertThat(read("00")).isEmpty();
    }

    @Test
    void noMoreIsReadThanThereCanBe() {
        ByteString deep = ByteString.EMPTY;
        for (int i = 0; i <= TlvReader.MOST_DEPTH; i++) {
            deep = TlvWriter.write(0x70, deep);
        }
        assertThat(TlvReader.read(deep)).isInstanceOf(EmvReading.Refused.class);
        assertThat(TlvReader.read(ByteString.of(new byte[4097])))
                .isEqualTo(new EmvReading.Refused<List<TlvObject>>(EmvError.TOO_LONG, 4096));
        ByteString entry = ByteString.ofHex("6100");
        ByteString many = ByteString.concat(Collections.nCopies(257, entry));
        assertThat(TlvReader.read(many))
                .isEqualTo(new EmvReading.Refused<List<TlvObject>>(EmvError.TOO_MANY_OBJECTS, 512));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 255, 256, 4000})
    void whatIsWrittenIsReadBack(int length) {
        for (int tag : new int[] {0x5A, 0x9F4B, 0xDF811F}) {
            byte[] value = new byte[length];
            new Random(length).nextBytes(value);
            ByteString written = TlvWriter.write(tag, ByteString.of(value));
            assertThat(TlvReader.read(written))
                    .isInstanceOfSatisfying(
                            EmvReading.Read.class,
                            read ->
                                    assertThat(read.value())
                                            .isEqualTo(
                                                    List.of(
                                                            new TlvObject(
                                                                    tag,
                                                                    written,
                                                                    ByteString.of(value),
                                                                    List.of()))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1F",
                "9F",
                "BF",
                "5A01",
                "9F00",
                "9F80",
                "9F8B",
                "9F8B8B",
                "9F0A01",
                "7001",
                "9F8B8B01",
                "1000000",
                "FFFFFFFF",
                "80000000"
            })
    void whatIsNoTagIsNotWritten(String tag) {
        assertThatThrownBy(() -> TlvWriter.write(Integer.parseUnsignedInt(tag, 16)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(tag + " is no tag");
    }

    @Test
    void noLongerValueIsWrittenThanItsLengthCanSay() {
        assertThat(TlvWriter.write(0x5A, ByteString.of(new byte[0xFFFF])).length())
                .isEqualTo(4 + 0xFFFF);
        assertThatThrownBy(() -> TlvWriter.write(0x5A, ByteString.of(new byte[0x10000])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65,535");
    }

    /** All of one and two bytes, and those of three that begin with 9F. */
    @Test
    void theTagsThatAreWrittenAreThoseThatAreRead() {
        List<Integer> differing = new ArrayList<>();
        int count = 0;
        for (int i = 0; i < 0x20000; i++) {
            int tag = i < 0x10000 ? i : 0x9F0000 | (i & 0xFFFF);
            boolean isRead = isRead(tag);
            count += isRead ? 1 : 0;
            if (isRead != isWritten(tag)) {
                differing.add(tag);
            }
        }
        assertThat(differing).isEmpty();
        // 5 bits for the number or 7 more; never 0 in the first byte, nor a second byte of 0 or 80.
        assertThat(count).isEqualTo((255 - 8) + 8 * 127 + 127 * 128);
    }

    private static boolean isRead(int tag) {
        String digits = "%X".formatted(tag);
        ByteString object = ByteString.ofHex("0".repeat(digits.length() % 2) + digits + "00");
        return TlvReader.read(object)
                        instanceof EmvReading.Read<List<TlvObject>>(List<TlvObject> objects)
                && objects.size() == 1
                && objects.getFirst().tag() == tag;
    }

    private static boolean isWritten(int tag) {
        try {
            return TlvWriter.write(tag).length() > 1;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    /** Whatever the bytes are, there is an answer. */
    @Test
    void anyBytesHaveAnAnswer() {
        Random random = new Random(5);
        int read = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) (random.nextBoolean() ? random.nextInt(8) : random.nextInt(256));
            }
            ByteString text = ByteString.of(bytes);
            switch (TlvReader.read(text)) {
                case EmvReading.Refused<List<TlvObject>> refused ->
                        assertThat(refused.offset()).isBetween(0, bytes.length);
                case EmvReading.Read<List<TlvObject>>(List<TlvObject> objects) -> {
                    read++;
                    int size = objects.stream().mapToInt(o -> o.encoded().length()).sum();
                    assertThat(size).isLessThanOrEqualTo(bytes.length);
                }
            }
        }
        assertThat(read).isGreaterThan(1_000);
    }

    @Test
    void noValueIsInAnyText() {
        assertThat(read("5A08 4761739001010010").toString()).doesNotContain("4761");
    }

    private static List<TlvObject> read(String hex) {
        return switch (TlvReader.read(ByteString.ofHex(hex.replace(" ", "")))) {
            case EmvReading.Read<List<TlvObject>>(List<TlvObject> objects) -> objects;
            case EmvReading.Refused<List<TlvObject>> refused -> throw new AssertionError(refused);
        };
    }
}
