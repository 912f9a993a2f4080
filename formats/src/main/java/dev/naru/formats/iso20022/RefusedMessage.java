// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

/**
 * Carries a refusal from the depths of a message to the reader or writer, which make it a value.
 */
final class RefusedMessage extends Exception {
    private static final long serialVersionUID = 1L;

    private final RefusalCode code;
    private final String path;
    private final String sentence;

    RefusedMessage(RefusalCode code, String path, String sentence) {
        // Refusals are ordinary, so no stack trace is collected.
        super(sentence, null, false, false);
        this.code = code;
        this.path = path;
        this.sentence = sentence;
    }

    RefusalCode code() {
        return code;
    }

    String path() {
        return path;
    }

    String sentence() {
        return sentence;
    }
}
