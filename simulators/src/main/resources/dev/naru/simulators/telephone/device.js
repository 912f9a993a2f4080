// SPDX-License-Identifier: Apache-2.0
// The key in the telephone: the browser's own (Web Authentication), or the simulated device's where there is none.
import { base64url, unbase64url } from './bytes.js';

const ES256 = -7;
const KEPT = 'naru-telephone-credential';

/** Whether this browser can keep a key at all. */
export function canKeepKeys() {
  return window.isSecureContext && typeof window.PublicKeyCredential === 'function';
}

/** The browser's own authenticator, with the owner before it. */
export const browserDevice = {
  /** The id of the key that this browser made before, or an empty text. */
  credentialId() {
    return localStorage.getItem(KEPT) ?? '';
  },

  /** Makes a key for what the hub invited to; gives what registers it. */
  async makeKey(invitation, payer) {
    const made = await navigator.credentials.create({
      publicKey: {
        rp: { id: invitation.relying_party_id, name: 'Naru' },
        user: { id: crypto.getRandomValues(new Uint8Array(16)), name: payer, displayName: payer },
        challenge: unbase64url(invitation.challenge),
        pubKeyCredParams: [{ type: 'public-key', alg: ES256 }],
        authenticatorSelection: { userVerification: 'required', residentKey: 'discouraged' },
        attestation: 'none',
      },
    });
    localStorage.setItem(KEPT, made.id);
    return {
      credential_id: made.id,
      attestation_object: base64url(made.response.attestationObject),
      client_data_json: base64url(made.response.clientDataJSON),
    };
  },

  /** Signs the hash that the card signs. */
  async sign(challenge, relyingPartyId) {
    const signed = await navigator.credentials.get({
      publicKey: {
        rpId: relyingPartyId,
        challenge: unbase64url(challenge),
        allowCredentials: [{ type: 'public-key', id: unbase64url(this.credentialId()) }],
        userVerification: 'required',
      },
    });
    return {
      credential_id: signed.id,
      authenticator_data: base64url(signed.response.authenticatorData),
      client_data_json: base64url(signed.response.clientDataJSON),
      signature: base64url(signed.response.signature),
    };
  },
};

/** A device that the simulator plays; `ask` posts JSON and gives JSON. */
export function simulatedDevice(id, ask) {
  return {
    credentialId: () => id,
    makeKey: (invitation) => ask('/device/key', { challenge: invitation.challenge }),
    sign: (challenge) => ask('/device/signature', { challenge }),
  };
}
