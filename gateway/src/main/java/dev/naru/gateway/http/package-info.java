// SPDX-License-Identifier: Apache-2.0
/**
 * The hub's front over HTTP: one server, put together from the endpoints of participants and of the
 * operator. The interface is written down in {@code openapi.yaml} beside this package, which is
 * served, and against which every answer in the tests is checked.
 *
 * <p>Never comes here: a decision about money. Start at {@link dev.naru.gateway.http.HttpGateway}.
 */
@NullMarked
package dev.naru.gateway.http;

import org.jspecify.annotations.NullMarked;
