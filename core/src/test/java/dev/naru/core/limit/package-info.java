// SPDX-License-Identifier: Apache-2.0
/** Limits of the payer's day by themselves. */
@NullMarked
package dev.naru.core.limit;

import org.jspecify.annotations.NullMarked;
