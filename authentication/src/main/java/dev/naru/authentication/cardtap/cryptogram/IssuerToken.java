// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

/** A token that holds issuers' keys and is logged in to, such as {@link Pkcs11Token}. */
public interface IssuerToken extends AutoCloseable {
    /**
     * The key with this label.
     *
     * @throws KeysUnavailableException when there is none, or none that is fit to be an issuer's
     */
    IssuerKeys issuerKeys(String label) throws KeysUnavailableException;

    /** Logs out: every key of this token is unavailable from now on. */
    @Override
    void close();
}
