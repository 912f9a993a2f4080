// SPDX-License-Identifier: Apache-2.0
/**
 * What is shown of the machine's records, as the interface's schemas say it: one record for each
 * schema, its members in the schema's order and in Java's way of writing names.
 *
 * <p>Never comes here: reading a request. Start at {@link dev.naru.gateway.http.view.PaymentView}.
 */
@NullMarked
package dev.naru.gateway.http.view;

import org.jspecify.annotations.NullMarked;
