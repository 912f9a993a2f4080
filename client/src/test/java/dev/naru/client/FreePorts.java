// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import dev.naru.node.Member;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports that nobody uses. */
final class FreePorts {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;

    private FreePorts() {}

    /** Base ports for so many members: below those that the system gives away by itself. */
    static List<Integer> basePorts(int members) {
        List<Integer> found = new ArrayList<>();
        while (found.size() < members) {
            int base = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            boolean apart =
                    found.stream().allMatch(other -> Math.abs(other - base) >= Member.PORTS);
            if (apart && areFree(base)) {
                found.add(base);
            }
        }
        return found;
    }

    private static boolean areFree(int base) {
        for (int port = base; port < base + Member.PORTS; port++) {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            try (DatagramSocket socket = new DatagramSocket(address)) {
                if (!socket.isBound()) {
                    return false;
                }
            } catch (SocketException taken) {
                return false;
            }
        }
        return true;
    }
}
