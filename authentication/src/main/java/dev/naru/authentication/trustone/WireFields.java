// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import dev.naru.formats.emv.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The members of one object, all of them there and no others, read one by one. The first that is
 * wrong is remembered, and what is read after it means nothing.
 */
final class WireFields {
    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2})*");
    private static final Pattern TAG = Pattern.compile("[1-9A-F][0-9A-F]*");

    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final UUID NO_ID = new UUID(0, 0);

    private final SortedMap<String, Json> members;
    private final String path;
    private @Nullable WireError error;
    private String where = "";

    private WireFields(SortedMap<String, Json> members, String path) {
        this.members = members;
        this.path = path;
    }

    /** Of an object that must have these members. */
    static WireReading<WireFields> of(Json value, String path, Set<String> names) {
        if (!(value instanceof Json.Members(SortedMap<String, Json> members))) {
            return new WireReading.Refused<>(WireError.TYPE, path);
        }
        WireFields fields = new WireFields(members, path);
        for (String name : members.keySet()) {
            fields.check(names.contains(name), WireError.UNKNOWN_MEMBER, name);
        }
        for (String name : names.stream().sorted().toList()) {
            fields.check(members.containsKey(name), WireError.MISSING_MEMBER, name);
        }
        return fields.read(() -> fields);
    }

    static Json hex(ByteString bytes) {
        return new Json.Text(bytes.hex());
    }

    /** An integer from {@code least} to {@code most}. */
    long whole(String name, long least, long most) {
        if (!(members.get(name) instanceof Json.Whole(long value))) {
            check(false, WireError.TYPE, name);
            return least;
        }
        check(value >= least && value <= most, WireError.VALUE, name);
        return value;
    }

    /** A UUID in its one form: small letters. */
    UUID id(String name) {
        if (!(members.get(name) instanceof Json.Text(String text))) {
            check(false, WireError.TYPE, name);
            return NO_ID;
        }
        boolean right = ID.matcher(text).matches();
        check(right, WireError.VALUE, name);
        return right ? UUID.fromString(text) : NO_ID;
    }

    /** Bytes in hexadecimal digits, so many of them. */
    ByteString bytes(String name, int least, int most) {
        return bytes(members.get(name), name, least, most);
    }

    private ByteString bytes(@Nullable Json value, String name, int least, int most) {
        if (!(value instanceof Json.Text(String digits))) {
            check(false, WireError.TYPE, name);
            return ByteString.EMPTY;
        }
        boolean right =
                digits.length() >= 2 * least
                        && digits.length() <= 2 * most
                        && HEX.matcher(digits).matches();
        check(right, WireError.VALUE, name);
        return right ? ByteString.ofHex(digits) : ByteString.EMPTY;
    }

    /** An array of 1 to {@code most} such texts. */
    List<ByteString> byteItems(String name, int most, int leastBytes, int mostBytes) {
        List<ByteString> all = new ArrayList<>();
        if (!(members.get(name) instanceof Json.Items(List<Json> items))) {
            check(false, WireError.TYPE, name);
            return all;
        }
        check(!items.isEmpty() && items.size() <= most, WireError.COUNT, name);
        for (Json item : items) {
            all.add(bytes(item, name + "[" + all.size() + "]", leastBytes, mostBytes));
        }
        return all;
    }

    /** An object of at most {@code most} such texts, whose names are tags. */
    Map<Integer, ByteString> byTag(String name, int most, int mostTag, int mostBytes) {
        Map<Integer, ByteString> all = new HashMap<>();
        if (!(members.get(name) instanceof Json.Members(SortedMap<String, Json> values))) {
            check(false, WireError.TYPE, name);
            return all;
        }
        check(values.size() <= most, WireError.COUNT, name);
        values.forEach(
                (tag, value) -> {
                    boolean isTag =
                            tag.length() <= 4
                                    && TAG.matcher(tag).matches()
                                    && Integer.parseInt(tag, 16) <= mostTag;
                    check(isTag, WireError.UNKNOWN_MEMBER, name + "." + tag);
                    ByteString bytes = bytes(value, name + "." + tag, 1, mostBytes);
                    if (isTag) {
                        all.put(Integer.parseInt(tag, 16), bytes);
                    }
                });
        return all;
    }

    /** Remembers that {@code name} is wrong, if it is and nothing was before. */
    void check(boolean right, WireError what, String name) {
        if (!right && error == null) {
            error = what;
            where = path.isEmpty() ? name : path + "." + name;
        }
    }

    /** What was read, if nothing was wrong with it. */
    <T> WireReading<T> read(Supplier<T> value) {
        return error == null
                ? new WireReading.Read<>(value.get())
                : new WireReading.Refused<>(error, where);
    }
}
