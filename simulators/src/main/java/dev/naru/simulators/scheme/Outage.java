// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

/** What the switch does with everything of one kind, while it lasts. */
public enum Outage {
    /** It works. */
    NONE,
    /** It answers 503. */
    REFUSE,
    /** It takes the request and does not answer. */
    SILENT
}
