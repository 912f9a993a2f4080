// SPDX-License-Identifier: Apache-2.0
/**
 * The shapes of EMV chip cards: BER-TLV objects, data object lists, file locators, commands and
 * responses. Read strictly by the books (EMV 4.4, Books 1 to 3; ISO/IEC 7816-4), sizes capped,
 * refusals as data, and written no less strictly: what would be refused cannot be made. Nothing
 * here knows a key or decides whether a card is genuine.
 */
@NullMarked
package dev.naru.formats.emv;

import org.jspecify.annotations.NullMarked;
