// SPDX-License-Identifier: Apache-2.0
/** QR codes as pictures: drawn for a poster or a screen, and found in a photo. */
@NullMarked
package dev.naru.gateway.picture;

import org.jspecify.annotations.NullMarked;
