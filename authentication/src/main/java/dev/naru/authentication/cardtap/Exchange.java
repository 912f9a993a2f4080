// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.formats.emv.ByteString;

/**
 * One command and its answer as the telephone passed them on. The answer may hold the account
 * number.
 *
 * @param command as it went to the card
 * @param answer as it came back, status included
 */
public record Exchange(ByteString command, ByteString answer) {}
