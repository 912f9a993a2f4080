// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.Command;

/** One thing that was done to the machine. */
public sealed interface Step {

    /** A command was given to it. */
    record Send(Command command) implements Step {}

    /** Time was let pass. */
    record Tick() implements Step {}
}
