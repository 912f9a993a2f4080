// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.devicekey;

import dev.naru.formats.emv.ByteString;

/**
 * What a browser gives for a signature ({@code AuthenticatorAssertionResponse}).
 *
 * @param authenticatorData what the device says, at most {@value #MAX_AUTHENTICATOR_DATA} bytes
 * @param clientDataJson JSON in UTF-8, at most {@value #MAX_CLIENT_DATA} bytes
 * @param signature a DER sequence, at most {@value #MAX_SIGNATURE} bytes
 */
public record DeviceSignature(
        ByteString authenticatorData, ByteString clientDataJson, ByteString signature) {
    static final int MAX_AUTHENTICATOR_DATA = 1024;
    static final int MAX_CLIENT_DATA = 2048;
    static final int MAX_SIGNATURE = 72;

    boolean isTooLarge() {
        return authenticatorData.length() > MAX_AUTHENTICATOR_DATA
                || clientDataJson.length() > MAX_CLIENT_DATA
                || signature.length() > MAX_SIGNATURE;
    }
}
