// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

/** What is wrong with a text that came over the wire. */
public enum WireError {
    /** More bytes than are looked at. */
    TOO_LONG,
    /** The bytes are no UTF-8. */
    NOT_UTF_8,
    /** The text is no JSON, or something stands behind it, or too much inside each other. */
    NOT_JSON,
    /** An object has a member twice. */
    DUPLICATE_MEMBER,
    /** An object has a member that it must not have. */
    UNKNOWN_MEMBER,
    /** An object lacks a member. */
    MISSING_MEMBER,
    /** A value is of another type than it must be. */
    TYPE,
    /** A value is not as its rule says. */
    VALUE,
    /** An array has none or more items than it may have. */
    COUNT,
    /** What stands in two places differs. */
    CONTRADICTION
}
