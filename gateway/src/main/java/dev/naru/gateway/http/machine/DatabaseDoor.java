// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import dev.naru.gateway.database.DatabaseAwayException;
import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.front.RefusedException;
import java.util.function.Supplier;

/** Asks a gateway's database, and turns its absence into a refusal. */
public final class DatabaseDoor {
    private DatabaseDoor() {}

    /**
     * What comes of asking.
     *
     * @throws RefusedException when the database says nothing now
     */
    public static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (DatabaseAwayException away) {
            throw Refusal.of(Problem.DATABASE_UNAVAILABLE, Problem.DATABASE_UNAVAILABLE.english())
                    .retryAfter(1)
                    .thrown();
        }
    }
}
