// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.emv;

/** What is wrong with bytes of a card or for a card. */
public enum EmvError {
    /** More bytes than are looked at. */
    TOO_LONG,
    /** The bytes end within a tag or a length. */
    TRUNCATED,
    /** A tag is longer than three bytes, or begins its second byte with no number. */
    TAG_FORM,
    /** A length has no form that the books know: at most two bytes behind the first. */
    LENGTH_FORM,
    /** A length goes past the end of what holds the object. */
    LENGTH_PAST_END,
    /** Zeros where an object should be. */
    FILLER,
    /** More objects than are looked at. */
    TOO_MANY_OBJECTS,
    /** Templates stand deeper inside each other than in any command. */
    TOO_DEEP,
    /** A tag stands twice where it may stand once. */
    DUPLICATE_TAG,
    /** A file locator's length is no multiple of four. */
    LOCATOR_LENGTH,
    /** A file locator names no file from 1 to 30. */
    LOCATOR_FILE,
    /** A file locator's records are in no order, or more of them are signed than there are. */
    LOCATOR_RECORDS,
    /** A file locator names a record twice. */
    LOCATOR_REPEATS,
    /** A command has fewer bytes than its header, or others than its length says. */
    COMMAND_LENGTH,
    /** A response has no status. */
    RESPONSE_LENGTH
}
