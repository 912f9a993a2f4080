// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.indonesia;

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

/** The contract, kept by the link to Indonesia. */
class IndonesiaContractTest extends SchemeConnectorContract {
    IndonesiaContractTest() {
        super(new Lane(MachineHub.Direction.OUTBOUND, 9_002, PaymentState.IN_DOUBT));
    }

    @Override
    protected PartnerPlay openPartner(InstantSource clock) {
        return new IndonesiaPlay(clock);
    }

    @Override
    protected SchemeConnector openConnector(
            LinkSettings settings,
            PartnerPlay partner,
            Hub hub,
            EventSource events,
            SandboxFaults faults) {
        IndonesiaPlay play = (IndonesiaPlay) partner;
        IndonesiaConnector connector =
                IndonesiaConnector.start(
                        IndonesiaSettings.standard(settings, play.partner.address(), 0),
                        hub,
                        events,
                        faults);
        play.partner.callback(URI.create("http://127.0.0.1:" + connector.listenPort()));
        return connector;
    }
}
