// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.protocol.Bytes;
import dev.naru.protocol.Committed;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Bytes that earlier builds wrote, and what they said. They stand for the logs and event files that
 * exist out there: whatever becomes of the schema, they stay readable and say the same. Lines are
 * only ever appended, which {@code -Dnaru.rewrite=true} does for a message that has none.
 */
class GoldenMessagesTest {
    private static final Path FILE =
            Committed.root()
                    .resolve("protocol/src/test/resources/dev/naru/protocol/codec")
                    .resolve("golden-messages.txt");
    private static final int LONGEST = 400;
    private static final int VERSION_AT = 6 * 2;

    /** Since which version of the schema a message has its form, where not since the first. */
    private static final Map<String, Integer> SINCE =
            Map.of(
                    "RecordDispatch", 2,
                    "PaymentRefused", 2,
                    "PaymentDispatched", 2,
                    "InterimAnswered", 2);

    private final Wire wire = new Wire();

    @Test
    void whatWasWrittenIsReadForever() throws IOException {
        for (String line : Files.readAllLines(FILE)) {
            String[] parts = line.split(" ", 3);
            Object message = wire.decode(kind(parts[0]), HexFormat.of().parseHex(parts[1]));
            // What a message did not have then is empty.
            assertThat(describe(message)).isIn(parts[2], later(parts[2]));
        }
    }

    private static String later(String description) {
        return description.substring(0, description.length() - 1) + ", particulars=)";
    }

    @Test
    void everyMessageHasALine() throws IOException {
        if (Boolean.getBoolean("naru.rewrite")) {
            List<String> lines = withoutLine().stream().map(this::line).toList();
            Files.write(FILE, lines, StandardOpenOption.APPEND);
        }
        assertThat(withoutLine()).as("append them with -Dnaru.rewrite=true").isEmpty();
    }

    private static List<Class<? extends Record>> withoutLine() throws IOException {
        Set<String> present =
                Files.readAllLines(FILE).stream()
                        .filter(GoldenMessagesTest::isOfItsForm)
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .collect(Collectors.toSet());
        return Wire.KINDS.stream().filter(it -> !present.contains(it.getSimpleName())).toList();
    }

    private static boolean isOfItsForm(String line) {
        String[] parts = line.split(" ", 3);
        int version = Integer.parseInt(parts[1].substring(VERSION_AT, VERSION_AT + 2), 16);
        return version >= SINCE.getOrDefault(parts[0], 1);
    }

    private String line(Class<? extends Record> kind) {
        Samples samples = new Samples(kind.getSimpleName().hashCode());
        return Stream.generate(() -> samples.one(kind))
                .filter(it -> wire.encode(it).length < LONGEST)
                .map(
                        it ->
                                kind.getSimpleName()
                                        + " "
                                        + HexFormat.of().formatHex(wire.encode(it))
                                        + " "
                                        + describe(it))
                .findFirst()
                .orElseThrow();
    }

    private static Class<? extends Record> kind(String name) {
        return Wire.KINDS.stream()
                .filter(it -> it.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Like toString, but sets in order and opaque bytes in full. */
    private static String describe(Object value) {
        return switch (value) {
            case Set<?> set -> set.stream().map(Object::toString).sorted().toList().toString();
            case List<?> list ->
                    list.stream().map(GoldenMessagesTest::describe).toList().toString();
            case Bytes bytes -> HexFormat.of().formatHex(bytes.toArray());
            case Record record ->
                    Stream.of(record.getClass().getRecordComponents())
                            .map(it -> it.getName() + "=" + describe(get(it, record)))
                            .collect(Collectors.joining(", ", "(", ")"));
            default -> value.toString();
        };
    }

    private static Object get(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException unexpected) {
            throw new LinkageError(unexpected.getMessage(), unexpected);
        }
    }
}
