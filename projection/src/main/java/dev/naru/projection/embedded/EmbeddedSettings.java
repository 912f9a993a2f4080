// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.embedded;

import java.nio.file.Path;

/**
 * Where a server of the hub's own lives.
 *
 * @param programs where PostgreSQL's programs are unpacked to; may be shared by several
 * @param data where the database is; of this server alone
 * @param port on the loopback address; 0 for any free one
 * @param password of the user {@link EmbeddedPostgres#USER}, which the database keeps from its
 *     first start on; never shown
 */
public record EmbeddedSettings(Path programs, Path data, int port, String password) {
    /** What the programs' folder should be named after. */
    public static final String VERSION = "18.6.0";

    @Override
    public String toString() {
        return "EmbeddedSettings[" + programs + ", " + data + ", " + port + "]";
    }
}
