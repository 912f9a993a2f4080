// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import static dev.naru.gateway.http.front.Access.OPERATOR;
import static dev.naru.gateway.http.front.Endpoint.delete;
import static dev.naru.gateway.http.front.Endpoint.get;
import static dev.naru.gateway.http.front.Endpoint.post;
import static dev.naru.gateway.http.front.Endpoint.put;

import dev.naru.authentication.apikey.KeyRing;
import dev.naru.client.EventSource;
import dev.naru.gateway.http.SandboxFaults;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Endpoint;
import dev.naru.gateway.http.front.StreamPlaces;
import dev.naru.gateway.http.machine.Directory;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.machine.Searches;
import dev.naru.gateway.http.machine.Showing;
import dev.naru.gateway.http.machine.Statements;
import dev.naru.gateway.trustone.KeptTaps;
import dev.naru.protocol.Limits;
import dev.naru.settlement.funding.BankEntries;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Everything that the operator's key opens. */
public final class OperatorEndpoints {
    private static final String AT = "/v1/operator";

    private OperatorEndpoints() {}

    /**
     * The event log, for what only it knows.
     *
     * @param longestSearch how long one thing is looked for in it
     * @param searches where what happened is found
     * @param places for long answers
     * @param taps what was found of taps; empty where this gateway asks for none
     */
    public record Log(
            EventSource events,
            Duration longestSearch,
            Searches searches,
            StreamPlaces places,
            Optional<KeptTaps> taps) {}

    /** The endpoints of every hub. */
    public static List<Endpoint> of(HubDoor door, Directory directory, Log log, KeyRing keyRing) {
        Showing showing = new Showing(directory, Showing.Reader.OPERATOR);
        ParticipantEndpoints participants = new ParticipantEndpoints(door);
        KeyEndpoints keys = new KeyEndpoints(keyRing);
        GroupEndpoints groups = new GroupEndpoints(door, directory);
        CorridorEndpoints corridors = new CorridorEndpoints(door, directory);
        NumberedPayments numbered = new NumberedPayments(door, showing);
        PaymentEndpoints payments = new PaymentEndpoints(door, showing, numbered);
        RecoveryEndpoints recovery = new RecoveryEndpoints(door);
        EventReaderEndpoints readers = new EventReaderEndpoints(door);
        HoldEndpoint holds =
                new HoldEndpoint(
                        numbered,
                        new HeldPayments(log.events(), log.longestSearch(), System::nanoTime));
        SearchEndpoints searches = new SearchEndpoints(log.searches(), directory, showing);
        ChallengeEndpoints challenges =
                new ChallengeEndpoints(log.searches(), directory, log.taps());
        Statements statements = new Statements(log.searches(), log.places(), directory);
        String projection = AT + "/projection";
        String participant = AT + "/participants/{participant_id}";
        String key = participant + "/api-keys/{key_id}";
        String personsKey = AT + "/persons/{person_id}/api-keys/{key_id}";
        String group = AT + "/groups/{group_id}";
        String corridor = AT + "/corridors/{corridor_id}";
        return List.of(
                get(AT + "/participants", OPERATOR, participants::list),
                put(participant, OPERATOR, participants::define),
                put(participant + "/status", OPERATOR, participants::setStatus),
                put(key, OPERATOR, keys::register),
                delete(key, OPERATOR, keys::revoke),
                put(personsKey, OPERATOR, keys::registerPersons),
                delete(personsKey, OPERATOR, keys::revokePersons),
                get(AT + "/groups", OPERATOR, groups::list),
                put(group, OPERATOR, groups::define),
                put(group + "/members/{participant_id}", OPERATOR, groups::setHeadroom),
                get(group + "/positions", OPERATOR, groups::positions),
                get(group + "/accounts", OPERATOR, groups::accounts),
                post(group + "/windows/{window}/close", OPERATOR, groups::closeWindow),
                get(AT + "/corridors", OPERATOR, corridors::list),
                put(corridor, OPERATOR, corridors::define),
                put(corridor + "/status", OPERATOR, corridors::setStatus),
                get(AT + "/payments", OPERATOR, payments::list),
                post(AT + "/payments/{payment_number}/hold", OPERATOR, holds::decide),
                post(AT + "/payments/{payment_number}/enquiries", OPERATOR, payments::askAgain),
                get(AT + "/recovery-items", OPERATOR, recovery::list),
                post(AT + "/recovery-items/{item_number}/close", OPERATOR, recovery::close),
                get(AT + "/figures", OPERATOR, payments::figures),
                get(
                                participant + "/statements/{group_id}/{date}/items.csv",
                                OPERATOR,
                                call -> statements.csv(call, participantId(call)))
                        .producing(Statements.CSV),
                get(
                                participant + "/statements/{group_id}/{date}/items.xml",
                                OPERATOR,
                                call -> statements.notification(call, participantId(call)))
                        .producing(Statements.XML),
                get(AT + "/event-readers", OPERATOR, readers::list),
                delete(AT + "/event-readers/{reader_name}", OPERATOR, readers::remove),
                get(projection + "/payments", OPERATOR, searches::search),
                get(projection + "/payments/{payment_number}", OPERATOR, searches::tell),
                get(projection + "/challenges", OPERATOR, challenges::search),
                get(projection + "/challenges/{number}", OPERATOR, challenges::tell),
                get(projection + "/groups/{group_id}/accounts", OPERATOR, searches::accounts),
                get(projection + "/figures", OPERATOR, searches::counts));
    }

    /** The endpoints for what settlement banks say, where there is a database for it. */
    public static List<Endpoint> ofBankEntries(
            HubDoor door, Directory directory, Searches searches, BankEntries entries) {
        BankEntryEndpoints endpoints = new BankEntryEndpoints(door, directory, searches, entries);
        String one = AT + "/bank-entries/{entry_number}";
        return List.of(
                post(AT + "/groups/{group_id}/bank-entries", OPERATOR, endpoints::submit)
                        .consuming(Statements.XML),
                get(AT + "/bank-entries", OPERATOR, endpoints::list),
                post(one + "/confirm", OPERATOR, endpoints::confirm));
    }

    private static int participantId(Call call) {
        return call.pathNumber("participant_id", Limits.PARTICIPANTS);
    }

    /**
     * The endpoints that only a sandbox has. One of them funds by one person's word, which in a
     * live hub only the settlement bank's and a second person's do.
     */
    public static List<Endpoint> ofSandbox(
            HubDoor door, Directory directory, SandboxFaults faults) {
        SandboxEndpoints sandbox = new SandboxEndpoints(door, faults);
        GroupEndpoints groups = new GroupEndpoints(door, directory);
        return List.of(
                post(AT + "/fundings", OPERATOR, groups::fund),
                post("/v1/sandbox/time", OPERATOR, sandbox::moveTime),
                get("/v1/sandbox/faults", OPERATOR, sandbox::readFaults),
                post("/v1/sandbox/faults", OPERATOR, sandbox::setFaults));
    }
}
