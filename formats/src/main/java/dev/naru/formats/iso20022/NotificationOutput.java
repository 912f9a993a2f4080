// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import dev.naru.formats.iso20022.DebitCreditNotification.AccountNotification;
import dev.naru.formats.iso20022.DebitCreditNotification.Entry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Writes a camt.054 about one account while its entries come, however many they are, without
 * keeping them. What it writes is byte for byte what {@link Iso20022Writer} writes where that can
 * hold the message at all; a longer one is for readers that take longer ones than ours.
 *
 * <p>Each method says why something cannot be written; what was written before is then the
 * beginning of a message that never ends, and no reader takes it for one. For one thread.
 */
public final class NotificationOutput {
    private final OutputStream stream;
    private final AccountNotification head;
    private final XmlOutput out = new XmlOutput(MessageDefinition.CAMT_054_001_08);
    private final EntryTotals written = new EntryTotals();

    /**
     * A message about one account.
     *
     * @param stream takes the bytes, in pieces of one entry; not closed here
     * @param head everything about the account but its entries, of which it has none
     */
    public NotificationOutput(OutputStream stream, AccountNotification head) {
        if (!head.entries().isEmpty()) {
            throw new IllegalArgumentException("the entries come one by one");
        }
        this.stream = stream;
        this.head = head;
    }

    /** A step of writing. */
    private interface Step {
        void write() throws RefusedMessage;
    }

    /** Writes what stands before the first entry. */
    public Optional<Unwritable> begin(String messageId, OffsetDateTime created) throws IOException {
        return write(
                () -> {
                    out.openRoot();
                    String name = MessageDefinition.CAMT_054_001_08.messageElement();
                    NotificationXml.open(out, name, messageId, created);
                    NotificationXml.openNotification(out, head);
                });
    }

    /** Writes the next entry. */
    public Optional<Unwritable> entry(Entry entry) throws IOException {
        return write(
                () -> {
                    EntryXml.write(out, "Ntry", entry);
                    written.add(entry);
                });
    }

    /** Writes what stands behind the last entry, if the totals said before are what came. */
    public Optional<Unwritable> end() throws IOException {
        return write(
                () -> {
                    NotificationXml.closeNotification(out, head, written);
                    out.close();
                    out.close();
                });
    }

    private Optional<Unwritable> write(Step step) throws IOException {
        try {
            step.write();
        } catch (RefusedMessage refused) {
            return Optional.of(new Unwritable(refused.code(), refused.path(), refused.sentence()));
        }
        stream.write(out.take().getBytes(StandardCharsets.UTF_8));
        return Optional.empty();
    }
}
