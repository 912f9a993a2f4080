// SPDX-License-Identifier: Apache-2.0
/**
 * What the gateway's tests stand on: a hub in this process, a partner's switch, a strict client.
 */
@NullMarked
package dev.naru.gateway.http.support;

import org.jspecify.annotations.NullMarked;
