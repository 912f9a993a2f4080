// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the hub is, for whoever decides whether to send it traffic.
 *
 * @param status the worst of its parts
 * @param parts each part by itself
 */
public record HealthReport(Status status, List<Part> parts) {
    public HealthReport {
        parts = List.copyOf(parts);
    }

    /** From best to worst. */
    public enum Status {
        /** Works. */
        UP,
        /** Works, and somebody should look. */
        DEGRADED,
        /** Does not work. */
        DOWN
    }

    /**
     * One part of the hub.
     *
     * @param standing a word for how it stands with others: a member's role, a reader's standing
     *     with the event servers
     * @param figures what it measures of itself, such as how many events it lags behind
     * @param note what somebody should know of it, without personal data; empty while it is well
     */
    public record Part(
            String name,
            Status status,
            Optional<String> standing,
            Map<String, Long> figures,
            Optional<String> note) {
        public Part {
            figures = Map.copyOf(figures);
        }

        /** A part about which there is nothing to say. */
        public Part(
                String name, Status status, Optional<String> standing, Map<String, Long> figures) {
            this(name, status, standing, figures, Optional.empty());
        }
    }

    /** The report of these parts. */
    public static HealthReport of(List<Part> parts) {
        Status worst = Status.UP;
        for (Part part : parts) {
            worst = part.status().compareTo(worst) > 0 ? part.status() : worst;
        }
        return new HealthReport(worst, parts);
    }
}
