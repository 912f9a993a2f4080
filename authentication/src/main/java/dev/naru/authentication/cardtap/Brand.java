// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.formats.emv.ByteString;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A payment system, by the provider identifier with which the names of its applications begin. */
public enum Brand {
    /** Signs with the cryptogram. */
    MASTERCARD("A000000004", Way.COMBINED, "51-55 2221-2720 50-50 56-59 63-63 66-69"),
    /** Signs with the answer of GET PROCESSING OPTIONS. */
    VISA("A000000003", Way.FAST, "4-4"),
    /** Signs with the cryptogram. */
    AMERICAN_EXPRESS("A000000025", Way.COMBINED, "34-34 37-37"),
    /** Signs by INTERNAL AUTHENTICATE. */
    UNIONPAY("A000000333", Way.DYNAMIC, "62-62 81-81"),
    /** Signs by INTERNAL AUTHENTICATE. */
    JCB("A000000065", Way.DYNAMIC, "3528-3589");

    private static final int PROVIDER = 5;

    private final String provider;
    private final Way way;
    private final String numbers;

    Brand(String provider, Way way, String numbers) {
        this.provider = provider;
        this.way = way;
        this.numbers = numbers;
    }

    /** How its cards sign what was never signed before. */
    public enum Way {
        /** {@link DynamicSignature.Combined}. */
        COMBINED,
        /** {@link DynamicSignature.Fast}. */
        FAST,
        /** {@link DynamicSignature.Dynamic}. */
        DYNAMIC
    }

    /** Five bytes. */
    public ByteString provider() {
        return ByteString.ofHex(provider);
    }

    /** How its cards sign. */
    public Way way() {
        return way;
    }

    /**
     * Whether the brand's cards have such numbers: an application of one brand on a card of another
     * is how brands are mixed up (Basin, Sasse, Toro, "Card Brand Mixup Attack", 2021).
     */
    boolean issues(AccountNumber account) {
        return Arrays.stream(numbers.split(" "))
                .map(range -> range.split("-"))
                .anyMatch(range -> account.isBetween(range[0], range[1]));
    }

    /** All providers with whose they are, for whoever has to be told. */
    static String providers() {
        return Arrays.stream(values())
                .map(brand -> brand.provider + " " + brand)
                .collect(Collectors.joining(", "));
    }

    /** The brand of the application of this name, 5 to 16 bytes. */
    public static Optional<Brand> of(ByteString application) {
        if (application.length() < PROVIDER) {
            return Optional.empty();
        }
        String provider = application.slice(0, PROVIDER).hex();
        for (Brand brand : values()) {
            if (brand.provider.equals(provider)) {
                return Optional.of(brand);
            }
        }
        return Optional.empty();
    }
}
