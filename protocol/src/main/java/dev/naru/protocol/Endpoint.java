// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * A host and a port as they stand in addresses and channels: an IPv6 address in brackets.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without brackets
 * @param port 0 to 65,535; 0 for any
 */
public record Endpoint(String host, int port) {
    private static final int MOST_PORT = 65_535;

    public Endpoint {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must not be blank");
        }
        if (port < 0 || port > MOST_PORT) {
            throw new IllegalArgumentException("port must be from 0 to 65,535, not " + port);
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port;
    }
}
