// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.devicekey;

import dev.naru.formats.emv.ByteString;

/**
 * What a browser gives for a new key ({@code AuthenticatorAttestationResponse}).
 *
 * @param attestationObject CBOR, at most {@value #MAX_ATTESTATION} bytes are looked at
 * @param clientDataJson JSON in UTF-8, at most {@value DeviceSignature#MAX_CLIENT_DATA} bytes
 */
public record NewDeviceKey(ByteString attestationObject, ByteString clientDataJson) {
    static final int MAX_ATTESTATION = 16 * 1024;

    boolean isTooLarge() {
        return attestationObject.length() > MAX_ATTESTATION
                || clientDataJson.length() > DeviceSignature.MAX_CLIENT_DATA;
    }
}
