// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.snapshot;

/** A snapshot that cannot be trusted. The message names the place. */
public final class SnapshotDamaged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SnapshotDamaged(String message) {
        super(message);
    }
}
