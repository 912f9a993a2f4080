// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.corridor;

import dev.naru.core.directory.Participants;
import dev.naru.core.ledger.Groups;
import dev.naru.core.ledger.Members;

/** Who is there, where its money is kept, and what leads from one to another. */
public record Network(
        Participants participants, Groups groups, Members members, Corridors corridors) {}
