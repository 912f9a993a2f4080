// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The agents of a pacs message, which the standard lets stand in the header or in the transaction,
 * and GroupHeader91, which has nothing besides.
 */
final class HeaderXml {
    private HeaderXml() {}

    static GroupHeader read(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        String messageId = in.value("MsgId", ValueTypes.MAX_35);
        OffsetDateTime created = in.value("CreDtTm", ValueTypes.DATE_TIME);
        GroupHeader header = withAgents(in, messageId, created);
        in.leave();
        return header;
    }

    static void write(XmlOutput out, String name, GroupHeader header) throws RefusedMessage {
        out.open(name);
        out.value("MsgId", ValueTypes.MAX_35, header.messageId());
        out.value("CreDtTm", ValueTypes.DATE_TIME, header.creationDateTime());
        writeAgents(out, header);
        out.close();
    }

    /** Reads the two agents where they end a header. */
    static GroupHeader withAgents(XmlCursor in, String messageId, OffsetDateTime created)
            throws RefusedMessage {
        Optional<FinancialInstitutionIdentification> instructing =
                in.optional("InstgAgt", AgentXml::read);
        Optional<FinancialInstitutionIdentification> instructed =
                in.optional("InstdAgt", AgentXml::read);
        return new GroupHeader(messageId, created, instructing, instructed);
    }

    static void writeAgents(XmlOutput out, GroupHeader header) throws RefusedMessage {
        out.optional("InstgAgt", header.instructingAgent(), AgentXml::write);
        out.optional("InstdAgt", header.instructedAgent(), AgentXml::write);
    }

    /** Reads the two agents inside a transaction and lifts them into the header. */
    static GroupHeader liftAgents(XmlCursor in, GroupHeader header) throws RefusedMessage {
        Optional<FinancialInstitutionIdentification> instructing =
                inOnePlace(in, "InstgAgt", header.instructingAgent(), AgentXml::read);
        Optional<FinancialInstitutionIdentification> instructed =
                inOnePlace(in, "InstdAgt", header.instructedAgent(), AgentXml::read);
        return new GroupHeader(
                header.messageId(), header.creationDateTime(), instructing, instructed);
    }

    /** Reads what may stand here unless the header already said it. */
    static <T> Optional<T> inOnePlace(
            XmlCursor in, String name, Optional<T> inHeader, Structure.In<T> structure)
            throws RefusedMessage {
        if (inHeader.isEmpty()) {
            return in.optional(name, structure);
        }
        if (in.at(name)) {
            throw in.refuseAt(
                    name,
                    RefusalCode.INCONSISTENT,
                    "This stands in the header already and may not stand in both places.");
        }
        return inHeader;
    }
}
