// SPDX-License-Identifier: Apache-2.0
/**
 * What the rooms tell of the way that a payment takes. Nothing is carried through the machine: the
 * payment's id is the trace's id, and the two spans that others hang on have ids made of it. Start
 * at {@link dev.naru.client.trace.Spans}.
 *
 * <p>Never comes here: a library for telemetry, or anything personal.
 */
@NullMarked
package dev.naru.client.trace;

import org.jspecify.annotations.NullMarked;
