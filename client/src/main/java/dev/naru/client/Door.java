// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;

/** How a client reaches the cluster. */
public sealed interface Door {

    /**
     * Through the shared memory of a member that is alone, on the same computer. The fastest way,
     * and no port is open.
     *
     * @param aeronDirectory that member's
     */
    record SharedMemory(Path aeronDirectory) implements Door {}

    /**
     * Over the network, from one or more members to the leader.
     *
     * @param ingressEndpoints the members', as an {@link dev.naru.protocol.Endpoint} is written, by
     *     member id from 0
     * @param ownHost name or address, without brackets, of this computer that the members can reach
     * @param folder this client's own, where it leaves a lock
     */
    record Network(List<String> ingressEndpoints, String ownHost, Path folder) implements Door {
        public Network {
            ingressEndpoints = List.copyOf(ingressEndpoints);
            if (ingressEndpoints.isEmpty()) {
                throw new IllegalArgumentException("ingressEndpoints must not be empty");
            }
        }

        boolean isLoopback() {
            try {
                return InetAddress.getByName(ownHost).isLoopbackAddress();
            } catch (UnknownHostException notKnownYet) {
                return false;
            }
        }
    }
}
