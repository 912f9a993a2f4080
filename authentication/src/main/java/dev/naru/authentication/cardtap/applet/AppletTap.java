// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.applet;

import dev.naru.formats.emv.ByteString;

/**
 * What a tap with a dedicated card shows, before any signature of it is checked.
 *
 * @param certificate what vouches for its key
 * @param counter how often it has signed, 1 to 4,294,967,295
 * @param signed what it must have signed: {@code T1}, the application's name, the counter, the hash
 * @param signature with which it did, a DER sequence
 */
public record AppletTap(
        AppletCertificate certificate, long counter, ByteString signed, ByteString signature) {}
