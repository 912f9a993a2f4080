// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.apikey;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * A key in the clear: with whoever uses it, never kept by the hub.
 *
 * @param text at least {@link #LEAST_LENGTH} characters
 */
public record ApiKey(String text) {
    /**
     * A shorter key is never accepted: an unsalted hash protects only what nobody can guess, and
     * the hub cannot see in a registered hash how its key was chosen.
     */
    public static final int LEAST_LENGTH = 32;

    /** A longer key is not even hashed. */
    public static final int MOST_LENGTH = 256;

    private static final int RANDOM_BYTES = 32;

    public ApiKey {
        if (text.length() < LEAST_LENGTH || text.length() > MOST_LENGTH) {
            throw new IllegalArgumentException(
                    "a key must have " + LEAST_LENGTH + " to " + MOST_LENGTH + " characters");
        }
    }

    /** A new key of 256 random bits that begins with {@code naru_}. */
    public static ApiKey random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new ApiKey("naru_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What the hub keeps of it. */
    public KeyHash hash() {
        return KeyHash.of(text);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ApiKey[...]";
    }
}
