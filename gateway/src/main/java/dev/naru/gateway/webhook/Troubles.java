// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import dev.naru.gateway.database.DatabaseAwayException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps messages from being delivered for a reason of our own, by what is not delivered. For
 * many threads.
 */
final class Troubles {
    /** Messages of all endpoints. */
    static final String ALL = "messages";

    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

    private final Map<String, String> now = new ConcurrentHashMap<>();

    /** Messages of one endpoint. */
    static String endpoint(String id) {
        return "messages of endpoint " + id;
    }

    /** These cannot be delivered now. Of one trouble the log tells once. */
    void met(String what, RuntimeException why) {
        String sentence = sentence(what, "delivered", why);
        boolean isKnown = now.containsValue(sentence);
        now.put(what, sentence);
        if (!isKnown) {
            LOG.error("{}; it is tried again", sentence, why);
        }
    }

    /** A reason's own words stay out of what everybody may read: they can have values in them. */
    static String sentence(String what, String done, RuntimeException why) {
        return why instanceof DatabaseAwayException
                ? "nothing is delivered until the database is back"
                : what + " cannot be " + done + ": " + why.getClass().getSimpleName();
    }

    /** These can. */
    void over(String what) {
        now.remove(what);
    }

    /** Of nothing else anything is due. */
    void concernOnly(Set<String> whats) {
        now.keySet().retainAll(whats);
    }

    /** What is wrong, if anything is. */
    Optional<String> complaint() {
        return now.values().stream().min(String::compareTo);
    }
}
