// SPDX-License-Identifier: Apache-2.0
/** Tests of the wire form. Start at {@code Samples}, which makes one of everything. */
@NullMarked
package dev.naru.protocol.codec;

import org.jspecify.annotations.NullMarked;
