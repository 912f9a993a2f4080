// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import dev.naru.authentication.devicekey.DeviceSignature;
import dev.naru.formats.emv.ByteString;
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
            String signature) {
        /** The same in bytes; empty when a part is no base64url. */
        Optional<DeviceParts> read() {
            Optional<ByteString> credential = Base64Text.read(credentialId);
            Optional<ByteString> said = Base64Text.read(authenticatorData);
            Optional<ByteString> client = Base64Text.read(clientDataJson);
            Optional<ByteString> signed = Base64Text.read(signature);
            if (credential.isEmpty() || said.isEmpty() || client.isEmpty() || signed.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    new DeviceParts(
                            credential.get(),
                            new DeviceSignature(said.get(), client.get(), signed.get())));
        }
    }

    /**
     * A device's signature, of which nothing is known yet but that its texts can be read.
     *
     * @param credentialId by which the device says that it found its key
     */
    record DeviceParts(ByteString credentialId, DeviceSignature signature) {}
}
