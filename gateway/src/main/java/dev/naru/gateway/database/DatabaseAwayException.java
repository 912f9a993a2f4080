// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.database;

import java.sql.SQLException;

/** The database did not do what it was asked, or did not say that it has. */
public final class DatabaseAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseAwayException(String reason) {
        super("the database of gateways: " + reason);
    }

    DatabaseAwayException(Exception cause) {
        super("the database of gateways: " + cause.getMessage(), cause);
    }

    /**
     * Why, for the log: PostgreSQL's code (Appendix A of its manual) where it gave one. Its
     * sentences can have values of rows in them.
     */
    String state() {
        for (Throwable why = getCause(); why != null; why = why.getCause()) {
            if (why instanceof SQLException told && told.getSQLState() != null) {
                return "SQLSTATE " + told.getSQLState();
            }
        }
        Throwable cause = getCause();
        return cause == null ? "no answer" : cause.getClass().getSimpleName();
    }
}
