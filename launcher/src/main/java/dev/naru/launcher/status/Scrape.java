// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Measurements in Prometheus' text form, read. Lines that are no measurement are left out. */
public final class Scrape {
    private static final Pattern LINE =
            Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})?\\s+(\\S+)(?:\\s+\\d+)?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** Of the hub's own; others' may have no value at times. */
    private static final String OWN = "naru_";

    private final List<Point> points;

    private Scrape(List<Point> points) {
        this.points = List.copyOf(points);
    }

    /** One measurement; a value that is not a number is one that nobody knows. */
    public record Point(String name, Map<String, String> labels, double value) {
        public Point {
            labels = Map.copyOf(labels);
        }

        /** A label's value, empty text when it has none of that name. */
        public String label(String name) {
            return labels.getOrDefault(name, "");
        }
    }

    /** Reads a whole answer. */
    public static Scrape read(String text) {
        List<Point> points = new ArrayList<>();
        for (String line : text.split("\n")) {
            Matcher found = LINE.matcher(line.strip());
            if (!line.startsWith("#") && found.matches()) {
                points.add(
                        new Point(found.group(1), labels(found.group(2)), number(found.group(3))));
            }
        }
        return new Scrape(points);
    }

    private static Map<String, String> labels(@Nullable String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (text != null) {
            Matcher label = LABEL.matcher(text);
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
        }
        return labels;
    }

    private static double number(String text) {
        try {
            return switch (text) {
                case "+Inf" -> Double.POSITIVE_INFINITY;
                case "-Inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(text);
            };
        } catch (NumberFormatException strange) {
            return Double.NaN;
        }
    }

    /** All measurements of a name whose value is known, as they came. */
    public List<Point> of(String name) {
        return points.stream()
                .filter(point -> point.name().equals(name) && !Double.isNaN(point.value()))
                .toList();
    }

    /** What should have a value and has none, by name, in the order in which it came. */
    public Map<String, List<Point>> unknown() {
        return points.stream()
                .filter(point -> point.name().startsWith(OWN) && Double.isNaN(point.value()))
                .collect(
                        Collectors.groupingBy(
                                Point::name, LinkedHashMap::new, Collectors.toList()));
    }

    /** Whether there is a measurement of this name with this label, known or not. */
    boolean has(String name, String label, String value) {
        return points.stream()
                .anyMatch(point -> point.name().equals(name) && point.label(label).equals(value));
    }

    /** The names of all that is measured, known or not. */
    public Set<String> names() {
        return points.stream().map(Point::name).collect(Collectors.toSet());
    }

    /** The one measurement of a name without labels; empty when it is not there or not known. */
    public OptionalDouble one(String name) {
        return of(name).stream().mapToDouble(Point::value).findFirst();
    }
}
