// SPDX-License-Identifier: Apache-2.0
package sample.broken.naru.simulators;

import sample.broken.naru.connectors.Sends;

/** Breaks: two independent readings of a scheme's rules. */
public final class ConfersWithConnectors {
    /** What it must not have. */
    public final Sends sends = new Sends();
}
