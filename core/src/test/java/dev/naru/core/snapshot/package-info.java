// SPDX-License-Identifier: Apache-2.0
/** Tests of a snapshot's frames. */
@NullMarked
package dev.naru.core.snapshot;

import org.jspecify.annotations.NullMarked;
