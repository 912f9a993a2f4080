// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.devicekey;

/** Why a device proves nothing. */
public enum DeviceRefusal {
    /** Something is longer than it can have to be. */
    TOO_LARGE,
    /** Not what the specification says that it looks like. */
    MALFORMED,
    /** A new key where a signature was asked for, or the other way round. */
    TYPE,
    /** For another transaction. */
    CHALLENGE,
    /** Before a page or an app that is not ours. */
    ORIGIN,
    /** In a page of ours inside a page of others. */
    CROSS_ORIGIN,
    /** The device signed for somebody else. */
    RELYING_PARTY,
    /** Nobody touched the device. */
    USER_NOT_PRESENT,
    /** The device did not make sure who touched it. */
    USER_NOT_VERIFIED,
    /** A key that cannot be copied was, or one that could not be now can. */
    BACKUP,
    /** Another algorithm than ES256. */
    ALGORITHM,
    /** No point of the curve. */
    KEY,
    /** Nobody vouches for the key whose word the policy takes. */
    ATTESTATION_KIND,
    /** What vouches for the key does not say what it must, or says it of another key. */
    ATTESTATION,
    /** What vouches for the key leads to no root that the policy has for its kind. */
    ATTESTATION_CHAIN,
    /** A certificate of the chain is on the list of revoked ones. */
    REVOKED,
    /** Not by this key, or changed since. */
    SIGNATURE,
    /** The counter has not risen: there may be a second device with this key. */
    COUNTER
}
