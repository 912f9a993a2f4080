// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.indonesia;

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
import java.time.InstantSource;

/** The running link to Indonesia: payments and enquiries out, answers in, look-ups beside them. */
public final class IndonesiaConnector implements SchemeConnector {
    private final IndonesiaSettings settings;
    private final PartnerClient partner;
    private final LinkEngine engine;
    private final CallbackListener listener;
    private final IndonesiaLookup lookup;

    private IndonesiaConnector(IndonesiaSettings settings, LinkEngine.Surroundings surroundings) {
        this.settings = settings;
        this.partner = new PartnerClient(settings.partner(), "application/xml");
        InstantSource clock = InstantSource.system();
        StatusReading statuses = new StatusReading(settings);
        IndonesiaLink link = new IndonesiaLink(settings, partner, statuses, clock);
        this.engine = new LinkEngine(settings.link(), link, surroundings);
        this.lookup =
                new IndonesiaLookup(
                        settings, partner, clock, () -> engine.status(LinkState.UP).payments());
        this.listener =
                new CallbackListener(
                        new CallbackListener.Place(
                                settings.listenHost(),
                                settings.listenPort(),
                                IndonesiaLink.PATH,
                                IndonesiaLink.SESSION_PATH),
                        engine,
                        bytes -> statuses.read(bytes, StatusReading.Occasion.OTHER));
    }

    /**
     * Starts it where it stopped; answers are taken when this returns.
     *
     * @param faults {@link FaultLine#NONE} in a live hub
     * @throws IllegalStateException when its position file is damaged
     */
    public static IndonesiaConnector start(
            IndonesiaSettings settings, Hub hub, EventSource events, FaultLine faults) {
        return start(settings, new LinkEngine.Surroundings(hub, events, faults, Spans.NONE));
    }

    /** The same, with somebody who is told of each payment's way. */
    public static IndonesiaConnector start(
            IndonesiaSettings settings, LinkEngine.Surroundings surroundings) {
        IndonesiaConnector connector = new IndonesiaConnector(settings, surroundings);
        connector.lookup.start();
        connector.engine.start();
        return connector;
    }

    /** The port on which the switch's answers are taken. */
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
