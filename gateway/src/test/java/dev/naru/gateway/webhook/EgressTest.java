// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "2001:db8::1",
                "2001::1",
                "2002:7f00:1::1",
                "64:ff9b::7f00:1",
                "64:ff9b::a00:1",
                "100::1",
                "3fff:0fff::1",
                "::7f00:1"
            })
    void doesNotSpeakToAddressesThatAreNotOfThePublicInternet(String address) throws Exception {
        assertThat(Egress.PUBLIC.allows(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
                "172.15.255.255", "172.32.0.0", "192.0.1.0", "198.17.255.255", "198.20.0.0",
                "223.255.255.255", "2606:4700::1111", "2001:200::1", "64:ff9b::101:101"
            })
    void speaksToTheirNeighbours(String address) throws Exception {
        assertThat(Egress.PUBLIC.allows(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void aSandboxMaySpeakToItselfAndToNoOtherPrivateAddress() throws Exception {
        Egress sandbox = Egress.PUBLIC_AND_LOOPBACK;
        assertThat(sandbox.pick(at("127.0.0.1"))).isPresent();
        assertThat(sandbox.pick(at("::1"))).isPresent();
        assertThat(sandbox.pick(at("10.0.0.1"))).isEmpty();
        assertThat(Egress.PUBLIC.pick(at("localhost"))).isEmpty();
        // One number for all four bytes is an address too.
        assertThat(Egress.PUBLIC.pick(at("2130706433"))).isEmpty();
        assertThat(Egress.PUBLIC.pick(List.of(at("10.0.0.1").getFirst(), at("1.1.1.1").getFirst())))
                .isEqualTo(Optional.of(at("1.1.1.1").getFirst()));
    }

    private static List<InetAddress> at(String host) throws Exception {
        return List.of(InetAddress.getAllByName(host));
    }
}
