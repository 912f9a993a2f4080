// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.korea;

import dev.naru.client.EventSource;
import dev.naru.client.Hub;
import dev.naru.connectors.MachineHub;
import dev.naru.connectors.PartnerPlay;
import dev.naru.connectors.SchemeConnector;
import dev.naru.connectors.SchemeConnectorContract;
import dev.naru.connectors.sandbox.SandboxFaults;
import dev.naru.connectors.scheme.LinkSettings;
import dev.naru.protocol.PaymentState;
import java.net.URI;
import java.time.InstantSource;

/** The contract, kept by the link to a Korean acquirer. */
class KoreaContractTest extends SchemeConnectorContract {
    KoreaContractTest() {
        super(new Lane(MachineHub.Direction.INBOUND, 10_000_050, PaymentState.REJECTED));
    }

    @Override
    protected PartnerPlay openPartner(InstantSource clock) {
        return new KoreaPlay(clock);
    }

    @Override
    protected SchemeConnector openConnector(
            LinkSettings settings,
            PartnerPlay partner,
            Hub hub,
            EventSource events,
            SandboxFaults faults) {
        KoreaPlay play = (KoreaPlay) partner;
        KoreaConnector connector =
                KoreaConnector.start(
                        KoreaSettings.standard(settings, play.partner.address(), 0),
                        hub,
                        events,
                        faults);
        play.partner.callback(URI.create("http://127.0.0.1:" + connector.listenPort()));
        return connector;
    }
}
