// SPDX-License-Identifier: Apache-2.0
/**
 * Scenarios of the machine as aligned text: when, what is asked, what is answered, what happened.
 *
 * <p>Never comes here: a claim of its own about the machine. Start at {@link
 * dev.naru.core.story.Story}.
 */
@NullMarked
package dev.naru.core.story;

import org.jspecify.annotations.NullMarked;
