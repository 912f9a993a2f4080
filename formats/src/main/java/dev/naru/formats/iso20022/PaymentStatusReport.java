// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Reports what became of a message, of its one transfer, or of both (pacs.002.001.10). At least one
 * of the two is present.
 *
 * @param group the message, and its status where the whole message has one
 * @param transaction the transfer and its status
 */
public record PaymentStatusReport(
        GroupHeader header,
        Optional<OriginalGroupStatus> group,
        Optional<TransactionStatus> transaction)
        implements Iso20022Message {

    @Override
    public MessageDefinition definition() {
        return MessageDefinition.PACS_002_001_10;
    }

    /**
     * A message and its status ({@code OrgnlGrpInfAndSts}).
     *
     * @param status a group status code of at most 4 characters, such as RJCT
     */
    public record OriginalGroupStatus(
            OriginalGroupInformation original,
            Optional<String> status,
            List<StatusReason> reasons) {
        public OriginalGroupStatus {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * A transfer and its status ({@code TxInfAndSts}); texts have at most 35 characters.
     *
     * @param statusId names this report of the status
     * @param status a transaction status code of at most 4 characters, such as ACCC or RJCT
     * @param acceptanceDateTime when the transfer was accepted
     */
    public record TransactionStatus(
            Optional<String> statusId,
            OriginalTransaction original,
            Optional<String> status,
            List<StatusReason> reasons,
            Optional<OffsetDateTime> acceptanceDateTime,
            Optional<String> accountServicerReference,
            Optional<String> clearingSystemReference) {
        public TransactionStatus {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Why a status was given.
     *
     * @param reason a status reason code of at most 4 characters such as AC04, or a proprietary
     *     word
     * @param additional texts of at most 105 characters
     */
    public record StatusReason(Optional<CodeOrProprietary> reason, List<String> additional) {
        public StatusReason {
            additional = List.copyOf(additional);
        }

        /** A reason of the external code list, without further words. */
        public static StatusReason ofCode(String code) {
            return new StatusReason(Optional.of(CodeOrProprietary.code(code)), List.of());
        }
    }
}
