// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import dev.naru.authentication.cardtap.applet.AppletVerifier;
import dev.naru.formats.emv.ByteString;

/**
 * The dedicated cards that a hub takes.
 *
 * @param application the name of their application, 5 to 16 bytes
 * @param verifier who knows their issuers
 */
public record DedicatedCards(ByteString application, AppletVerifier verifier) {}
