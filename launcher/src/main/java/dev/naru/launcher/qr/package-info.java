// SPDX-License-Identifier: Apache-2.0
/** What {@code ./naru qr} says of a code. */
@NullMarked
package dev.naru.launcher.qr;

import org.jspecify.annotations.NullMarked;
