// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the endpoint that a request means. */
public final class Router {
    private final List<Endpoint> endpoints;
    private final Map<Integer, List<Route>> routesByLength;

    private record Route(Endpoint endpoint, List<String> parts) {
        Optional<Match> match(List<String> path) {
            return PathNames.match(parts, path).map(names -> new Match(endpoint, names));
        }
    }

    /** These endpoints; of two that match, the first. */
    public Router(List<Endpoint> endpoints) {
        this.endpoints = List.copyOf(endpoints);
        this.routesByLength =
                endpoints.stream()
                        .map(one -> new Route(one, PathNames.parts(one.template())))
                        .collect(Collectors.groupingBy(route -> route.parts().size()));
    }

    /** Every endpoint. */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /** An endpoint, and what stands in the path for its names. */
    record Match(Endpoint endpoint, PathNames names) {}

    /**
     * The endpoint for this method and path.
     *
     * @throws RefusedException when there is none
     */
    Match find(String method, String path) {
        List<String> parts = PathNames.parts(path);
        List<Match> here =
                routesByLength.getOrDefault(parts.size(), List.of()).stream()
                        .flatMap(route -> route.match(parts).stream())
                        .toList();
        if (here.isEmpty()) {
            throw Refusal.of(Problem.PATH_UNKNOWN, "No endpoint has this path.").thrown();
        }
        Optional<Match> match =
                here.stream()
                        .filter(one -> one.endpoint().method().name().equals(method))
                        .findFirst();
        return match.orElseThrow(
                () -> {
                    String allowed =
                            here.stream()
                                    .map(one -> one.endpoint().method().name())
                                    .distinct()
                                    .sorted()
                                    .collect(Collectors.joining(", "));
                    return Refusal.of(Problem.METHOD_NOT_ALLOWED, "Here are only: " + allowed + ".")
                            .withHeader("Allow", allowed)
                            .thrown();
                });
    }
}
