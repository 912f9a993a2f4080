// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.formats.emv.ByteString;
import java.util.Optional;

/**
 * Whatever answers commands as a chip card does: one in a reader, a simulated or a recorded one.
 */
@FunctionalInterface
public interface Card {
    /**
     * The answer, status included.
     *
     * @param command in its short form
     * @return empty when there is no card to answer it
     */
    Optional<ByteString> answer(ByteString command);
}
