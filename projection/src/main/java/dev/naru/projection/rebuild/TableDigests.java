// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.rebuild;

import dev.naru.projection.migrations.Tables;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * A SHA-256 over each table's rows in the order of their keys, as PostgreSQL's COPY writes them.
 */
public final class TableDigests {
    private TableDigests() {}

    /**
     * Digests the tables that the connection's schema has, all as of one moment where it is in a
     * repeatable read.
     *
     * @return by table, lower-case hexadecimal
     */
    public static Map<String, String> of(Connection connection) throws SQLException {
        Map<String, String> digests = new LinkedHashMap<>();
        for (String table : Tables.ALL) {
            digests.put(table, digest(connection, table));
        }
        return digests;
    }

    private static String digest(Connection connection, String table) throws SQLException {
        try (DigestOutputStream out =
                new DigestOutputStream(
                        OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            // The first columns of every table are its key, so whole rows sort as keys do.
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (select * from " + table + " as t order by t) to stdout", out);
            return HexFormat.of().formatHex(out.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
