// SPDX-License-Identifier: Apache-2.0
/**
 * Small files that only this process may read: keys that it made for itself at its first start, and
 * lists that must be whole on disk before anybody is told.
 *
 * <p>Never comes here: what a secret is for, or a secret that was configured by a person. Start at
 * {@link dev.naru.authentication.secret.PrivateFile}.
 */
@NullMarked
package dev.naru.authentication.secret;

import org.jspecify.annotations.NullMarked;
