// SPDX-License-Identifier: Apache-2.0
package sample.broken.naru.gateway;

import sample.broken.naru.core.PaymentManager;

/** Breaks: only the node imports the core. */
public final class DecidesByItself {
    /** What it must not have. */
    public final PaymentManager manager = new PaymentManager();
}
