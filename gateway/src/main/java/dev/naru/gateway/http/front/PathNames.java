// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in a path for a template's names. Nothing is decoded: no id of ours needs an escape.
 */
record PathNames(Map<String, String> values) {
    PathNames {
        values = Map.copyOf(values);
    }

    /** The parts of a template or of a path. */
    static List<String> parts(String path) {
        return List.of(path.split("/", -1));
    }

    /** Empty when the path is not of the template's form. */
    static Optional<PathNames> match(List<String> wanted, List<String> found) {
        if (wanted.size() != found.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String part = wanted.get(i);
            if (part.startsWith("{") && !found.get(i).isEmpty()) {
                values.put(part.substring(1, part.length() - 1), found.get(i));
            } else if (!part.equals(found.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(new PathNames(values));
    }
}
