// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

/** Why a message was refused. Codes are stable; sentences beside them may change. */
public enum RefusalCode {
    /** More bytes, or more characters in one value, than {@link Iso20022Reader} takes. */
    TOO_LARGE,
    /** Not UTF-8, or declared to be something else. */
    NOT_UTF8,
    /** Not well-formed XML 1.0, or beyond the XML parser's own limits. */
    MALFORMED_XML,
    /** XML that no message needs: a DTD, an entity, a processing instruction, a split value. */
    FORBIDDEN_XML,
    /** Elements nested too deeply. */
    TOO_DEEP,
    /** More elements than any message here needs. */
    TOO_MANY_ELEMENTS,
    /** More attributes than any message here needs. */
    TOO_MANY_ATTRIBUTES,
    /** The document's namespace is not on this link's list. */
    NAMESPACE_NOT_ACCEPTED,
    /** The message is accepted on this link, but is not the one that was waited for. */
    OTHER_MESSAGE,
    /** An element that has no place here, by its name, its namespace or its order. */
    UNEXPECTED_ELEMENT,
    /** An element that occurs again where it may not. */
    DUPLICATE_ELEMENT,
    /** A mandatory element is absent. */
    MISSING_ELEMENT,
    /** More than one transfer, report or enquiry in one message. */
    MORE_THAN_ONE_TRANSACTION,
    /** An attribute that has no place here. */
    UNEXPECTED_ATTRIBUTE,
    /** A mandatory attribute is absent. */
    MISSING_ATTRIBUTE,
    /** A value that its type does not allow. */
    INVALID_VALUE,
    /** A value or choice that the standard allows and that is not spoken here. */
    UNSUPPORTED_VALUE,
    /** Two places of the message contradict each other, or state the same thing twice. */
    INCONSISTENT
}
