// SPDX-License-Identifier: Apache-2.0
/** A settlement bank, as far as the hub hears of it: what was paid into the hub's account. */
@NullMarked
package dev.naru.simulators.bank;

import org.jspecify.annotations.NullMarked;
