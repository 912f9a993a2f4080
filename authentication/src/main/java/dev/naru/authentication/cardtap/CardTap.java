// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.formats.emv.ByteString;
import java.time.LocalDate;
import java.util.OptionalInt;

/**
 * What a transcript shows, before any signature of it is checked.
 *
 * @param application the name of the card's application
 * @param brand whose application it is
 * @param certificates what vouches for the card's key
 * @param lastDay on which the application is good (5F24)
 * @param told what the card must have signed
 * @param signature what it signed with
 * @param counter its transaction counter, 0 to 65,535; empty where it does not sign it
 * @param binding how much of the transaction the card signs
 * @param lists SHA-256 of what the card asked to be told (PDOL, CDOL1 and DDOL)
 * @param signedSequence which card of its number (5F34), one byte; 00 where the certificate does
 *     not cover it
 * @param forIssuer what only the card's issuer can check
 */
record CardTap(
        ByteString application,
        Brand brand,
        CardCertificates certificates,
        LocalDate lastDay,
        DynamicSignature told,
        ByteString signature,
        OptionalInt counter,
        CardProof.Binding binding,
        ByteString lists,
        ByteString signedSequence,
        ForIssuer forIssuer) {
    /**
     * What the card said for its issuer, each empty where it said nothing.
     *
     * @param profile 82
     * @param counter 9F36
     * @param cryptogram 9F26; of a combined signature it stands inside
     * @param issuerData 9F10
     * @param sequence 5F34
     */
    record ForIssuer(
            ByteString profile,
            ByteString counter,
            ByteString cryptogram,
            ByteString issuerData,
            ByteString sequence) {}
}
