// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.util.List;
import java.util.Optional;

/**
 * A person or an organisation.
 *
 * @param name at most 140 characters
 * @param countryOfResidence two letters
 */
public record PartyIdentification(
        Optional<String> name,
        Optional<PostalAddress> postalAddress,
        Optional<Identification> identification,
        Optional<String> countryOfResidence) {

    /** The numbers by which a party is known. */
    public sealed interface Identification {}

    /** Numbers of an organisation; {@code anyBic} as an agent's BIC. */
    public record Organisation(Optional<String> anyBic, List<GenericIdentification> other)
            implements Identification {
        public Organisation {
            other = List.copyOf(other);
        }
    }

    /** Numbers of a natural person; date and place of birth are not carried. */
    public record Person(List<GenericIdentification> other) implements Identification {
        public Person {
            other = List.copyOf(other);
        }
    }

    /** A party of which only the name is given. */
    public static PartyIdentification named(String name) {
        return new PartyIdentification(
                Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
