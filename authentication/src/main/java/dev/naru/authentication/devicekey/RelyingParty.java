// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.devicekey;

import java.net.URI;
import java.util.Set;

/**
 * For whom device keys are made, and before which pages and apps their owners use them.
 *
 * @param id a domain, {@code pay.example}
 * @param origins each {@code https://}, host and perhaps port; {@code http://localhost} and port
 *     for a sandbox; or {@code android:apk-key-hash:} and the hash of an app's certificate
 */
public record RelyingParty(String id, Set<String> origins) {
    private static final String APP = "android:apk-key-hash:[A-Za-z0-9_-]{43}";
    private static final String PAGE = "https://[a-z0-9.-]+(:[0-9]{1,5})?";
    private static final String SANDBOX_PAGE = "http://localhost(:[0-9]{1,5})?";

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException when there is no origin, or one has another form or is a
     *     page outside the domain
     */
    public RelyingParty {
        if (!id.matches("[a-z0-9.-]{1,253}")) {
            throw new IllegalArgumentException("id must be a domain in small letters");
        }
        origins = Set.copyOf(origins);
        if (origins.isEmpty()) {
            throw new IllegalArgumentException("there must be an origin");
        }
        for (String origin : origins) {
            if (!origin.matches(APP) && !isPageOf(id, origin)) {
                throw new IllegalArgumentException(origin + " is no origin of " + id);
            }
        }
    }

    private static boolean isPageOf(String id, String origin) {
        if (!origin.matches(PAGE) && !origin.matches(SANDBOX_PAGE)) {
            return false;
        }
        String host = URI.create(origin).getHost();
        return host != null && (host.equals(id) || host.endsWith("." + id));
    }
}
