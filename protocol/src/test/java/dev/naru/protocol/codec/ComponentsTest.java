// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Changes one component of a message at a time, however deep it lies, and looks whether the bytes
 * change: what is not carried would be lost without a trace.
 */
class ComponentsTest {
    private static final int TRIES = 300;

    /**
     * What cannot change alone: a corridor's groups decide its converter, and both accounts of a
     * transfer are of one group. The round trip covers them.
     */
    private static final Set<String> BOUND =
            Set.of(
                    "DefineCorridor.converter",
                    "CorridorDefined.definition.converter",
                    "Corridors.rows.definition.converter",
                    "ObligationBooked.transfer.debit.groupId",
                    "ObligationBooked.transfer.credit.groupId",
                    "PaymentReserved.chain.debit.groupId",
                    "PaymentReserved.chain.credit.groupId");

    /** Another value for the component at the end of a path. */
    private record Variant(String path, Object value) {}

    private final Wire wire = new Wire();
    private final Samples samples = new Samples(99);

    @Test
    void everyComponentIsCarried() {
        Set<String> bound = new TreeSet<>();
        Set<String> lost = new TreeSet<>();
        int components = 0;
        for (Class<? extends Record> kind : Wire.KINDS) {
            Set<String> left = paths(kind, kind.getSimpleName());
            components += left.size();
            BOUND.stream().filter(left::remove).forEach(bound::add);
            for (int i = 0; i < TRIES && !left.isEmpty(); i++) {
                Record base = samples.one(kind);
                byte[] bytes = wire.encode(base);
                for (Variant variant : variants(base, kind.getSimpleName())) {
                    assertThat(wire.encode(variant.value())).as(variant.path()).isNotEqualTo(bytes);
                    left.remove(variant.path());
                }
            }
            lost.addAll(left);
        }
        assertThat(lost).as("never changed alone").isEmpty();
        assertThat(bound).isEqualTo(BOUND);
        assertThat(components).isGreaterThan(300);
    }

    /** Where a record's leaves are. */
    private static Set<String> paths(Class<?> type, String path) {
        Set<String> paths = new TreeSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String here = path + "." + component.getName();
            Class<?> inner = innerRecord(component);
            if (inner == Object.class) {
                paths.add(here);
            } else {
                paths.addAll(paths(inner, here));
            }
        }
        return paths;
    }

    /** The record that a component holds, directly, in an Optional or in a List; else Object. */
    private static Class<?> innerRecord(RecordComponent component) {
        if (component.getType().isRecord()) {
            return component.getType();
        }
        if (component.getGenericType() instanceof ParameterizedType generic
                && generic.getActualTypeArguments()[0] instanceof Class<?> element
                && element.isRecord()) {
            return element;
        }
        return Object.class;
    }

    /** Records that differ from this one in exactly one leaf. */
    private List<Variant> variants(Object base, String path) {
        List<Variant> variants = new ArrayList<>();
        RecordComponent[] components = base.getClass().getRecordComponents();
        Object[] values = Arrays.stream(components).map(it -> get(it, base)).toArray();
        for (int i = 0; i < components.length; i++) {
            String here = path + "." + components[i].getName();
            for (Variant other : others(components[i], values[i], here)) {
                Object[] changed = values.clone();
                changed[i] = other.value();
                Samples.build(base.getClass(), changed)
                        .filter(made -> !made.equals(base))
                        .ifPresent(made -> variants.add(new Variant(other.path(), made)));
            }
        }
        return variants;
    }

    private List<Variant> others(RecordComponent component, Object value, String path) {
        Class<?> inner = innerRecord(component);
        if (inner == Object.class) {
            return List.of(
                    new Variant(
                            path, samples.value(component.getGenericType(), component.getName())));
        }
        return switch (value) {
            case Optional<?> optional ->
                    optional.stream()
                            .flatMap(it -> variants(it, path).stream())
                            .map(it -> new Variant(it.path(), Optional.of(it.value())))
                            .toList();
            case List<?> list when list.isEmpty() -> List.of();
            case List<?> list -> {
                int last = list.size() - 1;
                yield variants(list.get(last), path).stream()
                        .map(it -> new Variant(it.path(), withLast(list, last, it.value())))
                        .toList();
            }
            default -> variants(value, path);
        };
    }

    private static List<Object> withLast(List<?> list, int last, Object value) {
        List<Object> changed = new ArrayList<>(list);
        changed.set(last, value);
        return changed;
    }

    private static Object get(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException unexpected) {
            throw new LinkageError(unexpected.getMessage(), unexpected);
        }
    }
}
