// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import dev.naru.protocol.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One member of the cluster as the others and its clients see it. Its ports believe whoever reaches
 * them: they belong on a network of the operator's own.
 *
 * @param id unique in the cluster, from 0
 * @param host name or address that the other members and the clients can reach
 * @param basePort the first of {@value #PORTS} UDP ports in a row; 0 for a member alone that only
 *     processes sharing its Aeron directory can reach, which then needs no port
 */
public record Member(int id, String host, int basePort) {
    /** Ingress, consensus, log, catch-up and archive, in this order from the base port on. */
    public static final int PORTS = 5;

    /** A member alone, reached through shared memory only. */
    public static final Member ALONE = new Member(0, "127.0.0.1", 0);

    public Member {
        if (id < 0) {
            throw new IllegalArgumentException("id must not be negative, not " + id);
        }
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must not be blank");
        }
        if (basePort < 0 || basePort > 65_535 - PORTS) {
            throw new IllegalArgumentException(
                    "basePort must be from 0 to " + (65_535 - PORTS) + ", not " + basePort);
        }
    }

    /** Where clients send commands. */
    public String ingressEndpoint() {
        return endpoint(0);
    }

    String archiveEndpoint() {
        return endpoint(4);
    }

    boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException notKnownYet) {
            return false;
        }
    }

    /** Aeron Cluster's form of a list of members. */
    static String describe(List<Member> members) {
        return members.stream().map(Member::describe).collect(Collectors.joining("|"));
    }

    private String describe() {
        return String.join(
                ",",
                Integer.toString(id),
                endpoint(0),
                endpoint(1),
                endpoint(2),
                endpoint(3),
                endpoint(4));
    }

    private String endpoint(int offset) {
        return new Endpoint(host, basePort == 0 ? 0 : basePort + offset).toString();
    }
}
