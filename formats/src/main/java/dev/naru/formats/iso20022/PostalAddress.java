// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.util.List;
import java.util.Optional;

/**
 * An address, in the elements that the versions of 2013 and of 2019 share.
 *
 * @param streetName at most 70 characters
 * @param buildingNumber at most 16 characters
 * @param postCode at most 16 characters
 * @param townName at most 35 characters
 * @param countrySubdivision at most 35 characters
 * @param country two letters
 * @param addressLines at most 7 of at most 70 characters
 */
public record PostalAddress(
        Optional<String> streetName,
        Optional<String> buildingNumber,
        Optional<String> postCode,
        Optional<String> townName,
        Optional<String> countrySubdivision,
        Optional<String> country,
        List<String> addressLines) {

    public PostalAddress {
        addressLines = List.copyOf(addressLines);
    }

    /** A town and its country, as a merchant-presented code gives them. */
    public static PostalAddress ofTown(String townName, String country) {
        return new PostalAddress(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(townName),
                Optional.empty(),
                Optional.of(country),
                List.of());
    }
}
