// SPDX-License-Identifier: Apache-2.0
/**
 * The machine's state as bytes: frames with a checksum each, in one canonical order, so that equal
 * states are equal bytes.
 *
 * <p>Never comes here: what is in a section; each part of the state writes and reads its own. Start
 * at {@link dev.naru.core.snapshot.SnapshotWriter}.
 */
@NullMarked
package dev.naru.core.snapshot;

import org.jspecify.annotations.NullMarked;
