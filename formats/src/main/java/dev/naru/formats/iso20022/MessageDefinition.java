// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.util.Optional;

/** The message definitions spoken here, each one version of one ISO 20022 message. */
public enum MessageDefinition {
    /** Asks whose account or proxy this is. */
    ACMT_023_001_02("acmt.023.001.02", "IdVrfctnReq"),
    /** Answers acmt.023. */
    ACMT_024_001_02("acmt.024.001.02", "IdVrfctnRpt"),
    /** Orders a credit transfer between financial institutions for their customers. */
    PACS_008_001_08("pacs.008.001.08", "FIToFICstmrCdtTrf"),
    /** Reports what became of a payment. */
    PACS_002_001_10("pacs.002.001.10", "FIToFIPmtStsRpt"),
    /** Asks what became of a payment. */
    PACS_028_001_04("pacs.028.001.04", "FIToFIPmtStsReq"),
    /** Tells what was booked on an account. */
    CAMT_054_001_08("camt.054.001.08", "BkToCstmrDbtCdtNtfctn");

    private final String identifier;
    private final String namespace;
    private final String messageElement;

    MessageDefinition(String identifier, String messageElement) {
        this.identifier = identifier;
        this.namespace = "urn:iso:std:iso:20022:tech:xsd:" + identifier;
        this.messageElement = messageElement;
    }

    /** The message definition identifier, such as {@code pacs.008.001.08}. */
    public String identifier() {
        return identifier;
    }

    /** The XML namespace of every element of the message. */
    public String namespace() {
        return namespace;
    }

    /** The definition with this identifier, if it is spoken here. */
    public static Optional<MessageDefinition> withIdentifier(String identifier) {
        for (MessageDefinition definition : values()) {
            if (definition.identifier.equals(identifier)) {
                return Optional.of(definition);
            }
        }
        return Optional.empty();
    }

    /** The name of the only child of {@code Document}. */
    String messageElement() {
        return messageElement;
    }

    /**
     * The pacs and camt messages are of 2019 and the acmt messages of 2013; between them parties,
     * addresses and agents gained elements, and BIC patterns changed.
     */
    boolean hasPartiesOf2019() {
        return this != ACMT_023_001_02 && this != ACMT_024_001_02;
    }
}
