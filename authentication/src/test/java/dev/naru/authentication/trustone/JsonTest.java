// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

class JsonTest {
    /** RFC 8785, section 3.2.3; the names' order is that of their UTF-16 units. */
    @Test
    void membersStandInTheOrderOfTheRfc() {
        String given =
                """
                {"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With \
                Dagesh","1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control",\
                "\\u00f6":"Latin Small Letter O With Diaeresis"}\
                """;
        String canonical = read(given).canonical();
        assertThat(
                        List.of(
                                "Carriage Return",
                                "One",
                                "Control",
                                "Latin Small Letter O With Diaeresis",
                                "Euro Sign",
                                "Emoji: Grinning Face",
                                "Hebrew Letter Dalet With Dagesh"))
                .isSortedAccordingTo(
                        (one, other) ->
                                Integer.compare(canonical.indexOf(one), canonical.indexOf(other)));
    }

    /** RFC 8785, sections 3.2.2 and 3.2.4: the text of its example, in its bytes. */
    @Test
    void textsAreEscapedAsInTheRfc() {
        Json text =
                read("{\"string\":\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"}");
        assertThat(HexFormat.ofDelimiter(" ").formatHex(bytes(text.canonical())))
                .isEqualTo(
                        "7b 22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 30 30 66 5c 6e 41 27"
                                + " 42 5c 22 5c 5c 5c 5c 5c 22 2f 22 7d");
    }

    /** The implementation of the RFC's author, on a thousand trees of our shapes. */
    @Test
    void anotherImplementationWritesTheSame() throws IOException {
        Random random = new Random(8785);
        for (int i = 0; i < 1_000; i++) {
            String ours = tree(random, 3).canonical();
            assertThat(new JsonCanonicalizer(ours).getEncodedString()).isEqualTo(ours);
            assertThat(read(ours).canonical()).isEqualTo(ours);
        }
    }

    private static Json tree(Random random, int depth) {
        Map<String, Json> members = new TreeMap<>();
        List<Json> items = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            Json value =
                    switch (random.nextInt(depth == 1 ? 2 : 3)) {
                        case 0 -> new Json.Text(text(random));
                        case 1 -> new Json.Whole(random.nextLong() >> random.nextInt(11, 64));
                        default -> tree(random, depth - 1);
                    };
            members.put(text(random), value);
            items.add(value);
        }
        return depth == 3 || random.nextBoolean()
                ? Json.Members.of(members)
                : new Json.Items(items);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            int unit = random.nextInt(random.nextBoolean() ? 0x100 : 0x11_0000);
            text.appendCodePoint(unit >= 0xD800 && unit < 0xE000 ? '"' : unit);
        }
        return text.toString();
    }

    @Test
    void whatIsNoneOfOurJsonIsRefusedByName() {
        refuses("{\"a\":1,\"a\":1}", WireError.DUPLICATE_MEMBER, "a");
        refuses("{\"a\":{\"b\":1,\"b\":1}}", WireError.DUPLICATE_MEMBER, "a.b");
        refuses("[{\"a\":1.5}]", WireError.TYPE, "[0].a");
        refuses("[1e3]", WireError.TYPE, "[0]");
        refuses("[true]", WireError.TYPE, "[0]");
        refuses("[null]", WireError.TYPE, "[0]");
        refuses("[9007199254740992]", WireError.VALUE, "[0]");
        refuses("[-9223372036854775808]", WireError.VALUE, "[0]");
        refuses("[99999999999999999999]", WireError.VALUE, "[0]");
        refuses("[\"\\ud800\"]", WireError.VALUE, "[0]");
        for (String none :
                List.of(
                        "",
                        " ",
                        "[",
                        "{",
                        "{\"a\"",
                        "[1,]",
                        "[01]",
                        "[] []",
                        "[]x",
                        "['a']",
                        "[NaN]",
                        "[[[[[1]]]]]",
                        "[\"\t\"]",
                        "]",
                        "// a\n[]",
                        "[123456789012345678901]")) {
            refuses(none, WireError.NOT_JSON, "");
        }
        assertThat(JsonReader.read(new byte[] {'"', (byte) 0xC3, '"'}, 16))
                .isEqualTo(new WireReading.Refused<>(WireError.NOT_UTF_8, ""));
        assertThat(JsonReader.read("[1]".getBytes(StandardCharsets.UTF_16), 16))
                .isInstanceOf(WireReading.Refused.class);
        assertThat(JsonReader.read(new byte[17], 16))
                .isEqualTo(new WireReading.Refused<>(WireError.TOO_LONG, ""));
    }

    @Test
    void whatCannotBeWrittenIsNeverHeld() {
        assertThatThrownBy(() -> new Json.Text("\ud83d"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Json.Text("\ude00\ud83d"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Json.Whole(1L << 53))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void refuses(String text, WireError error, String where) {
        assertThat(JsonReader.read(bytes(text), 1_024))
                .as(text)
                .isEqualTo(new WireReading.Refused<>(error, where));
    }

    private static Json read(String text) {
        return switch (JsonReader.read(bytes(text), 65_536)) {
            case WireReading.Read<Json>(Json value) -> value;
            case WireReading.Refused<Json> refused -> throw new AssertionError(refused + text);
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
