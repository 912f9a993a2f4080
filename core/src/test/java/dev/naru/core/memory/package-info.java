// SPDX-License-Identifier: Apache-2.0
/** Tests of the plain structures. */
@NullMarked
package dev.naru.core.memory;

import org.jspecify.annotations.NullMarked;
