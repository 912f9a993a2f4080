// SPDX-License-Identifier: Apache-2.0
/**
 * The dedicated card: an application that pays nothing and has no account number, and signs the
 * whole hash of a transaction and its own counter with a key of its own (ECDSA over P-256). Three
 * commands: SELECT, GET DATA of its certificate, INTERNAL AUTHENTICATE.
 */
@NullMarked
package dev.naru.authentication.cardtap.applet;

import org.jspecify.annotations.NullMarked;
