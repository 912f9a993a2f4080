// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

/** What came of writing a record: all of its bytes, or the first reason why not. */
public sealed interface Writing permits Written, Unwritable {}
