// SPDX-License-Identifier: Apache-2.0
/**
 * National QR codes, read and written.
 *
 * <p>Lives here: the grammar of EMVCo merchant-presented codes and what each scheme adds to it.
 * Never comes here: any word of the hub, a socket, a clock, a dependency.
 */
@NullMarked
package dev.naru.qr;

import org.jspecify.annotations.NullMarked;
