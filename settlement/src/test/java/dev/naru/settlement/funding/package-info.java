// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.naru.settlement.funding;

import org.jspecify.annotations.NullMarked;
