// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.database;

/** The database did not do what it was asked, or did not say that it has. */
public final class DatabaseAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseAwayException(String reason) {
        super("the database of gateways: " + reason);
    }

    DatabaseAwayException(Exception cause) {
        super("the database of gateways: " + cause.getMessage(), cause);
    }
}
