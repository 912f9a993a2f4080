// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.emv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardShapesTest {
    @Test
    void aCardIsToldWhatItAsksForInItsOrder() {
        DataObjectList list = list("9F0206 5F2A02 9F3704 9A03 DF7F02 5A0A");
        Map<Integer, ByteString> values =
                Map.of(
                        0x9F02, ByteString.ofHex("1250"),
                        0x5F2A, ByteString.ofHex("000410"),
                        0x9F37, ByteString.ofHex("0102030405"),
                        0x9A, ByteString.ofHex("261129"),
                        0x5A, ByteString.ofHex("4761739001010010"));
        assertThat(list.fill(tag -> Optional.ofNullable(values.get(tag))).hex())
                .isEqualTo(
                        "000000001250"
                                + "0410"
                                + "01020304"
                                + "261129"
                                + "0000"
                                + "4761739001010010FFFF");
        assertThat(list.wants(0x9F37, 4)).isTrue();
        assertThat(list.wants(0x9F37, 5)).isFalse();
        assertThat(list.wants(0x9F7C, 1)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "NUMERIC, 1234, 3, 001234",
        "NUMERIC, 123456, 2, 3456",
        "BINARY, 1234, 3, 123400",
        "BINARY, 123456, 2, 1234",
        "COMPRESSED_NUMERIC, 1234, 3, 1234FF",
        "COMPRESSED_NUMERIC, 123456, 2, 1234",
    })
    void valuesFitByTheirFormat(DataFormat format, String value, int length, String fitted) {
        assertThat(format.fit(ByteString.ofHex(value), length).hex()).isEqualTo(fitted);
    }

    @Test
    void ofATemplateAndOfWhatNobodyKnowsZerosAreGiven() {
        DataObjectList list = list("7002 9F0206");
        assertThat(list.fill(tag -> Optional.of(ByteString.ofHex("FFFF"))).hex())
                .isEqualTo("0000" + "00000000FFFF");
        assertThat(list.fill(tag -> Optional.empty()).hex()).isEqualTo("0000000000000000");
    }

    @ParameterizedTest
    @CsvSource({
        "9F02, TRUNCATED, 2",
        "9F, TRUNCATED, 1",
        "0004, FILLER, 0",
        "9F02FF9F3701, TOO_LONG, 3"
    })
    void aListThatIsNoneIsRefused(String hex, EmvError error, int offset) {
        assertThat(DataObjectList.read(ByteString.ofHex(hex)))
                .isEqualTo(new EmvReading.Refused<DataObjectList>(error, offset));
    }

    @Test
    void aLocatorSaysWhichRecordsAreSigned() {
        FileLocator locator = locator("0801020110010100");
        assertThat(locator.places())
                .containsExactly(
                        new FileLocator.Place(1, 1, true),
                        new FileLocator.Place(1, 2, false),
                        new FileLocator.Place(2, 1, false));
        assertThat(locator.places().getFirst().command().encoded().hex()).isEqualTo("00B2010C00");
    }

    @ParameterizedTest
    @CsvSource({
        "080102, LOCATOR_LENGTH, 3",
        "00010100, LOCATOR_FILE, 0",
        "09010100, LOCATOR_FILE, 0",
        "F8010100, LOCATOR_FILE, 0",
        "08000100, LOCATOR_RECORDS, 1",
        "08020100, LOCATOR_RECORDS, 1",
        "08010203, LOCATOR_RECORDS, 1",
        "0801020008020300, LOCATOR_REPEATS, 4",
    })
    void aLocatorThatIsNoneIsRefused(String hex, EmvError error, int offset) {
        assertThat(FileLocator.read(ByteString.ofHex(hex)))
                .isEqualTo(new EmvReading.Refused<FileLocator>(error, offset));
    }

    @ParameterizedTest
    @CsvSource({"00B2010C00", "00A404000E325041592E5359532E444446303100", "80AE9000010000"})
    void commandsAreReadAndWritten(String hex) {
        assertThat(CommandApdu.read(ByteString.ofHex(hex)))
                .isInstanceOfSatisfying(
                        EmvReading.Read.class,
                        read ->
                                assertThat(((CommandApdu) read.value()).encoded().hex())
                                        .isEqualTo(hex));
    }

    @ParameterizedTest
    @CsvSource({
        "00B2010C, 4",
        "00B2010C01, 4",
        "00B2010C0201, 4",
        "00B2010C0000, 4",
        "00B2010C0101FF, 6",
        "00B2010C020100, 4"
    })
    void aCommandThatIsNoneIsRefused(String hex, int offset) {
        assertThat(CommandApdu.read(ByteString.ofHex(hex)))
                .isEqualTo(new EmvReading.Refused<CommandApdu>(EmvError.COMMAND_LENGTH, offset));
    }

    @ParameterizedTest
    @CsvSource({"1230, 2030-12", "0100, 2000-01", "1330, ''", "0030, ''", "1A30, ''", "123000, ''"})
    void monthsAreOfThisCentury(String digits, String month) {
        assertThat(CardDate.month(ByteString.ofHex(digits)).map(Object::toString).orElse(""))
                .isEqualTo(month);
    }

    @ParameterizedTest
    @CsvSource({"261129, 2026-11-29", "280229, 2028-02-29", "270229, ''", "26112A, ''", "2611, ''"})
    void daysAreThoseOfTheCalendar(String digits, String day) {
        assertThat(CardDate.day(ByteString.ofHex(digits)).map(Object::toString).orElse(""))
                .isEqualTo(day);
    }

    @Test
    void responsesAreReadAndWritten() {
        for (String hex : new String[] {"9000", "6A82", "77039F36019000"}) {
            assertThat(ResponseApdu.read(ByteString.ofHex(hex)))
                    .isInstanceOfSatisfying(
                            EmvReading.Read.class,
                            read -> {
                                ResponseApdu response = (ResponseApdu) read.value();
                                assertThat(response.encoded().hex()).isEqualTo(hex);
                                assertThat(response.isOk()).isEqualTo(hex.endsWith("9000"));
                            });
        }
        for (int length : new int[] {0, 1, 259}) {
            assertThat(ResponseApdu.read(ByteString.of(new byte[length])))
                    .isInstanceOf(EmvReading.Refused.class);
        }
    }

    private static DataObjectList list(String hex) {
        return switch (DataObjectList.read(ByteString.ofHex(hex.replace(" ", "")))) {
            case EmvReading.Read<DataObjectList>(DataObjectList list) -> list;
            case EmvReading.Refused<DataObjectList> refused -> throw new AssertionError(refused);
        };
    }

    private static FileLocator locator(String hex) {
        return switch (FileLocator.read(ByteString.ofHex(hex))) {
            case EmvReading.Read<FileLocator>(FileLocator locator) -> locator;
            case EmvReading.Refused<FileLocator> refused -> throw new AssertionError(refused);
        };
    }
}
