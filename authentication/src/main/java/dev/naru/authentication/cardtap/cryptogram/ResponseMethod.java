// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

/** How an issuer's answer is computed from the cryptogram that it answers (EMV Book 2, 8.2). */
public enum ResponseMethod {
    /** The cryptogram and the authorisation response code, under triple DES: 8 bytes. */
    ONE,
    /** The cryptogram, the card status update and proprietary data, as a cryptogram: 4 bytes. */
    TWO
}
