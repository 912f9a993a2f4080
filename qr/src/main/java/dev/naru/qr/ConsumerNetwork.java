// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/**
 * The payment systems that can be told apart by the identifier in an application of a
 * consumer-presented code. An identifier matches when it is the whole or the beginning of what the
 * code says (EMVCo consumer-presented specification 1.0).
 */
public enum ConsumerNetwork {
    /** Indonesia's QRIS, by its application identifier. */
    QRIS("A0000006022020"),
    /** UnionPay, by its registered provider identifier. */
    UNIONPAY("A000000333"),
    /** JCB, by its registered provider identifier. */
    JCB("A000000065"),
    /** India's RuPay, by its registered provider identifier. */
    RUPAY("A000000524"),
    /** A Korean system, by the national registered provider identifier. */
    KOREA("D410000001"),
    /** A provider of Japan's JPQR, by the format of the code. */
    JPQR(""),
    /** None of these; routing decides. */
    UNKNOWN("");

    private final String start;

    ConsumerNetwork(String start) {
        this.start = start;
    }

    static ConsumerNetwork of(ConsumerFormat format, String adfName) {
        if (format == ConsumerFormat.JPQR) {
            return JPQR;
        }
        for (ConsumerNetwork network : values()) {
            if (!network.start.isEmpty() && adfName.startsWith(network.start)) {
                return network;
            }
        }
        return UNKNOWN;
    }
}
