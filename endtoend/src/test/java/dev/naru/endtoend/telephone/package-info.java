// SPDX-License-Identifier: Apache-2.0
/** The page that is a telephone, in a real browser. Start at {@link TelephonePageTest}. */
@NullMarked
package dev.naru.endtoend.telephone;

import org.jspecify.annotations.NullMarked;
