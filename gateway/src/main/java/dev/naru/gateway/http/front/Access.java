// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

/** Who may use an endpoint. */
public enum Access {
    /** Anybody, without a key. */
    PUBLIC,
    /** Any key. */
    ANY_KEY,
    /** A participant's key. */
    PARTICIPANT,
    /** The operator's key. */
    OPERATOR
}
