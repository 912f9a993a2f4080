// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import dev.naru.authentication.trustone.CardChallenge;
import dev.naru.authentication.trustone.TapSite;
import dev.naru.authentication.trustone.TransactionTerms;
import dev.naru.formats.emv.ByteString;

/**
 * Makes what cards are told, and makes it again when they have answered.
 *
 * @param secret without which nobody foretells it
 */
record CardChallenges(ByteString secret, TapSite site) {
    CardChallenge of(TransactionTerms terms) {
        return CardChallenge.of(terms, secret, site);
    }

    /** Nothing of the secret. */
    @Override
    public String toString() {
        return "CardChallenges";
    }
}
