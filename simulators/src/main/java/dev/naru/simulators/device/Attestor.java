// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.device;

import dev.naru.formats.emv.ByteString;
import java.security.KeyPair;

/** Who vouches for a new device key, and how. */
public interface Attestor {
    /** Nobody does (8.7 None Attestation). */
    Attestor NONE = (key, signed, hash) -> new Statement("none", Cbor.map());

    /** The key itself does (8.2 Packed Attestation, self). */
    Attestor SELF =
            (key, signed, hash) ->
                    new Statement(
                            "packed",
                            Cbor.map(
                                    Cbor.text("alg"),
                                    Cbor.number(SimulatedDevice.ES256),
                                    Cbor.text("sig"),
                                    Cbor.bytes(
                                            SimulatedDevice.signature(
                                                    key.getPrivate(),
                                                    ByteString.concat(signed, hash)))));

    /**
     * An attestation statement.
     *
     * @param format its name
     * @param statement a CBOR map
     */
    record Statement(String format, ByteString statement) {}

    /**
     * Vouches for this key.
     *
     * @param key the new one; an attestor reads the public half only, unless it is the key itself
     * @param authenticatorData what the device says of it
     * @param clientDataHash SHA-256 of what the browser says
     */
    Statement vouch(KeyPair key, ByteString authenticatorData, ByteString clientDataHash);
}
