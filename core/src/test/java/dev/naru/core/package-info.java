// SPDX-License-Identifier: Apache-2.0
/** Tests of the machine as a whole, through its public door. Start at {@code PaymentTableTest}. */
@NullMarked
package dev.naru.core;

import org.jspecify.annotations.NullMarked;
