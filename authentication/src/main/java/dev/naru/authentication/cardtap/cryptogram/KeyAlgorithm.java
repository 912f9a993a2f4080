// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

/** The block cipher of an issuer's keys and of its cards'. Every key has 16 bytes. */
public enum KeyAlgorithm {
    /** Triple DES with two keys of 8 bytes; parity bits mean nothing. */
    TDES,
    /** AES-128. */
    AES
}
