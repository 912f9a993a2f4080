// SPDX-License-Identifier: Apache-2.0
/** Whole-system tests: real processes, real sockets, real kills. */
@NullMarked
package dev.naru.endtoend;

import org.jspecify.annotations.NullMarked;
