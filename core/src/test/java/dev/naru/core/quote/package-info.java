// SPDX-License-Identifier: Apache-2.0
/** Tests of prices against exact arithmetic of another kind. */
@NullMarked
package dev.naru.core.quote;

import org.jspecify.annotations.NullMarked;
