// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

/** What identifies an account: an IBAN, or anything else. */
public sealed interface AccountIdentification {
    /** An IBAN by its shape; its check digits are not verified here. */
    record Iban(String iban) implements AccountIdentification {}

    /** Any other identification; its id has at most 34 characters. */
    record Other(GenericIdentification identification) implements AccountIdentification {}
}
