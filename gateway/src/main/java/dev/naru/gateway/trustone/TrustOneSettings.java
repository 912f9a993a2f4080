// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import dev.naru.authentication.cardtap.CardVerifier;
import dev.naru.authentication.devicekey.AttestationPolicy;
import dev.naru.authentication.devicekey.RelyingParty;
import dev.naru.authentication.trustone.DedicatedCards;
import dev.naru.authentication.trustone.IssuerCheck;
import dev.naru.authentication.trustone.TapPolicy;
import dev.naru.authentication.trustone.TapSite;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the service is set up; the same in all gateways of one hub.
 *
 * @param secretsFolder where its secrets are made at the first start; all gateways on one database
 *     have copies of the same
 * @param relyingParty for whom device keys are made, and on which pages and in which apps
 * @param site what cards are told of where they are tapped, and which are asked
 * @param tapPolicy how much of a transaction a card must have signed
 * @param attestationPolicy whose word for a new device key is taken
 * @param paymentCards who knows the payment systems' keys and what was revoked
 * @param dedicatedCards who knows the dedicated cards' issuers
 * @param issuerCheck whom to ask for an issuer's word; without, cards that only sign by INTERNAL
 *     AUTHENTICATE are not taken
 * @param issuer who signs assertions, an address that relying parties know
 */
public record TrustOneSettings(
        Path secretsFolder,
        RelyingParty relyingParty,
        TapSite site,
        TapPolicy tapPolicy,
        AttestationPolicy attestationPolicy,
        CardVerifier paymentCards,
        DedicatedCards dedicatedCards,
        Optional<IssuerCheck> issuerCheck,
        String issuer) {}
