// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.iso20022;

/** Reasons of ISO 20022's external code sets that the door itself gives. */
final class Reasons {
    /** Bank identifier incorrect: the agents are not the two ends of this link. */
    static final String WRONG_AGENT = "RC01";

    /** Required compulsory element missing. */
    static final String ELEMENT_MISSING = "CH21";

    /** Invalid file format: a code or a text that cannot be carried. */
    static final String MALFORMED = "FF01";

    /** Transaction not supported: a code of another scheme, or one that leaves the sum open. */
    static final String NOT_SUPPORTED = "AG03";

    /** Offline creditor agent: the payee's side cannot be asked now. */
    static final String NOT_AVAILABLE = "AB08";

    /** Incorrect account number. */
    static final String UNKNOWN_ACCOUNT = "AC01";

    /** Not allowed currency. */
    static final String WRONG_CURRENCY = "AM03";

    /** Invalid amount. */
    static final String INVALID_AMOUNT = "AM12";

    /** Zero amount. */
    static final String ZERO_AMOUNT = "AM01";

    /** Not allowed amount: more than any corridor takes. */
    static final String TOO_LARGE = "AM02";

    /** Invalid date: from the future. */
    static final String FROM_THE_FUTURE = "DT01";

    /** Duplicate payment: the same UETR with other business fields. */
    static final String DUPLICATE = "DUPL";

    /** Payment not received. */
    static final String NOT_RECEIVED = "AG09";

    /** No original transaction received: what cancellations say for the same. */
    static final String NO_ORIGINAL = "NOOR";

    /** Narrative: a reason that has no word of its own. */
    static final String NARRATIVE = "NARR";

    private Reasons() {}
}
