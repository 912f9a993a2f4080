// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.support;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Holds JSON against the part of JSON Schema 2020-12 that our description uses. A keyword that it
 * does not know is an error: nothing is silently not checked.
 */
final class SchemaCheck {
    private static final Set<String> KNOWN =
            Set.of(
                    "$ref",
                    "type",
                    "const",
                    "enum",
                    "pattern",
                    "minLength",
                    "maxLength",
                    "minimum",
                    "maximum",
                    "required",
                    "properties",
                    "additionalProperties",
                    "propertyNames",
                    "items",
                    "minItems",
                    "maxItems",
                    "oneOf",
                    "description");

    private final Map<String, Object> document;

    SchemaCheck(Map<String, Object> document) {
        this.document = document;
    }

    /** Everything that is wrong with this value, as sentences. */
    List<String> violations(Map<String, Object> schema, JsonNode value) {
        List<String> found = new ArrayList<>();
        check(schema, value, "$", found);
        return found;
    }

    /** Every keyword in this schema and those in it that this class does not know. */
    List<String> unknownKeywords(Map<String, Object> schema) {
        List<String> unknown = new ArrayList<>();
        for (Map.Entry<String, Object> entry : schema.entrySet()) {
            if (!KNOWN.contains(entry.getKey())) {
                unknown.add(entry.getKey());
            }
            switch (entry.getKey()) {
                case "properties" ->
                        map(entry.getValue())
                                .values()
                                .forEach(inner -> unknown.addAll(unknownKeywords(map(inner))));
                case "items", "propertyNames" ->
                        unknown.addAll(unknownKeywords(map(entry.getValue())));
                case "oneOf" ->
                        list(entry.getValue())
                                .forEach(inner -> unknown.addAll(unknownKeywords(map(inner))));
                case "additionalProperties" -> {
                    if (entry.getValue() instanceof Map) {
                        unknown.addAll(unknownKeywords(map(entry.getValue())));
                    }
                }
                default -> {
                    // No schema inside.
                }
            }
        }
        return unknown;
    }

    /** What a reference such as {@code #/components/schemas/Money} means. */
    Map<String, Object> resolve(Map<String, Object> schema) {
        Map<String, Object> resolved = schema;
        while (resolved.get("$ref") instanceof String reference) {
            Object place = document;
            for (String step : reference.substring(2).split("/")) {
                place = map(place).get(step);
                if (place == null) {
                    throw new IllegalStateException("nothing is at " + reference);
                }
            }
            resolved = map(place);
        }
        return resolved;
    }

    private void check(Map<String, Object> given, JsonNode value, String path, List<String> found) {
        Map<String, Object> schema = resolve(given);
        if (schema.get("type") instanceof String type && !isOfType(type, value)) {
            found.add(path + " is no " + type);
            return;
        }
        if (schema.containsKey("const") && !text(schema.get("const")).equals(value.asString())) {
            found.add(path + " is not " + schema.get("const"));
        }
        if (schema.get("enum") instanceof List<?> allowed && !allowed.contains(value.asString())) {
            found.add(path + " is none of " + allowed);
        }
        if (schema.containsKey("oneOf")) {
            long fitting =
                    list(schema.get("oneOf")).stream()
                            .filter(one -> violations(map(one), value).isEmpty())
                            .count();
            if (fitting != 1) {
                found.add(path + " is " + fitting + " of what it must be one of");
            }
        }
        if (value.isString()) {
            checkText(schema, value.stringValue(), path, found);
        } else if (value.isNumber()) {
            checkNumber(schema, value.decimalValue(), path, found);
        } else if (value.isArray()) {
            checkArray(schema, value, path, found);
        } else if (value.isObject()) {
            checkObject(schema, value, path, found);
        }
    }

    private static void checkText(
            Map<String, Object> schema, String text, String path, List<String> found) {
        if (schema.get("pattern") instanceof String pattern
                && !Pattern.compile(pattern).matcher(text).find()) {
            found.add(path + " does not match " + pattern);
        }
        if (schema.get("minLength") instanceof Integer least && text.length() < least) {
            found.add(path + " is shorter than " + least);
        }
        if (schema.get("maxLength") instanceof Integer most && text.length() > most) {
            found.add(path + " is longer than " + most);
        }
    }

    private static void checkNumber(
            Map<String, Object> schema, BigDecimal number, String path, List<String> found) {
        if (schema.get("minimum") instanceof Number least
                && number.compareTo(new BigDecimal(least.toString())) < 0) {
            found.add(path + " is less than " + least);
        }
        if (schema.get("maximum") instanceof Number most
                && number.compareTo(new BigDecimal(most.toString())) > 0) {
            found.add(path + " is more than " + most);
        }
    }

    private void checkArray(
            Map<String, Object> schema, JsonNode array, String path, List<String> found) {
        if (schema.get("minItems") instanceof Integer least && array.size() < least) {
            found.add(path + " has fewer elements than " + least);
        }
        if (schema.get("maxItems") instanceof Integer most && array.size() > most) {
            found.add(path + " has more elements than " + most);
        }
        if (schema.containsKey("items")) {
            for (int i = 0; i < array.size(); i++) {
                check(map(schema.get("items")), array.get(i), path + "[" + i + "]", found);
            }
        }
    }

    private void checkObject(
            Map<String, Object> schema, JsonNode object, String path, List<String> found) {
        if (schema.get("required") instanceof List<?> required) {
            for (Object name : required) {
                if (!object.has(text(name))) {
                    found.add(path + " lacks " + name);
                }
            }
        }
        Map<String, Object> properties =
                schema.get("properties") instanceof Map<?, ?> some ? map(some) : Map.of();
        for (String name : object.propertyNames()) {
            String where = path + "." + name;
            if (properties.containsKey(name)) {
                check(map(properties.get(name)), object.get(name), where, found);
            } else if (schema.get("additionalProperties") instanceof Map<?, ?> others) {
                check(map(others), object.get(name), where, found);
            } else if (Boolean.FALSE.equals(schema.get("additionalProperties"))) {
                found.add(where + " is not described");
            }
            if (schema.containsKey("propertyNames")) {
                JsonNode nameNode = StringNode.valueOf(name);
                check(map(schema.get("propertyNames")), nameNode, where + " (name)", found);
            }
        }
    }

    private static boolean isOfType(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> throw new IllegalStateException("a type that is not known: " + type);
        };
    }

    private static String text(Object value) {
        return String.valueOf(value);
    }

    @SuppressWarnings("unchecked") // YAML's maps have texts as keys here.
    static Map<String, Object> map(@Nullable Object value) {
        if (value == null) {
            throw new IllegalStateException("the description lacks something");
        }
        return (Map<String, Object>) value;
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> some) {
            return some;
        }
        throw new IllegalStateException("the description has no list where it needs one");
    }
}
