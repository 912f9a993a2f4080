// SPDX-License-Identifier: Apache-2.0
/**
 * The language that the hub's front speaks: which endpoint a request means, who sends it, strict
 * JSON in and out, and every refusal as a problem document (RFC 9457). Helidon is known here and in
 * {@link dev.naru.gateway.http.HttpGateway} only.
 *
 * <p>Never comes here: what an endpoint does. Start at {@link
 * dev.naru.gateway.http.front.FrontDoor}, which is the way of one request from top to bottom.
 */
@NullMarked
package dev.naru.gateway.http.front;

import org.jspecify.annotations.NullMarked;
