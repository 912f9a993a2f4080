// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.configuration;

/** The configuration cannot be used; the message names the key and the rule. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says which key breaks which rule. */
    public ConfigurationException(String sentence) {
        super(sentence);
    }

    public ConfigurationException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
