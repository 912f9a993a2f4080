// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where everything that must stop the member ends. While it starts, {@link HubNode#start} throws
 * it; while it serves, the {@link FaultAction} takes it; while it closes, it no longer matters.
 */
final class Faults {
    private enum Stage {
        STARTING,
        SERVING,
        CLOSING,
        FAULTED
    }

    private static final System.Logger LOG = System.getLogger(Faults.class.getName());

    private final FaultAction action;
    private Stage stage = Stage.STARTING;
    private @Nullable Throwable first;

    Faults(FaultAction action) {
        this.action = action;
    }

    /** Takes a fault from any thread. When it returns, the caller must do nothing more. */
    void raise(Throwable fault) {
        synchronized (this) {
            if (stage == Stage.CLOSING || stage == Stage.FAULTED) {
                LOG.log(System.Logger.Level.DEBUG, "after the end", fault);
                return;
            }
            first = fault;
            boolean serving = stage == Stage.SERVING;
            stage = Stage.FAULTED;
            if (!serving) {
                return;
            }
        }
        LOG.log(System.Logger.Level.ERROR, "this member cannot be trusted any more", fault);
        action.onFault(fault);
    }

    /**
     * Looks whether there was one.
     *
     * @throws IllegalStateException if there was
     */
    void check() {
        Optional<Throwable> fault = first();
        if (fault.isPresent()) {
            throw new IllegalStateException("the member has failed", fault.get());
        }
    }

    /** From now on a fault goes to the action. */
    synchronized void serve() {
        if (stage == Stage.STARTING) {
            stage = Stage.SERVING;
        }
    }

    /** From now on a fault no longer matters. */
    synchronized void close() {
        if (stage != Stage.FAULTED) {
            stage = Stage.CLOSING;
        }
    }

    synchronized boolean isClosing() {
        return stage == Stage.CLOSING;
    }

    /** The fault that ended it, if there was one. */
    synchronized Optional<Throwable> first() {
        return Optional.ofNullable(first);
    }
}
