// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.authentication.cardtap.Brand.Way;
import dev.naru.formats.emv.ByteString;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;

/**
 * A payment card that has proved itself, while its tap is looked at. It knows the account number
 * and tells what may be remembered of it; nobody keeps it.
 */
public final class ProvenCard {
    private final CardProof proof;
    private final CardTap tap;

    ProvenCard(CardProof proof, CardTap tap) {
        this.proof = proof;
        this.tap = tap;
    }

    /** What it has proved. */
    public CardProof proof() {
        return proof;
    }

    /** How it signed. */
    public Way way() {
        return switch (tap.told()) {
            case DynamicSignature.Combined _ -> Way.COMBINED;
            case DynamicSignature.Fast _ -> Way.FAST;
            case DynamicSignature.Dynamic _ -> Way.DYNAMIC;
        };
    }

    /** The month of its last day. */
    public YearMonth lastMonth() {
        return YearMonth.from(tap.lastDay());
    }

    /** The first six digits of its number. */
    public String firstDigits() {
        return tap.certificates().account().firstDigits();
    }

    /** The last four digits of its number, fewer of one that has less than fifteen. */
    public String lastDigits() {
        return tap.certificates().account().lastDigits();
    }

    /**
     * A name for the card that says nothing of its number: HMAC-SHA-256 over provider (5 bytes),
     * number (10, filled with F) and sequence number (1). A sequence number that the card has not
     * signed counts as 00, since a telephone could say any.
     *
     * @param key a secret, without which the numbers could be tried one by one
     */
    public ByteString reference(ByteString key) {
        return Digests.hmacSha256(
                key,
                ByteString.concat(
                        tap.brand().provider(),
                        tap.certificates().account().packed(),
                        tap.signedSequence()));
    }

    /**
     * The values that an application cryptogram covers or that say whose it is, by tag, for the
     * card's issuer; what the card did not say is not there. Whoever asks zeroes them.
     *
     * @param told what the card was told
     */
    public Map<Integer, byte[]> issuerTags(TerminalObjects told) {
        Map<Integer, byte[]> tags = new HashMap<>();
        told.values().forEach((tag, value) -> tags.put(tag, value.toByteArray()));
        CardTap.ForIssuer said = tap.forIssuer();
        put(tags, Tags.PROFILE, said.profile());
        put(tags, Tags.COUNTER, said.counter());
        put(tags, Tags.ISSUER_DATA, said.issuerData());
        put(tags, Tags.SEQUENCE, said.sequence());
        put(
                tags,
                Tags.CRYPTOGRAM,
                proof.cryptogram().isEmpty() ? said.cryptogram() : proof.cryptogram());
        put(tags, Tags.ACCOUNT, tap.certificates().account().packed());
        return tags;
    }

    private static void put(Map<Integer, byte[]> tags, int tag, ByteString value) {
        if (!value.isEmpty()) {
            tags.put(tag, value.toByteArray());
        }
    }

    /** Nothing of the card. */
    @Override
    public String toString() {
        return "ProvenCard";
    }
}
