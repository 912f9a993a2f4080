// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import java.util.Optional;

/**
 * What a telephone sends back, in texts of which nothing is known yet.
 *
 * @param sealedTranscript JWE in compact form
 * @param deviceSignature where a device signed as well
 */
public record TapAnswer(String sealedTranscript, Optional<DeviceTexts> deviceSignature) {
    /** A device's signature, each part in base64url. */
    public record DeviceTexts(
            String credentialId,
            String authenticatorData,
            String clientDataJson,
            String signature) {}
}
