// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import dev.naru.connectors.enquiry.LinkState;
import dev.naru.connectors.enquiry.PayeeLookup;
import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.front.RefusedException;
import dev.naru.gateway.http.machine.Directory;
import dev.naru.gateway.http.machine.RejectionStatus;
import dev.naru.gateway.http.view.CodeView;
import dev.naru.protocol.CorridorStatus;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import dev.naru.qr.MerchantCode;
import dev.naru.qr.Scheme;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which corridor leads to a scheme, and who answers questions about its payees. */
final class Schemes {
    /** The member of a refusal that says what a code is. */
    static final String UNDERSTOOD = "understood";

    private static final int LINK_RETRY_SECONDS = 5;

    private final Map<String, Integer> corridors;
    private final Map<String, PayeeLookup> lookups;
    private final Directory directory;

    /** A way to the payee of a code. */
    record Way(Scheme scheme, Outcome.Corridor corridor, PayeeLookup lookup) {}

    /**
     * By scheme name.
     *
     * @param corridors the corridor's id
     * @param lookups who answers
     */
    Schemes(Map<String, Integer> corridors, Map<String, PayeeLookup> lookups, Directory directory) {
        this.corridors = Map.copyOf(corridors);
        this.lookups = new LinkedHashMap<>(lookups);
        this.directory = directory;
    }

    /**
     * The first scheme of the code that an open corridor leads to.
     *
     * @param view what a refusal says of the code
     * @throws RefusedException when there is none, or when its link does not work: whoever shows a
     *     closed corridor must not sell it, for its payments would only be reserved and expire
     */
    Way wayTo(MerchantCode code, CodeView view) {
        Way found =
                code.schemes().stream()
                        .flatMap(scheme -> way(scheme).stream())
                        .findFirst()
                        .orElseThrow(() -> noWay(view));
        checkLink(found.corridor().definition().corridorId());
        return found;
    }

    /**
     * A code that is understood, and that no open corridor leads to; the refusal says what it is.
     */
    static RefusedException noWay(CodeView view) {
        Refusal refusal =
                view.schemes().isEmpty()
                        ? Refusal.of(
                                Problem.SCHEME_UNKNOWN,
                                "The code is understood, and no account in it is of a known"
                                        + " scheme.")
                        : Refusal.of(
                                Problem.NO_CORRIDOR,
                                "The code is understood, but no open corridor leads to "
                                        + String.join(", ", view.schemes())
                                        + ".");
        return refusal.about("payload").with(UNDERSTOOD, view).thrown();
    }

    /** Refuses what leads over a link that does not work now. */
    void checkLink(int corridorId) {
        if (!isLinkUp(corridorId)) {
            throw Refusal.of(
                            Rejection.CORRIDOR_CLOSED,
                            RejectionStatus.of(Rejection.CORRIDOR_CLOSED))
                    .retryAfter(LINK_RETRY_SECONDS)
                    .thrown();
        }
    }

    /** Whether a corridor takes payments, and its link answers. */
    boolean available(Outcome.Corridor corridor) {
        return corridor.status() == CorridorStatus.OPEN
                && isLinkUp(corridor.definition().corridorId());
    }

    /** A link that is not of this process is somebody else's to watch. */
    private boolean isLinkUp(int corridorId) {
        return link(corridorId).map(lookup -> lookup.state() == LinkState.UP).orElse(true);
    }

    private Optional<Way> way(Scheme scheme) {
        Integer corridorId = corridors.get(scheme.name());
        PayeeLookup lookup = lookups.get(scheme.name());
        if (corridorId == null || lookup == null) {
            return Optional.empty();
        }
        return directory
                .corridor(corridorId)
                .filter(corridor -> corridor.status() == CorridorStatus.OPEN)
                .map(corridor -> new Way(scheme, corridor, lookup));
    }

    private Optional<PayeeLookup> link(int corridorId) {
        return corridors.entrySet().stream()
                .filter(entry -> entry.getValue() == corridorId)
                .flatMap(entry -> Optional.ofNullable(lookups.get(entry.getKey())).stream())
                .findFirst();
    }
}
