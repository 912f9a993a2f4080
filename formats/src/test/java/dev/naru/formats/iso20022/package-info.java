// SPDX-License-Identifier: Apache-2.0

/**
 * Proofs of the ISO 20022 reader and writer: schemas, a second parser, seeded random records and
 * documents, hostile input, mutation. Every sample was composed here.
 */
@NullMarked
package dev.naru.formats.iso20022;

import org.jspecify.annotations.NullMarked;
