// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.view;

import dev.naru.projection.query.PaymentFound;
import dev.naru.projection.query.TimelineEntry;
import dev.naru.projection.query.TransferFound;
import dev.naru.protocol.AccountId;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Currency;
import dev.naru.protocol.KeptMessage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** What the read side knows of a payment beyond the machine. */
public final class HistoryView {
    private HistoryView() {}

    /** A payment that was found, and what people call it. */
    public record Found(PaymentView payment, List<Reference> references) {
        public Found {
            references = List.copyOf(references);
        }
    }

    /**
     * A payment with everything that happened to it and everything that it moved.
     *
     * @param evidenceReference the number of the challenge whose evidence it used
     */
    public record Told(
            PaymentView payment,
            List<Reference> references,
            Optional<Long> evidenceReference,
            List<Step> timeline,
            List<Moved> transfers) {
        public Told {
            references = List.copyOf(references);
            timeline = List.copyOf(timeline);
            transfers = List.copyOf(transfers);
        }
    }

    /** A name that somebody gave a payment. */
    public record Reference(String kind, String reference) {}

    /** One event of a payment. */
    public record Step(
            long eventNumber,
            String at,
            String event,
            Optional<String> state,
            Optional<String> reason,
            Optional<String> answer,
            Optional<Integer> linkParticipantId,
            Optional<Long> personId,
            Optional<Integer> enquiry,
            Optional<String> particularsSha256,
            List<Message> messages) {
        public Step {
            messages = List.copyOf(messages);
        }
    }

    /**
     * A message that crossed a link.
     *
     * @param bytes how many it had
     * @param text all of it, where it is UTF-8
     * @param base64 all of it, where it is not
     * @param omitted why it is not told
     */
    public record Message(
            String direction,
            String sha256,
            int bytes,
            Optional<String> text,
            Optional<String> base64,
            Optional<String> omitted) {
        static Message of(KeptMessage kept) {
            return switch (kept.content()) {
                case KeptMessage.Content.Omitted(KeptMessage.Omission why) ->
                        of(kept, Optional.empty(), Optional.empty(), Optional.of(why.name()));
                case KeptMessage.Content.Raw(Bytes raw) -> {
                    Optional<String> text = text(raw.toArray());
                    Optional<String> base64 =
                            text.isPresent()
                                    ? Optional.empty()
                                    : Optional.of(
                                            Base64.getEncoder().encodeToString(raw.toArray()));
                    yield of(kept, text, base64, Optional.empty());
                }
            };
        }

        private static Message of(
                KeptMessage kept,
                Optional<String> text,
                Optional<String> base64,
                Optional<String> omitted) {
            return new Message(
                    kept.direction().name(), kept.sha256(), kept.length(), text, base64, omitted);
        }

        private static Optional<String> text(byte[] raw) {
            try {
                return Optional.of(
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(raw))
                                .toString());
            } catch (CharacterCodingException notUtf8) {
                return Optional.empty();
            }
        }
    }

    /** One transfer of a payment. */
    public record Moved(
            int position,
            String purpose,
            String status,
            int groupId,
            Optional<Long> window,
            Account debit,
            Account credit,
            MoneyView amount) {}

    /** One account of a group. */
    public record Account(String kind, int participantId) {
        static Account of(AccountId id) {
            return new Account(id.kind().name(), id.participantId());
        }
    }

    /** The references of a payment. */
    public static List<Reference> references(PaymentFound found) {
        return found.names().stream().map(name -> new Reference(name.kind(), name.name())).toList();
    }

    /** One event. */
    public static Step step(TimelineEntry entry) {
        return new Step(
                entry.eventNumber(),
                Times.text(entry.atNs()),
                entry.event(),
                entry.state(),
                entry.reason(),
                entry.answer(),
                entry.linkParticipantId().stream().boxed().findFirst(),
                entry.personId().stream().boxed().findFirst(),
                entry.enquiry().stream().boxed().findFirst(),
                entry.particularsSha256(),
                entry.messages().stream().map(Message::of).toList());
    }

    /**
     * One transfer.
     *
     * @param currency of a group
     */
    public static Moved moved(TransferFound found, IntFunction<Currency> currency) {
        int group = found.transfer().debit().groupId();
        return new Moved(
                found.position(),
                found.transfer().purpose().name(),
                found.status().name(),
                group,
                found.windowNumber().stream().boxed().findFirst(),
                Account.of(found.transfer().debit()),
                Account.of(found.transfer().credit()),
                MoneyView.of(found.transfer().amountMinor(), currency.apply(group)));
    }
}
