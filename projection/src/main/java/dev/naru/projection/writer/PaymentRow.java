// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.writer;

import dev.naru.protocol.Currency;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Particulars;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.Price;
import dev.naru.protocol.Route;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A payment that is not in the table yet; it goes there as it stands at the batch's end. */
final class PaymentRow {
    /** A time that was not reached. */
    static final long NEVER = Long.MIN_VALUE;

    static final String TABLE = "payments";
    static final String COLUMNS =
            "number,payment_id,participant_id,state,rejection,iso_reason,corridor_id,kind,"
                    + "source_group_id,fx_provider_id,destination_participant_id,"
                    + "destination_group_id,source_currency,destination_currency,rate_scaled,"
                    + "source_minor,provider_source_minor,payer_fee_minor,destination_minor,"
                    + "provider_destination_minor,payee_fee_minor,quote_id,payer_digest,"
                    + "evidence_reference,screening_score,initiated_at,held_until,reserved_at,"
                    + "dispatch_by,dispatched_at,in_doubt_at,ended_at,source_window,"
                    + "destination_window,payee_name,payee_city,chain_purposes,chain_debits,"
                    + "chain_credits,chain_amounts_minor";

    private final long number;
    private final PaymentId id;
    private final int participantId;
    private final long initiatedAtNs;
    private final Progress progress;
    private @Nullable Terms terms;
    private @Nullable Integer screeningScore;
    private long heldUntilNs = NEVER;
    private @Nullable Reservation reservation;
    private Optional<Particulars.Payee> payee = Optional.empty();

    PaymentRow(long number, PaymentId id, int participantId, long initiatedAtNs, String state) {
        this.number = number;
        this.id = id;
        this.participantId = participantId;
        this.initiatedAtNs = initiatedAtNs;
        this.progress = new Progress(state);
    }

    /** Between whom, how much, and by which quote. */
    record Terms(
            long quoteId,
            Route route,
            Price price,
            Digest payer,
            @Nullable Currency source,
            @Nullable Currency destination) {}

    /** The chain, and until when it waits to be sent. */
    record Reservation(Chain chain, long atNs, long dispatchByNs, long evidenceReference) {}

    /** What changes after a payment was first written. */
    static final class Progress {
        String state;
        @Nullable String rejection;
        String isoReason = "";
        long dispatchedAtNs = NEVER;
        long inDoubtAtNs = NEVER;
        long endedAtNs = NEVER;
        long sourceWindow;
        long destinationWindow;

        Progress(String state) {
            this.state = state;
        }
    }

    Progress progress() {
        return progress;
    }

    @Nullable Chain chain() {
        return reservation == null ? null : reservation.chain;
    }

    void agree(Terms agreed, Optional<Particulars> particulars) {
        terms = agreed;
        payee = particulars.map(Particulars::payee);
    }

    void hold(int score, long untilNs) {
        screeningScore = score;
        heldUntilNs = untilNs;
    }

    void reserve(Reservation made) {
        reservation = made;
        progress.state = "RESERVED";
    }

    void writeTo(CopyRows rows) {
        rows.row()
                .int8(number)
                .pair(id.high(), id.low())
                .int4(participantId)
                .text(progress.state)
                .text(progress.rejection)
                .text(progress.isoReason);
        writeTerms(rows);
        Reservation made = reservation;
        rows.int8OrNothing(made == null ? 0 : made.evidenceReference);
        if (screeningScore == null) {
            rows.nothing();
        } else {
            rows.int4(screeningScore);
        }
        rows.time(initiatedAtNs)
                .time(heldUntilNs)
                .time(made == null ? NEVER : made.atNs)
                .time(made == null ? NEVER : made.dispatchByNs)
                .time(progress.dispatchedAtNs)
                .time(progress.inDoubtAtNs)
                .time(progress.endedAtNs)
                .int8OrNothing(progress.sourceWindow)
                .int8OrNothing(progress.destinationWindow)
                .text(payee.map(Particulars.Payee::name).orElse(null))
                .text(payee.map(Particulars.Payee::city).orElse(null));
        if (made == null) {
            rows.nothing().nothing().nothing().nothing();
        } else {
            rows.texts(made.chain.purposes())
                    .int4s(made.chain.debits())
                    .int4s(made.chain.credits())
                    .int8s(made.chain.amountsMinor());
        }
    }

    private void writeTerms(CopyRows rows) {
        Terms known = terms;
        if (known == null) {
            for (int i = 0; i < 17; i++) {
                rows.nothing();
            }
            return;
        }
        Route route = known.route;
        rows.int4(route.corridorId())
                .text(route.kind().name())
                .int4(route.sourceGroupId())
                .int4(route.fxProviderId())
                .int4(route.destinationParticipantId())
                .int4(route.destinationGroupId())
                .text(known.source == null ? null : known.source.name())
                .text(known.destination == null ? null : known.destination.name());
        writePrice(rows, known.price);
        rows.int8(known.quoteId);
        if (known.payer.equals(Digest.NONE)) {
            rows.nothing();
        } else {
            rows.pair(known.payer.high(), known.payer.low());
        }
    }

    static void writePrice(CopyRows rows, Price price) {
        rows.int8(price.rate().scaled())
                .int8(price.sourceMinor())
                .int8(price.providerSourceMinor())
                .int8(price.payerFeeMinor())
                .int8(price.destinationMinor())
                .int8(price.providerDestinationMinor())
                .int8(price.payeeFeeMinor());
    }
}
