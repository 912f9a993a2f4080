// SPDX-License-Identifier: Apache-2.0
/**
 * What the operator defines, sees and decides. Definitions are PUTs that say how something shall
 * be: sent twice they change nothing, so a seed is a file of them.
 *
 * <p>Never comes here: anything that a participant may ask. Start at {@link
 * dev.naru.gateway.http.operator.OperatorEndpoints}.
 */
@NullMarked
package dev.naru.gateway.http.operator;

import org.jspecify.annotations.NullMarked;
