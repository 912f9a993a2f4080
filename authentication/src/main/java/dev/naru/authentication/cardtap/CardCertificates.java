// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.formats.emv.ByteString;

/**
 * What a card says to prove its key, as it was read from it (EMV 4.4, Book 2, tables 5 and 13).
 *
 * @param provider the first five bytes of the application's name
 * @param index which key of the payment system (tag 8F)
 * @param issuer the issuer's certificate (90)
 * @param issuerRemainder the rest of the issuer's modulus (92), empty where there is none
 * @param issuerExponent 9F32
 * @param card the card's certificate (9F46)
 * @param cardRemainder the rest of the card's modulus (9F48), empty where there is none
 * @param cardExponent 9F47
 * @param staticData the records that the certificate covers, and what 9F4A adds
 * @param account the account number (5A)
 */
record CardCertificates(
        ByteString provider,
        int index,
        ByteString issuer,
        ByteString issuerRemainder,
        ByteString issuerExponent,
        ByteString card,
        ByteString cardRemainder,
        ByteString cardExponent,
        ByteString staticData,
        AccountNumber account) {}
