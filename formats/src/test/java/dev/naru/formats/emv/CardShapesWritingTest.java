// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.emv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written of lists and locators is what is read, and nothing else can be written. */
class CardShapesWritingTest {
    private static final int ROUNDS = 20_000;

    @Test
    void aListIsWrittenFromWhatItAsksFor() {
        DataObjectList list =
                new DataObjectList(
                        List.of(
                                new DataObjectList.Entry(0x9F02, 6),
                                new DataObjectList.Entry(0x95, 5),
                                new DataObjectList.Entry(0xDF811F, 255 - 11)));
        assertThat(list.encoded().hex()).isEqualTo("9F0206" + "9505" + "DF811FF4");
        assertThat(new DataObjectList(List.of()).encoded()).isEqualTo(ByteString.EMPTY);
    }

    @Test
    void aLocatorIsWrittenFromItsRecords() {
        FileLocator locator =
                new FileLocator(
                        List.of(
                                new FileLocator.Entry(1, 1, 2, 1),
                                new FileLocator.Entry(30, 1, 255, 255)));
        assertThat(locator.encoded().hex()).isEqualTo("08010201" + "F001FFFF");
        assertThat(new FileLocator(List.of()).encoded()).isEqualTo(ByteString.EMPTY);
    }

    @Test
    void anyListIsReadAsItWasWritten() {
        Random random = new Random(11);
        int templates = 0;
        for (int i = 0; i < ROUNDS; i++) {
            DataObjectList list = list(random);
            assertThat(DataObjectList.read(list.encoded())).isEqualTo(new EmvReading.Read<>(list));
            templates += (int) list.entries().stream().filter(e -> e.isTemplate()).count();
        }
        assertThat(templates).isGreaterThan(ROUNDS);
    }

    private static DataObjectList list(Random random) {
        List<DataObjectList.Entry> entries = new ArrayList<>();
        int left = DataObjectList.MOST_VALUES;
        for (int count = random.nextInt(64); count > 0; count--) {
            int length = random.nextInt(Math.min(left, 16) + 1);
            left -= length;
            entries.add(new DataObjectList.Entry(tag(random), length));
        }
        return new DataObjectList(entries);
    }

    /** Of one, two and three bytes. */
    private static int tag(Random random) {
        int first = 1 + random.nextInt(255);
        if (random.nextBoolean()) {
            first |= 0x1F;
        }
        if ((first & 0x1F) != 0x1F) {
            return first;
        }
        int second = 1 + random.nextInt(127);
        return random.nextBoolean()
                ? (first << 8) | second
                : (first << 16) | ((0x80 | second) << 8) | random.nextInt(128);
    }

    @Test
    void anyLocatorIsReadAsItWasWritten() {
        Random random = new Random(12);
        for (int i = 0; i < ROUNDS; i++) {
            FileLocator locator = locator(random);
            assertThat(FileLocator.read(locator.encoded()))
                    .isEqualTo(new EmvReading.Read<>(locator));
        }
    }

    private static FileLocator locator(Random random) {
        boolean[][] isTaken = new boolean[31][256];
        List<FileLocator.Entry> entries = new ArrayList<>();
        for (int tries = random.nextInt(64); tries > 0; tries--) {
            int file = 1 + random.nextInt(30);
            int first = 1 + random.nextInt(255);
            int last = first + random.nextInt(256 - first);
            if (IntStream.rangeClosed(first, last).noneMatch(at -> isTaken[file][at])) {
                IntStream.rangeClosed(first, last).forEach(at -> isTaken[file][at] = true);
                int signed = random.nextInt(last - first + 2);
                entries.add(new FileLocator.Entry(file, first, last, signed));
            }
        }
        return new FileLocator(entries);
    }

    /** Whatever bytes are read, theirs is the only way to write what they say. */
    @Test
    void whatIsReadIsWrittenAsItWas() {
        Random random = new Random(13);
        int lists = 0;
        int locators = 0;
        for (int i = 0; i < 10 * ROUNDS; i++) {
            byte[] bytes = new byte[random.nextInt(17)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) (random.nextBoolean() ? random.nextInt(8) : random.nextInt(256));
            }
            ByteString text = ByteString.of(bytes);
            if (DataObjectList.read(text)
                    instanceof EmvReading.Read<DataObjectList>(DataObjectList list)) {
                assertThat(list.encoded()).isEqualTo(text);
                lists += list.entries().isEmpty() ? 0 : 1;
            }
            if (FileLocator.read(text) instanceof EmvReading.Read<FileLocator>(FileLocator found)) {
                assertThat(found.encoded()).isEqualTo(text);
                locators += found.entries().isEmpty() ? 0 : 1;
            }
        }
        assertThat(lists).isGreaterThan(1_000);
        assertThat(locators).isGreaterThan(50);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "9F, 1", "9F8B, 1", "9F00, 1", "5A01, 1", "5A, -1", "5A, 256"})
    void whatNoListCanAskForIsRefused(String tag, int length) {
        assertThatThrownBy(() -> new DataObjectList.Entry(Integer.parseInt(tag, 16), length))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aListIsNoLongerThanOneThatIsRead() {
        DataObjectList.Entry none = new DataObjectList.Entry(0x5A, 0);
        DataObjectList longest = new DataObjectList(Collections.nCopies(126, none));
        assertThat(DataObjectList.read(longest.encoded()))
                .isEqualTo(new EmvReading.Read<>(longest));
        refusesList(Collections.nCopies(127, none));
        DataObjectList.Entry all = new DataObjectList.Entry(0x5A, 255);
        assertThat(new DataObjectList(List.of(all, none)).length()).isEqualTo(255);
        refusesList(List.of(all, new DataObjectList.Entry(0x5A, 1)));
    }

    private static void refusesList(List<DataObjectList.Entry> entries) {
        assertThatThrownBy(() -> new DataObjectList(entries))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 0",
        "31, 1, 1, 0",
        "-1, 1, 1, 0",
        "1, 0, 1, 0",
        "1, 2, 1, 0",
        "1, 1, 256, 0",
        "1, 1, 2, 3",
        "1, 1, 1, -1",
    })
    void recordsThatCannotBeAreRefused(int file, int first, int last, int signed) {
        assertThatThrownBy(() -> new FileLocator.Entry(file, first, last, signed))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLocatorIsNoLongerThanOneThatIsReadAndNamesNothingTwice() {
        FileLocator longest = new FileLocator(ones(63));
        assertThat(FileLocator.read(longest.encoded())).isEqualTo(new EmvReading.Read<>(longest));
        refusesLocator(ones(64));
        refusesLocator(
                List.of(new FileLocator.Entry(1, 2, 4, 0), new FileLocator.Entry(1, 4, 4, 0)));
        refusesLocator(
                List.of(new FileLocator.Entry(1, 2, 2, 0), new FileLocator.Entry(1, 1, 4, 0)));
        // The same records of another file are others.
        assertThat(
                        new FileLocator(
                                        List.of(
                                                new FileLocator.Entry(1, 1, 255, 0),
                                                new FileLocator.Entry(2, 1, 255, 0)))
                                .places())
                .hasSize(510);
    }

    /** One record each, of one file. */
    private static List<FileLocator.Entry> ones(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(record -> new FileLocator.Entry(1, record, record, 0))
                .toList();
    }

    private static void refusesLocator(List<FileLocator.Entry> entries) {
        assertThatThrownBy(() -> new FileLocator(entries))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
