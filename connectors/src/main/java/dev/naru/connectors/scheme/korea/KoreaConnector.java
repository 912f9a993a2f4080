// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.korea;

import dev.naru.client.EventSource;
import dev.naru.client.Hub;
import dev.naru.client.trace.Spans;
import dev.naru.connectors.SchemeConnector;
import dev.naru.connectors.enquiry.LinkState;
import dev.naru.connectors.enquiry.LinkStatus;
import dev.naru.connectors.enquiry.PayeeLookup;
import dev.naru.connectors.sandbox.FaultLine;
import dev.naru.connectors.scheme.CallbackListener;
import dev.naru.connectors.scheme.LinkEngine;
import dev.naru.connectors.scheme.PartnerClient;

/** The running link to a Korean acquirer: payments out, results in, look-ups beside them. */
public final class KoreaConnector implements SchemeConnector {
    private static final String RESULTS = "/v1/results";

    private final KoreaSettings settings;
    private final PartnerClient partner;
    private final LinkEngine engine;
    private final KoreaLookup lookup;
    private final CallbackListener listener;

    private KoreaConnector(KoreaSettings settings, LinkEngine.Surroundings surroundings) {
        this.settings = settings;
        this.partner = new PartnerClient(settings.partner(), "application/json");
        this.engine = new LinkEngine(settings.link(), new KoreaLink(partner), surroundings);
        this.lookup =
                new KoreaLookup(settings, partner, () -> engine.status(LinkState.UP).payments());
        this.listener =
                new CallbackListener(
                        new CallbackListener.Place(
                                settings.listenHost(),
                                settings.listenPort(),
                                RESULTS,
                                KoreaLink.SESSION_PATH),
                        engine,
                        PaymentMessages::read);
    }

    /**
     * Starts it where it stopped; results are taken when this returns.
     *
     * @param faults {@link FaultLine#NONE} in a live hub
     * @throws IllegalStateException when its position file is damaged
     */
    public static KoreaConnector start(
            KoreaSettings settings, Hub hub, EventSource events, FaultLine faults) {
        return start(settings, new LinkEngine.Surroundings(hub, events, faults, Spans.NONE));
    }

    /** The same, with somebody who is told of each payment's way. */
    public static KoreaConnector start(
            KoreaSettings settings, LinkEngine.Surroundings surroundings) {
        KoreaConnector connector = new KoreaConnector(settings, surroundings);
        connector.lookup.start();
        connector.engine.start();
        return connector;
    }

    /** The port on which the acquirer's results are taken. */
    public int listenPort() {
        return listener.port();
    }

    @Override
    public int linkParticipantId() {
        return settings.link().linkParticipantId();
    }

    @Override
    public LinkStatus status() {
        return engine.status(lookup.own());
    }

    @Override
    public PayeeLookup lookup() {
        return lookup;
    }

    @Override
    public void close() {
        listener.close();
        lookup.close();
        engine.close();
        partner.close();
    }
}
