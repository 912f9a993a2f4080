// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.writer;

import dev.naru.protocol.AnswerParticulars;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Event;
import dev.naru.protocol.Particulars;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to each payment, one row an event, and what people call it. */
final class Story {
    private static final String COLUMNS =
            "payment_number,event_number,at,event,state,reason,answer,link_participant_id,"
                    + "person_id,enquiry,particulars,particulars_sha256";

    private static final String ADD_ANSWERED_NAMES =
            "insert into payment_names (name, kind, payment_number)"
                    + " select name, kind, payment_number from unnest(?, ?, ?)"
                    + " as said (name, kind, payment_number) on conflict do nothing";

    private final CopyRows timeline = new CopyRows("payment_timeline", COLUMNS);
    private final CopyRows names = new CopyRows("payment_names", "name,kind,payment_number");
    private final List<String> answeredNames = new ArrayList<>();
    private final List<String> answeredKinds = new ArrayList<>();
    private final List<Long> answeredPayments = new ArrayList<>();
    private final MessageDigest sha256;

    Story() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** An event's number and time. */
    record At(long number, long timeNs) {}

    /** How a payment ended. */
    record Ending(String event, String state, String reason) {}

    int bytes() {
        return timeline.bytes() + names.bytes();
    }

    void state(At at, long payment, String event, String state, String reason) {
        begin(at, payment, event).text(state).text(orNull(reason));
        timeline.nothing().nothing().nothing().nothing().nothing().nothing();
    }

    void begun(At at, long payment, String event, String state, Bytes particulars) {
        begin(at, payment, event).text(state).nothing().nothing().nothing().nothing().nothing();
        raw(particulars);
    }

    void ended(At at, long payment, Ending ending, Bytes particulars) {
        begin(at, payment, ending.event).text(ending.state).text(orNull(ending.reason));
        timeline.nothing().nothing().nothing().nothing();
        raw(particulars);
    }

    void decided(At at, Event.HoldDecided event) {
        begin(at, event.paymentNumber(), "HoldDecided").nothing().nothing();
        timeline.text(event.decision().name()).nothing().int8(event.personId()).nothing();
        timeline.nothing().nothing();
    }

    void dispatched(At at, Event.PaymentDispatched event) {
        begin(at, event.paymentNumber(), "PaymentDispatched").text("DISPATCHED").nothing();
        timeline.nothing().int4(event.linkParticipantId()).nothing().nothing();
        raw(event.particulars());
    }

    void inDoubt(At at, Event.PaymentInDoubt event) {
        begin(at, event.paymentNumber(), "PaymentInDoubt").text("IN_DOUBT").nothing();
        timeline.nothing().int4(event.linkParticipantId()).nothing().nothing();
        timeline.nothing().nothing();
    }

    void interim(At at, Event.InterimAnswered event) {
        begin(at, event.paymentNumber(), "InterimAnswered").nothing();
        timeline.text(orNull(event.isoReason())).text(event.status().name());
        timeline.nothing().nothing().nothing();
        raw(event.particulars());
    }

    void enquiry(At at, Event.EnquiryDue event) {
        begin(at, event.paymentNumber(), "EnquiryDue").nothing().nothing().nothing();
        timeline.int4(event.linkParticipantId())
                .int8OrNothing(event.personId())
                .int4(event.enquiry());
        timeline.nothing().nothing();
    }

    void recovery(At at, Event.RecoveryItemOpened event) {
        begin(at, event.paymentNumber(), "RecoveryItemOpened").nothing();
        timeline.text(event.reason().name()).text(event.answer().map(Enum::name).orElse(null));
        timeline.int4(event.linkParticipantId()).nothing().nothing();
        raw(event.particulars());
    }

    private CopyRows begin(At at, long payment, String event) {
        return timeline.row().int8(payment).int8(at.number).time(at.timeNs).text(event);
    }

    private void raw(Bytes particulars) {
        if (particulars.length() == 0) {
            timeline.nothing().nothing();
            return;
        }
        byte[] bytes = particulars.toArray();
        timeline.bytea(bytes).bytea(sha256.digest(bytes));
    }

    /** What the payer's side and the QR code call a payment. */
    void names(long payment, Particulars particulars) {
        name(payment, "PAYER_REFERENCE", particulars.payer().reference());
        name(payment, "QR_REFERENCE", particulars.scan().qrReference());
        name(payment, "LOOKUP_REFERENCE", particulars.scan().lookUpReference());
        name(payment, "MERCHANT", particulars.payee().merchantId());
        name(payment, "PAYEE_NAME", particulars.payee().name());
    }

    /** What the scheme calls a payment in the answer that ended it. */
    void names(long payment, AnswerParticulars answer) {
        names(payment, "SCHEME_REFERENCE", answer);
    }

    /** What an answer calls it that did not end it: the one that does may call it otherwise. */
    void interimNames(long payment, AnswerParticulars answer) {
        names(payment, "INTERIM_REFERENCE", answer);
    }

    /**
     * What an answer that changed nothing calls it. The payment may have ended long before, and
     * what the scheme called it then stays what it is.
     */
    void recoveryNames(long payment, AnswerParticulars answer) {
        names(payment, "RECOVERY_REFERENCE", answer);
    }

    private void names(long payment, String kind, AnswerParticulars answer) {
        if (!answer.schemeReference().isEmpty()) {
            answeredNames.add(answer.schemeReference());
            answeredKinds.add(kind);
            answeredPayments.add(payment);
        }
    }

    private void name(long payment, String kind, String name) {
        if (!name.isEmpty()) {
            names.row().text(name).text(kind).int8(payment);
        }
    }

    void send(Connection connection) throws SQLException {
        timeline.send(connection);
        names.send(connection);
        if (!answeredNames.isEmpty()) {
            Sql.of(
                            ADD_ANSWERED_NAMES,
                            answeredNames,
                            answeredKinds,
                            new Sql.Longs(answeredPayments))
                    .execute(connection);
        }
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
