// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

import dev.naru.gateway.http.front.Refusal.FieldError;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The fields of one JSON object, read strictly: whatever is missing, unknown or not as its rule
 * says is refused by name. Of missing and unknown fields all are named at once, of ill-formed
 * values the first.
 */
public final class Fields {
    static final String CURRENCY_RULE = "must be the ISO 4217 code of a currency of this hub";

    private static final int MOST_PARSED = 64;
    private static final int MOST_ERRORS = 20;

    private final ObjectNode object;
    private final String path;

    private Fields(ObjectNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /** The fields of an object that must have these and may have those, and no others. */
    static Fields of(ObjectNode object, List<String> required, List<String> optional) {
        return new Fields(object, "").shaped(required, optional);
    }

    /** All of it in one form, whatever the order of members: to be compared by its hash. */
    public String canonical() {
        return canonical(object);
    }

    private static String canonical(JsonNode node) {
        if (node instanceof ObjectNode inner) {
            return inner.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(member -> quoted(member.getKey()) + ":" + canonical(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        return node.isArray()
                ? node.valueStream()
                        .map(Fields::canonical)
                        .collect(Collectors.joining(",", "[", "]"))
                : node.toString();
    }

    private static String quoted(String name) {
        return StringNode.valueOf(name).toString();
    }

    /** Whether the field is there. */
    public boolean has(String name) {
        return object.has(name);
    }

    /** Whether a field that is there is this very text. */
    public boolean says(String name, String text) {
        return object.get(name).isString() && object.get(name).stringValue().equals(text);
    }

    /** Any text at all, for a reader that has its own refusals. */
    public String anyText(String name) {
        JsonNode node = object.get(name);
        if (!node.isString()) {
            throw invalid(name, "must be a string");
        }
        return node.stringValue();
    }

    /** A text without control characters, 1 to {@code most} UTF-16 units. */
    public String text(String name, int most) {
        String text = anyText(name);
        if (text.isEmpty() || text.length() > most) {
            throw invalid(name, "must have 1 to " + most + " characters");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                throw invalid(name, "must not have control characters");
            }
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    throw invalid(name, "must not have half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    /** The same, where it may be absent. */
    public Optional<String> optionalText(String name, int most) {
        return object.has(name) ? Optional.of(text(name, most)) : Optional.empty();
    }

    /**
     * A text of a form of its own.
     *
     * @param rule completes the sentence "name ..."
     */
    public <T> T parsed(String name, Function<String, Optional<T>> parser, String rule) {
        return parser.apply(text(name, MOST_PARSED)).orElseThrow(() -> invalid(name, rule));
    }

    /** A JSON integer in these bounds. */
    public long integer(String name, long least, long most) {
        JsonNode node = object.get(name);
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw invalid(name, "must be an integer from " + least + " to " + most);
        }
        long value = node.longValue();
        if (value < least || value > most) {
            throw invalid(name, "must be an integer from " + least + " to " + most);
        }
        return value;
    }

    /** The same for what fits an int. */
    public int smallInteger(String name, int least, int most) {
        return Math.toIntExact(integer(name, least, most));
    }

    /** The same, where it may be absent. */
    public OptionalLong optionalInteger(String name, long least, long most) {
        return object.has(name)
                ? OptionalLong.of(integer(name, least, most))
                : OptionalLong.empty();
    }

    /** An object of {@code value}, a decimal string, and {@code currency}. */
    public Money money(String name) {
        Fields money = object(name, List.of("value", "currency"), List.of());
        Currency currency = money.currency("currency");
        return money.parsed(
                "value",
                text -> Money.parse(text, currency),
                "must be a plain decimal string with at most "
                        + currency.exponent()
                        + " decimals and 18 digits");
    }

    /** The same, where it may be absent. */
    public Optional<Money> optionalMoney(String name) {
        return object.has(name) ? Optional.of(money(name)) : Optional.empty();
    }

    /** An ISO 4217 alphabetic code that some corridor can use. */
    public Currency currency(String name) {
        return parsed(name, Currency::ofCode, CURRENCY_RULE);
    }

    /** One of an enum's names. */
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        return parsed(
                name, text -> constant(type, text), "must be one of " + names(type, Enum::name));
    }

    /** One of an enum's names in lower case. */
    public <E extends Enum<E>> Optional<E> optionalLowerCaseChoice(String name, Class<E> type) {
        return object.has(name)
                ? Optional.of(
                        parsed(
                                name,
                                text -> lowerCaseConstant(type, text),
                                "must be one of " + names(type, Fields::lowerCase)))
                : Optional.empty();
    }

    /** A list of an enum's names, none twice, at most all of them. */
    public <E extends Enum<E>> List<E> choices(String name, Class<E> type) {
        List<E> chosen = new ArrayList<>();
        String rule = "must be a list of different ones of " + names(type, Enum::name);
        for (JsonNode node : array(name, 0, type.getEnumConstants().length)) {
            E constant =
                    Optional.ofNullable(node.isString() ? node.stringValue() : null)
                            .flatMap(text -> constant(type, text))
                            .filter(one -> !chosen.contains(one))
                            .orElseThrow(() -> invalid(name, rule));
            chosen.add(constant);
        }
        return chosen;
    }

    /** A list of texts. */
    public List<String> texts(String name, int mostElements, int mostLength) {
        List<String> texts = new ArrayList<>();
        for (JsonNode node : array(name, 0, mostElements)) {
            if (!node.isString() || node.stringValue().length() > mostLength) {
                throw invalid(name, "must be a list of short strings");
            }
            texts.add(node.stringValue());
        }
        return texts;
    }

    /** A list of integers in these bounds. */
    public List<Long> integers(String name, int mostElements, long least, long most) {
        List<Long> values = new ArrayList<>();
        for (JsonNode node : array(name, 0, mostElements)) {
            boolean fits =
                    node.isIntegralNumber()
                            && node.canConvertToLong()
                            && node.longValue() >= least
                            && node.longValue() <= most;
            if (!fits) {
                throw invalid(name, "must be a list of integers from " + least + " to " + most);
            }
            values.add(node.longValue());
        }
        return values;
    }

    /** An object that must have these fields and may have those. */
    public Fields object(String name, List<String> required, List<String> optional) {
        return inner(object.get(name), path + name, required, optional);
    }

    /** The same, where it may be absent. */
    public Optional<Fields> optionalObject(
            String name, List<String> required, List<String> optional) {
        return object.has(name) ? Optional.of(object(name, required, optional)) : Optional.empty();
    }

    /** A list of 1 to {@code most} objects that must have these fields. */
    public List<Fields> objects(String name, int most, List<String> required) {
        return objects(name, most, required, List.of());
    }

    /** The same of objects that may have those as well. */
    public List<Fields> objects(
            String name, int most, List<String> required, List<String> optional) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode node : array(name, 1, most)) {
            String where = path + name + "[" + objects.size() + "]";
            objects.add(inner(node, where, required, optional));
        }
        return objects;
    }

    /** A refusal of one field. */
    public RefusedException invalid(String name, String rule) {
        return Refusal.field(Problem.FIELD_INVALID, path + name, rule).thrown();
    }

    private List<JsonNode> array(String name, int least, int most) {
        JsonNode node = object.get(name);
        if (!node.isArray() || node.size() < least || node.size() > most) {
            throw invalid(name, "must be a list of " + least + " to " + most + " elements");
        }
        return node.valueStream().toList();
    }

    private Fields inner(
            JsonNode node, String where, List<String> required, List<String> optional) {
        if (node instanceof ObjectNode found) {
            return new Fields(found, where + ".").shaped(required, optional);
        }
        throw Refusal.field(Problem.FIELD_INVALID, where, "must be an object").thrown();
    }

    private Fields shaped(List<String> required, List<String> optional) {
        List<FieldError> errors = new ArrayList<>();
        for (String name : object.propertyNames()) {
            boolean known = required.contains(name) || optional.contains(name);
            if (!known && errors.size() < MOST_ERRORS) {
                errors.add(error(Problem.FIELD_UNKNOWN, shown(name), "is not known here"));
            }
        }
        for (String name : required) {
            if (!object.has(name)) {
                errors.add(error(Problem.FIELD_MISSING, name, "is required"));
            }
        }
        if (!errors.isEmpty()) {
            throw Refusal.fields(errors).thrown();
        }
        return this;
    }

    private FieldError error(Problem problem, String name, String rule) {
        return new FieldError(path + name, problem.name(), rule);
    }

    /** A name that the caller chose is shown only as far as it is short and plain. */
    private static String shown(String name) {
        return name.matches("[A-Za-z0-9_.-]{1,40}") ? name : "(unprintable)";
    }

    static <E extends Enum<E>> Optional<E> constant(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst();
    }

    private static <E extends Enum<E>> Optional<E> lowerCaseConstant(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> lowerCase(constant).equals(text))
                .findFirst();
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> String names(Class<E> type, Function<E, String> naming) {
        return Arrays.stream(type.getEnumConstants()).map(naming).collect(Collectors.joining(", "));
    }
}
