// SPDX-License-Identifier: Apache-2.0
package dev.naru.settlement.statement;

import java.util.function.IntFunction;

/**
 * How participants and corridors are called.
 *
 * @param participants the code of a participant's id
 * @param corridors the code of a corridor's id
 */
public record Names(IntFunction<String> participants, IntFunction<String> corridors) {}
