// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.iso20022;

import dev.naru.connectors.enquiry.PayeeLookup;
import dev.naru.formats.iso20022.CustomerCreditTransfer;
import dev.naru.formats.iso20022.DebitCreditNotification;
import dev.naru.formats.iso20022.IdentificationVerificationReport;
import dev.naru.formats.iso20022.IdentificationVerificationRequest;
import dev.naru.formats.iso20022.Iso20022Message;
import dev.naru.formats.iso20022.Iso20022Reader;
import dev.naru.formats.iso20022.Iso20022Writer;
import dev.naru.formats.iso20022.MessageDefinition;
import dev.naru.formats.iso20022.Parsed;
import dev.naru.formats.iso20022.PaymentStatusReport;
import dev.naru.formats.iso20022.PaymentStatusRequest;
import dev.naru.formats.iso20022.Refused;
import dev.naru.formats.iso20022.Unwritable;
import dev.naru.formats.iso20022.Written;
import dev.naru.gateway.http.front.Access;
import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Endpoint;
import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.front.RefusedException;
import dev.naru.gateway.http.machine.Directory;
import dev.naru.gateway.http.machine.HubClock;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.machine.KnownCodes;
import dev.naru.gateway.http.machine.Paying;
import dev.naru.gateway.http.machine.PaymentWaits;
import dev.naru.protocol.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /v1/iso20022}: a partner switch sends one acmt.023, pacs.008 or pacs.028 and hears
 * its acmt.024 or pacs.002 in the answer. What cannot be read, so that nobody could tell what it is
 * about, is refused by a problem document; whatever could be read is answered in its own language.
 */
public final class PartnerEndpoint {
    private static final String PATH = "/v1/iso20022";
    private static final String XML = "application/xml";

    private final Iso20022Writer writer = new Iso20022Writer();
    private final Map<Integer, Door> doors = new HashMap<>();

    /** What of the gateway this uses. */
    public record Machine(
            HubDoor door,
            Directory directory,
            HubClock clock,
            PaymentWaits waits,
            KnownCodes codes) {}

    /** All that one partner's messages need. */
    private record Door(Iso20022Reader reader, PayeeQuestions payees, Transfers transfers) {}

    private PartnerEndpoint(
            Machine machine, List<InboundLink> links, Map<String, PayeeLookup> lookups) {
        Paying paying = new Paying(machine.door(), machine.waits());
        for (InboundLink link : links) {
            LinkMessages messages = new LinkMessages(link, machine.clock());
            PayeeQuestions payees =
                    new PayeeQuestions(
                            link,
                            new PayeeQuestions.Machine(machine.directory(), machine.codes()),
                            lookups.get(link.scheme().name()),
                            messages);
            Transfers transfers =
                    new Transfers(
                            link,
                            new Transfers.Machine(
                                    machine.door(), machine.directory(), machine.clock(), paying),
                            messages);
            doors.put(
                    link.participantId(),
                    new Door(new Iso20022Reader(link.accepted()), payees, transfers));
        }
    }

    /**
     * The endpoint of all links.
     *
     * @param lookups who answers for payees, by the scheme's name
     */
    public static Endpoint of(
            Machine machine, List<InboundLink> links, Map<String, PayeeLookup> lookups) {
        PartnerEndpoint endpoint = new PartnerEndpoint(machine, links, lookups);
        return Endpoint.post(PATH, Access.PARTICIPANT, endpoint::take)
                .consuming(XML)
                .producing(XML);
    }

    private Answer take(Call call) {
        call.noQuery();
        Door door = doors.get(call.participantId());
        if (door == null) {
            throw Refusal.of(Problem.ROLE_FORBIDDEN, "This key has no ISO 20022 link.").thrown();
        }
        return switch (door.reader().read(call.bytes())) {
            case Refused<Iso20022Message> refused ->
                    throw malformed(
                            refused.code() + " at " + refused.path() + ": " + refused.sentence());
            case Parsed<Iso20022Message>(Iso20022Message message) ->
                    written(answer(door, message, Bytes.copyOf(call.bytes())));
        };
    }

    private static Iso20022Message answer(Door door, Iso20022Message message, Bytes raw) {
        return switch (message) {
            case IdentificationVerificationRequest question -> door.payees().answer(question);
            case CustomerCreditTransfer transfer -> door.transfers().pay(transfer, raw);
            case PaymentStatusRequest enquiry -> door.transfers().status(enquiry);
            case IdentificationVerificationReport report -> throw notForUs(report.definition());
            case PaymentStatusReport report -> throw notForUs(report.definition());
            case DebitCreditNotification booked -> throw notForUs(booked.definition());
        };
    }

    private static RefusedException notForUs(MessageDefinition definition) {
        return malformed(definition.identifier() + " is not for the hub.");
    }

    static RefusedException malformed(String detail) {
        return Refusal.of(Problem.MESSAGE_MALFORMED, detail).thrown();
    }

    private Answer written(Iso20022Message message) {
        return switch (writer.write(message)) {
            case Written written -> new Answer(200, XML, Bytes.copyOf(written.bytes()), Map.of());
            case Unwritable unwritable ->
                    throw new IllegalStateException(
                            "an answer can always be written: " + unwritable);
        };
    }
}
