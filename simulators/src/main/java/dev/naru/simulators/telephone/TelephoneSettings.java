// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.telephone;

import dev.naru.simulators.participant.Customer;

/**
 * How a telephone is set up.
 *
 * @param port of its page on the loopback address; the hub must know the page's origin
 * @param payer whose telephone it is
 * @param code of a shop, which stands at the till: what is paid when something is paid
 * @param amount how much of the shop's currency, a decimal
 */
public record TelephoneSettings(int port, Customer payer, String code, String amount) {
    /** For whom the telephone's keys are made. */
    public static final String RELYING_PARTY = "localhost";

    /** As a hub's settings have it among its origins. */
    public String origin() {
        return origin(port);
    }

    /** The origin of a page on this port. */
    public static String origin(int port) {
        return "http://" + RELYING_PARTY + ":" + port;
    }
}
