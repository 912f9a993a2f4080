// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

/**
 * What a serving member does when it can no longer be trusted: a bug of ours, or a log, archive or
 * disk that failed.
 */
@FunctionalInterface
public interface FaultAction {
    /** What the halted process gives back to its parent. */
    int HALTED = 70;

    /**
     * Ends the process at once, without shutdown hooks: nothing that is in memory may be written
     * any more. What was acknowledged is on disk and is found at the next start.
     */
    FaultAction HALT = fault -> Runtime.getRuntime().halt(HALTED);

    /** Called once, after the fault was logged. Whatever it does, the member serves no more. */
    void onFault(Throwable fault);
}
