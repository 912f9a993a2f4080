// SPDX-License-Identifier: Apache-2.0
/** Tests of the hub's words. */
@NullMarked
package dev.naru.protocol;

import org.jspecify.annotations.NullMarked;
