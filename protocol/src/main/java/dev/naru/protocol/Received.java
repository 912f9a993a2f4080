// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/** What arrived at the machine's door: a command, or bytes that are none. */
public sealed interface Received permits Command, Malformed {}
