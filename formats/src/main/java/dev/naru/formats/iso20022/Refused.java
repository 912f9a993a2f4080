// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

/**
 * Bytes that were not a message we take. Safe to log: neither the path nor the sentence repeats any
 * value of the message.
 *
 * @param code the kind of refusal, stable
 * @param path the element, such as {@code /Document/FIToFICstmrCdtTrf/GrpHdr/MsgId}
 * @param sentence one English sentence for people
 */
public record Refused<T extends Iso20022Message>(RefusalCode code, String path, String sentence)
        implements Reading<T> {}
