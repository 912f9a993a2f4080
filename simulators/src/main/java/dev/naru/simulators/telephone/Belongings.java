// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.telephone;

import dev.naru.simulators.device.SimulatedDevice;

/**
 * What a payer has beside the page.
 *
 * @param purse cards
 * @param device signs where the browser cannot, or shall not
 * @param card by which the hub knows the payment card; empty where it does not
 * @param deviceKey by which the hub knows the device, which the card has let in; empty where not
 */
public record Belongings(Purse purse, SimulatedDevice device, String card, String deviceKey) {
    /** Of a payer whom the hub does not know yet. */
    public static Belongings unknown(Purse purse, TelephoneSettings settings) {
        return new Belongings(
                purse,
                new SimulatedDevice(
                        TelephoneSettings.RELYING_PARTY,
                        settings.origin(),
                        SimulatedDevice.Kind.BOUND),
                "",
                "");
    }
}
