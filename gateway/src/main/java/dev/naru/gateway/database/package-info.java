// SPDX-License-Identifier: Apache-2.0
/**
 * Transactions in the schemas that gateways own.
 *
 * <p>Never comes here: what stands in them. Start at {@link dev.naru.gateway.database.Database}.
 */
@NullMarked
package dev.naru.gateway.database;

import org.jspecify.annotations.NullMarked;
