// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

/** A message that passed every check. */
public record Parsed<T extends Iso20022Message>(T message) implements Reading<T> {}
