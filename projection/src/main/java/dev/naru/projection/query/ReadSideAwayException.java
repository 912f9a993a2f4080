// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.query;

/** The tables cannot be read now, or are not as far as they have to be. Nothing is said by it. */
public final class ReadSideAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReadSideAwayException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    ReadSideAwayException(String sentence) {
        super(sentence);
    }
}
