// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import java.util.List;

/**
 * All that the machine says of itself in its read commands, at one moment.
 *
 * @param accounts of all groups
 * @param positions of all groups
 * @param payments every payment that it remembers
 */
public record Audit(
        Outcome.Figures figures,
        List<Outcome.Account> accounts,
        List<Outcome.Position> positions,
        List<Payment> payments,
        List<Outcome.Participant> participants,
        List<Outcome.Group> groups,
        List<Outcome.Corridor> corridors,
        List<Outcome.RecoveryItem> recoveryItems) {}
