// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads {@link Json}: strict UTF-8, no member twice, nothing behind it. */
final class JsonReader {
    private static final int MOST_DEPTH = 4;
    private static final int MOST_NUMBER_LENGTH = 20;
    private static final Json NOTHING = new Json.Text("");

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MOST_DEPTH)
                                    .maxNumberLength(MOST_NUMBER_LENGTH)
                                    .build())
                    .build();

    private final JsonParser parser;
    private @Nullable WireError error;
    private String where = "";

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /** What these bytes say, of which there may be so many. */
    static WireReading<Json> read(byte[] bytes, int most) {
        if (bytes.length > most) {
            return new WireReading.Refused<>(WireError.TOO_LONG, "");
        }
        String text;
        try {
            text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
        } catch (CharacterCodingException malformed) {
            return new WireReading.Refused<>(WireError.NOT_UTF_8, "");
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonReader reader = new JsonReader(parser);
            Json value = reader.value(parser.nextToken(), "");
            if (reader.error == null && parser.nextToken() != null) {
                reader.fail(WireError.NOT_JSON, "");
            }
            return reader.error == null
                    ? new WireReading.Read<>(value)
                    : new WireReading.Refused<>(reader.error, reader.where);
        } catch (JacksonException malformed) {
            return new WireReading.Refused<>(WireError.NOT_JSON, "");
        }
    }

    private Json value(@Nullable JsonToken token, String path) {
        if (token == null) {
            return fail(WireError.NOT_JSON, path);
        }
        return switch (token) {
            case START_OBJECT -> members(path);
            case START_ARRAY -> items(path);
            case VALUE_STRING -> text(parser.getString(), path);
            case VALUE_NUMBER_INT -> whole(path);
            case VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL ->
                    fail(WireError.TYPE, path);
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                    fail(WireError.NOT_JSON, path);
        };
    }

    private Json members(String path) {
        SortedMap<String, Json> members = new TreeMap<>();
        while (error == null && parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            String place = path.isEmpty() ? name : path + "." + name;
            Json value = value(parser.nextToken(), place);
            if (error == null && members.putIfAbsent(name, value) != null) {
                fail(WireError.DUPLICATE_MEMBER, place);
            }
        }
        return new Json.Members(members);
    }

    private Json items(String path) {
        List<Json> items = new ArrayList<>();
        JsonToken token = parser.nextToken();
        while (error == null && token != JsonToken.END_ARRAY) {
            items.add(value(token, path + "[" + items.size() + "]"));
            token = error == null ? parser.nextToken() : token;
        }
        return new Json.Items(items);
    }

    /** JSON can escape half a surrogate pair, which no text may have. */
    private Json text(String text, String path) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text)
                ? new Json.Text(text)
                : fail(WireError.VALUE, path);
    }

    private Json whole(String path) {
        boolean isLong =
                switch (parser.getNumberType()) {
                    case INT, LONG -> true;
                    case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> false;
                };
        long value = isLong ? parser.getLongValue() : Long.MAX_VALUE;
        return value >= -Json.MOST && value <= Json.MOST
                ? new Json.Whole(value)
                : fail(WireError.VALUE, path);
    }

    private Json fail(WireError what, String path) {
        if (error == null) {
            error = what;
            where = path;
        }
        return NOTHING;
    }
}
