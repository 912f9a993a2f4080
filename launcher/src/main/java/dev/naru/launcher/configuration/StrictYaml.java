// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.configuration;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML into records, laid over defaults. Keys are the components' names in snake_case; every
 * key must be known, every value of the component's type. A list in the file replaces the default
 * list whole.
 */
final class StrictYaml {
    private StrictYaml() {}

    /**
     * Reads a record.
     *
     * @throws ConfigurationException naming the first key that breaks a rule
     */
    static <T extends Record> T read(Class<T> type, String defaults, String text) {
        Object merged = overlay(parse("the defaults", defaults), parse("the file", text), "");
        return type.cast(bind(type, merged, ""));
    }

    private static Object parse(String what, String text) {
        LoadSettings settings =
                LoadSettings.builder()
                        .setAllowDuplicateKeys(false)
                        .setMaxAliasesForCollections(0)
                        .build();
        try {
            Object loaded = new Load(settings).loadFromString(text);
            return loaded == null ? Map.of() : loaded;
        } catch (YamlEngineException malformed) {
            throw new ConfigurationException(
                    what + " is not YAML: " + malformed.getMessage(), malformed);
        }
    }

    private static Object overlay(Object below, Object above, String path) {
        if (!(below instanceof Map<?, ?> defaults)) {
            return above;
        }
        if (!(above instanceof Map<?, ?> given)) {
            throw new ConfigurationException(named(path) + " must have keys of its own");
        }
        Map<Object, Object> merged = new LinkedHashMap<>(defaults);
        for (Map.Entry<?, ?> entry : given.entrySet()) {
            String key = String.valueOf(entry.getKey());
            if (entry.getValue() == null) {
                throw new ConfigurationException(named(join(path, key)) + " has no value");
            }
            Object under = defaults.get(entry.getKey());
            merged.put(
                    entry.getKey(),
                    under == null
                            ? entry.getValue()
                            : overlay(under, entry.getValue(), join(path, key)));
        }
        return merged;
    }

    private static Object bind(Type type, @Nullable Object value, String path) {
        if (value == null) {
            throw new ConfigurationException(named(path) + " is missing");
        }
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return bindList(list.getActualTypeArguments()[0], value, path);
        }
        Class<?> target = (Class<?>) type;
        if (target.isRecord()) {
            return bindRecord(target, value, path);
        }
        if (target.isEnum()) {
            return bindEnum(target, value, path);
        }
        if (target == String.class && value instanceof String) {
            return value;
        }
        if (target == int.class && value instanceof Integer) {
            return value;
        }
        if (target == long.class && value instanceof Number number && !(value instanceof Double)) {
            return number.longValue();
        }
        throw new ConfigurationException(
                named(path)
                        + " must be "
                        + (target == String.class ? "text" : "a whole number")
                        + ", not "
                        + value);
    }

    private static List<Object> bindList(Type element, Object value, String path) {
        if (!(value instanceof List<?> given)) {
            throw new ConfigurationException(named(path) + " must be a list");
        }
        List<Object> bound = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            bound.add(bind(element, given.get(i), path + "[" + i + "]"));
        }
        return List.copyOf(bound);
    }

    private static Object bindRecord(Class<?> type, Object value, String path) {
        if (!(value instanceof Map<?, ?> given)) {
            throw new ConfigurationException(named(path) + " must have keys of its own");
        }
        RecordComponent[] components = type.getRecordComponents();
        List<String> known = Arrays.stream(components).map(c -> snake(c.getName())).toList();
        for (Object key : given.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                throw new ConfigurationException(
                        named(join(path, String.valueOf(key)))
                                + " is not a known key; the nearest is "
                                + join(path, nearest(String.valueOf(key), known)));
            }
        }
        Class<?>[] types = new Class<?>[components.length];
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            String key = known.get(i);
            arguments[i] = bind(components[i].getGenericType(), given.get(key), join(path, key));
        }
        return construct(type, types, arguments, path);
    }

    private static Object construct(
            Class<?> type, Class<?>[] types, Object[] arguments, String path) {
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException refused) {
            throw new ConfigurationException(
                    named(path)
                            + ": "
                            + Optional.ofNullable(refused.getCause())
                                    .map(Throwable::getMessage)
                                    .orElse(""),
                    refused);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object bindEnum(Class<?> type, Object value, String path) {
        List<String> known = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String name = constant.toString().toLowerCase(Locale.ROOT);
            if (name.equals(value)) {
                return constant;
            }
            known.add(name);
        }
        throw new ConfigurationException(
                named(path) + " must be one of " + known + ", not " + value);
    }

    private static String snake(String camel) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (Character.isUpperCase(c)) {
                text.append('_');
            }
            text.append(Character.toLowerCase(c));
        }
        return text.toString();
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String named(String path) {
        return path.isEmpty() ? "the configuration" : path;
    }

    private static String nearest(String key, List<String> known) {
        String best = known.getFirst();
        for (String candidate : known) {
            if (distance(key, candidate) < distance(key, best)) {
                best = candidate;
            }
        }
        return best;
    }

    /** Levenshtein's: how many letters must be put in, taken out or changed. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
