// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

/**
 * Cards of one kind that an issuer has: what it must tell the adapter to have them verified.
 *
 * @param prefix how their numbers begin: 6 to 10 decimal digits. The digits before the last 14 may
 *     be in no key ({@link CardKeyOption#A}), so nothing else vouches for them
 * @param version what they speak
 * @param option how their keys come from the issuer's: one of the version's
 * @param keyIndex which of the issuer's keys, 0 to 255, as the cards say it in 9F10
 * @param keys who holds that key
 */
public record IssuedCards(
        String prefix,
        CryptogramVersion version,
        CardKeyOption option,
        int keyIndex,
        IssuerKeys keys) {
    private static final int MOST_KEY_INDEX = 255;

    public IssuedCards {
        if (!prefix.matches("[0-9]{6,10}")) {
            throw new IllegalArgumentException("a prefix must have 6 to 10 decimal digits");
        }
        if (!version.options().contains(option)) {
            throw new IllegalArgumentException(version + " derives no keys by option " + option);
        }
        if (keys.algorithm() != option.algorithm()) {
            throw new IllegalArgumentException(
                    "option %s needs a key of %s, not of %s"
                            .formatted(option, option.algorithm(), keys.algorithm()));
        }
        if (keyIndex < 0 || keyIndex > MOST_KEY_INDEX) {
            throw new IllegalArgumentException("a key index must be 0 to 255, not " + keyIndex);
        }
    }
}
