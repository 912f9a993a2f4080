// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

/**
 * What an issuer decided, in both forms: a card's version says which one it understands ({@link
 * CryptogramVersion#responseMethod}).
 */
public final class IssuerDecision {
    private static final int CODE_BYTES = 2;
    private static final int UPDATE_BYTES = 4;
    private static final int MOST_PROPRIETARY_BYTES = 8;

    private final byte[] responseCode;
    private final byte[] statusUpdate;
    private final byte[] proprietary;

    /**
     * A decision.
     *
     * @param responseCode the authorisation response code (ARPC-RC of M/Chip), 2 bytes
     * @param statusUpdate the card status update, 4 bytes
     * @param proprietary proprietary authentication data, up to 8 bytes
     * @throws IllegalArgumentException when one has another length
     */
    public IssuerDecision(byte[] responseCode, byte[] statusUpdate, byte[] proprietary) {
        if (responseCode.length != CODE_BYTES
                || statusUpdate.length != UPDATE_BYTES
                || proprietary.length > MOST_PROPRIETARY_BYTES) {
            throw new IllegalArgumentException(
                    "a decision has a code of 2 bytes, a status update of 4 and at most 8 more");
        }
        this.responseCode = responseCode.clone();
        this.statusUpdate = statusUpdate.clone();
        this.proprietary = proprietary.clone();
    }

    /** The authorisation response code, 2 bytes. */
    public byte[] responseCode() {
        return responseCode.clone();
    }

    /** The card status update, 4 bytes. */
    public byte[] statusUpdate() {
        return statusUpdate.clone();
    }

    /** Proprietary authentication data, up to 8 bytes. */
    public byte[] proprietary() {
        return proprietary.clone();
    }
}
