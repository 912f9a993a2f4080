// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import dev.naru.gateway.http.front.Fields;
import dev.naru.protocol.Limits;
import java.util.Optional;

/** Reads the short names that people use for what has an id. */
final class Codes {
    private Codes() {}

    /** 1 to 16 of A-Z, 0-9 and -. */
    static String code(Fields body, String name) {
        return body.parsed(
                name,
                text ->
                        text.matches("[A-Z0-9-]{1," + Limits.CODE_LENGTH + "}")
                                ? Optional.of(text)
                                : Optional.empty(),
                "must be 1 to " + Limits.CODE_LENGTH + " of A-Z, 0-9 and -");
    }
}
