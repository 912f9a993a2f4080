// SPDX-License-Identifier: Apache-2.0
package sample.broken.naru.gateway;

/** Breaks: nobody sleeps. */
public final class Sleeps {
    /** A guess. */
    public void rest() throws InterruptedException {
        Thread.sleep(1);
    }
}
