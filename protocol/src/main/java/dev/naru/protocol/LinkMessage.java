// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * A message as it crosses a link, to be kept beside what was made of it ({@link KeptMessages}).
 *
 * @param raw every byte of it
 */
public record LinkMessage(Direction direction, Reading reading, Bytes raw) {
    /** Which way, seen from the hub. The order is the wire's: append only. */
    public enum Direction {
        /** From the hub. */
        SENT,
        /** To the hub. */
        RECEIVED
    }

    /** Whether the hub knows what it says. */
    public enum Reading {
        /** It has what the rules of its link let it have. */
        UNDERSTOOD,
        /** It may be anything. */
        UNCLEAR
    }

    /** What the hub sends. */
    public static LinkMessage sent(Bytes raw) {
        return new LinkMessage(Direction.SENT, Reading.UNDERSTOOD, raw);
    }

    /** What the hub received and understood. */
    public static LinkMessage received(Bytes raw) {
        return new LinkMessage(Direction.RECEIVED, Reading.UNDERSTOOD, raw);
    }

    /** What the hub received and did not understand. */
    public static LinkMessage unclear(Bytes raw) {
        return new LinkMessage(Direction.RECEIVED, Reading.UNCLEAR, raw);
    }
}
