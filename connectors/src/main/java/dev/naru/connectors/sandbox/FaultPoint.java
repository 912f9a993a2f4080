// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.sandbox;

/** Where a connector can be made to stop with a payment in its hands. */
public enum FaultPoint {
    /** The right to send is granted and recorded; nothing is sent. */
    AFTER_DISPATCH_RECORD,
    /** The payment is sent; nothing that the partner said to it has been looked at. */
    AFTER_SEND
}
