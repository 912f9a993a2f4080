// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Which PostgreSQL to use.
 *
 * @param url {@code jdbc:postgresql://host:port/database}
 * @param user who connects
 * @param password of that user; never shown
 */
public record Database(String url, String user, String password) {
    private static final int CONNECT_SECONDS = 5;
    private static final int SOCKET_SECONDS = 120;

    /**
     * Opens connections whose statements mean the tables of this schema. A connection that says
     * nothing for two minutes is given up.
     */
    public DataSource connections(String schema, String applicationName) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        source.setUser(user);
        source.setPassword(password);
        source.setCurrentSchema(schema);
        source.setApplicationName(applicationName);
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(SOCKET_SECONDS);
        source.setTcpKeepAlive(true);
        // The details of a failure name values, and those can be personal.
        source.setLogServerErrorDetail(false);
        return source;
    }

    @Override
    public String toString() {
        return "Database[" + url + ", " + user + "]";
    }
}
