// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/** Whether money is real. The order is the snapshot's: append only. */
public enum World {
    /** Money is play money, and time can be moved forward by command. */
    SANDBOX,
    /** Money is real, and time is the cluster's. */
    LIVE
}
