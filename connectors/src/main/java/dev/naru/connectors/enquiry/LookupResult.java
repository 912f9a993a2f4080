// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.enquiry;

/** What a scheme answered to a {@link PayeeQuestion}. */
public sealed interface LookupResult {
    /** It knows the payee and will take a payment. */
    record Found(Payee payee) implements LookupResult {}

    /**
     * It does not know the payee, or will not pay it.
     *
     * @param isoReason the scheme's reason, four characters (ExternalVerificationReason1Code and
     *     the like), or empty where it gave none of these
     */
    record Unknown(String isoReason) implements LookupResult {}

    /**
     * The code cannot be put into the scheme's own words, so nobody was asked: something in it is
     * longer than the scheme allows, or has characters that its messages cannot carry.
     *
     * @param reason for the log, without personal data
     */
    record Unaskable(String reason) implements LookupResult {}

    /**
     * No answer that could be used: time-out, no connection, garbage, or the breaker is open.
     *
     * @param reason for the log, without personal data
     */
    record Unavailable(String reason) implements LookupResult {}
}
