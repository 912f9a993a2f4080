// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.naru.settlement.statement;

import org.jspecify.annotations.NullMarked;
