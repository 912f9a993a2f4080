// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * A message that crossed a link, as it is known afterwards.
 *
 * @param sha256 of all its bytes, 64 of 0-9 and a-f
 * @param length how many bytes it had
 */
public record KeptMessage(
        LinkMessage.Direction direction, String sha256, int length, Content content) {

    /** What there is of it. */
    public sealed interface Content {
        /** Every byte; they have the hash that is told. */
        record Raw(Bytes bytes) implements Content {}

        /** Nothing but its length and hash. */
        record Omitted(Omission why) implements Content {}
    }

    /** Why the bytes are not there. The first two are the wire's, in their order: append only. */
    public enum Omission {
        /** It does not fit into a command, not even deflated. */
        TOO_LONG,
        /** Nobody knows what it says, and it has digits in it that may be a card number. */
        CARD_NUMBER,
        /** It is kept, and there is no room for it among all that was read at once. */
        ANSWER_FULL,
        /** What was kept is not what the length and the hash are of. */
        DAMAGED
    }
}
