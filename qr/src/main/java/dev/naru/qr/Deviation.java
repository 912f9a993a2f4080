// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/**
 * One place where a code needed a tolerance.
 *
 * @param tolerance which one
 * @param offset where, as an index into the text (UTF-16 units)
 * @param field the field's tags joined by a hyphen, or empty for the text as a whole
 */
public record Deviation(Tolerance tolerance, int offset, String field) {}
