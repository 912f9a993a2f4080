// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

/**
 * A record that has no conformant XML. Safe to log, like {@link Refused}.
 *
 * @param code the kind of refusal, stable
 * @param path the element that the value was meant for
 * @param sentence one English sentence for people
 */
public record Unwritable(RefusalCode code, String path, String sentence) implements Writing {}
