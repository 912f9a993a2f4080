// SPDX-License-Identifier: Apache-2.0
package sample.broken.naru.gateway;

import sample.broken.naru.connectors.Sends;

/** Breaks: the gateway reaches only enquiries. */
public final class SendsByItself {
    /** What it must not have. */
    public final Sends sends = new Sends();
}
