// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

/** What came of reading bytes: the whole message, or the first reason why not. Never a part. */
public sealed interface Reading<T extends Iso20022Message> permits Parsed, Refused {}
