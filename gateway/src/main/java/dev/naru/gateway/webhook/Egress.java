// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import dev.naru.protocol.Bytes;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses messages may go to. Whoever registers an address must not be able to make the hub
 * speak to its own network: so an address is looked at when it is connected to, not when it is
 * registered, because names can be pointed elsewhere in between.
 */
public enum Egress {
    /** Public addresses only. */
    PUBLIC,
    /** This machine's own as well: for a sandbox. */
    PUBLIC_AND_LOOPBACK;

    /** What the IANA IPv4 special-purpose address registry does not call globally reachable. */
    private static final List<Block> CLOSED_FOUR =
            Block.all(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3");

    /** Of IPv6 only this is given out for the public Internet. */
    private static final Block OPEN_SIX = Block.of("2000::/3");

    /** In it are protocols' own (Teredo with them), documentation, and 6to4. */
    private static final List<Block> CLOSED_SIX =
            Block.all("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /** Behind this prefix is an IPv4 address (RFC 6052). */
    private static final Block NAT64 = Block.of("64:ff9b::/96");

    /** Whether endpoints may do without TLS. */
    public boolean allowsPlainHttp() {
        return allowsLoopback();
    }

    private boolean allowsLoopback() {
        return this == PUBLIC_AND_LOOPBACK;
    }

    /** The first of a host's addresses that may be spoken to. */
    Optional<InetAddress> pick(List<InetAddress> addresses) {
        return addresses.stream().filter(this::allows).findFirst();
    }

    /** Whether this address may be spoken to. */
    boolean allows(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return allowsLoopback();
        }
        return switch (address) {
            case Inet4Address four -> isPublic(four.getAddress());
            case Inet6Address six -> isPublic(six);
            default -> false;
        };
    }

    private static boolean isPublic(byte[] four) {
        return CLOSED_FOUR.stream().noneMatch(block -> block.holds(four));
    }

    private static boolean isPublic(Inet6Address six) {
        byte[] bytes = six.getAddress();
        if (NAT64.holds(bytes)) {
            return isPublic(Arrays.copyOfRange(bytes, 12, 16));
        }
        return OPEN_SIX.holds(bytes) && CLOSED_SIX.stream().noneMatch(block -> block.holds(bytes));
    }

    /** All addresses that begin with the same bits. */
    private record Block(Bytes address, int bits) {
        private static Block of(String text) {
            int slash = text.indexOf('/');
            try {
                // A literal address: nobody is asked.
                return new Block(
                        Bytes.copyOf(InetAddress.getByName(text.substring(0, slash)).getAddress()),
                        Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(text, e);
            }
        }

        private static List<Block> all(String... texts) {
            return Arrays.stream(texts).map(Block::of).toList();
        }

        private boolean holds(byte[] other) {
            byte[] own = address.toArray();
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if (((own[bit / 8] ^ other[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
