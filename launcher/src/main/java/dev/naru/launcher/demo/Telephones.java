// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import dev.naru.simulators.card.PaymentIssuer;
import dev.naru.simulators.card.SimulatedPaymentCard;
import dev.naru.simulators.device.SimulatedDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the sandbox's telephones are made, and its cards: of an issuer under a payment system that
 * is made up, and is the same in every run, so that a hub that is started again still knows it.
 */
public final class Telephones {
    private static final String RELYING_PARTY = "localhost";
    private static final int AUTHORITY_INDEX = 0xF1;
    private static final long SEED = 20_261_129;

    private final PaymentIssuer issuer =
            new PaymentIssuer(SEED, AUTHORITY_INDEX, "54133300", "1231");
    private final String origin;

    /**
     * Telephones before one page.
     *
     * @param port of the gateway, on whose origin the member's page would be
     */
    public Telephones(int port) {
        origin = "http://" + RELYING_PARTY + ":" + port;
    }

    /** The part of the hub's settings by which it knows cards and telephones. */
    public String configuration(Path folder) {
        Path keys = folder.resolve("demo").resolve("card-authorities.txt");
        try {
            Files.createDirectories(keys.getParent());
            Files.writeString(
                    keys,
                    "# Made up: cards of this sandbox are under it.\n"
                            + issuer.authorityLine()
                            + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("The state folder " + folder + " cannot be written", e);
        }
        return """
        trustone:
          relying_party: %s
          origins: ['%s']
          issuer: %s/v1/trustone
          authority_keys: %s
        """
                .formatted(RELYING_PARTY, origin, origin, keys);
    }

    /** A new telephone with the member's app. */
    public SimulatedDevice telephone() {
        return new SimulatedDevice(RELYING_PARTY, origin, SimulatedDevice.Kind.BOUND);
    }

    /**
     * A new card.
     *
     * @param digits the last 8 of its number
     */
    public SimulatedPaymentCard card(String digits) {
        return issuer.issue(digits);
    }
}
