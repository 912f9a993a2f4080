// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * Between whom a payment goes.
 *
 * @param corridorId the corridor
 * @param kind what is paid for
 * @param sourceParticipantId the payer's participant
 * @param sourceGroupId where the payer's leg settles
 * @param fxProviderId who converts, 0 where the partner does
 * @param destinationParticipantId the payee's side
 * @param destinationGroupId where the payee's leg settles
 */
public record Route(
        int corridorId,
        PaymentKind kind,
        int sourceParticipantId,
        int sourceGroupId,
        int fxProviderId,
        int destinationParticipantId,
        int destinationGroupId) {
    public Route {
        Check.corridor("route.corridorId", corridorId);
        Check.participant("route.sourceParticipantId", sourceParticipantId);
        Check.group("route.sourceGroupId", sourceGroupId);
        Check.range("route.fxProviderId", fxProviderId, 0, Limits.PARTICIPANTS);
        Check.participant("route.destinationParticipantId", destinationParticipantId);
        Check.group("route.destinationGroupId", destinationGroupId);
    }
}
