// SPDX-License-Identifier: Apache-2.0
/**
 * Callers that prove who they are with an API key, of which only the SHA-256 hash is kept.
 *
 * <p>Never comes here: what a caller may do (the gateway's), signatures and certificates (they have
 * packages of their own). Start at {@link dev.naru.authentication.apikey.KeyRing}.
 */
@NullMarked
package dev.naru.authentication.apikey;

import org.jspecify.annotations.NullMarked;
