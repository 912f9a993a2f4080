// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

/** The choice that ISO 20022 makes everywhere between an external code list and own words. */
public sealed interface CodeOrProprietary {
    /** The text, whichever list it is from. */
    String value();

    /** A code of the external list that belongs to the element, such as AC04. */
    record Code(String value) implements CodeOrProprietary {}

    /** A word that the parties agreed on, at most 35 characters. */
    record Proprietary(String value) implements CodeOrProprietary {}

    /** {@code Cd}. */
    static CodeOrProprietary code(String value) {
        return new Code(value);
    }

    /** {@code Prtry}. */
    static CodeOrProprietary proprietary(String value) {
        return new Proprietary(value);
    }
}
