// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.configuration;

/** Tells hosts that nobody else can reach. Asks no name server: a name is what its holder says. */
final class Loopback {
    private Loopback() {}

    /** Whether this is {@code localhost} or an address of 127.0.0.0/8 or ::1. */
    static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || host.equals("[::1]")
                || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}
