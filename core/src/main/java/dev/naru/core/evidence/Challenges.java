// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.evidence;

import dev.naru.core.memory.KeyHash;
import dev.naru.core.memory.KeyedQueue;
import dev.naru.core.memory.Shares;
import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.ChallengeState;
import dev.naru.protocol.ChallengeTerms;
import dev.naru.protocol.ChallengedPayment;
import dev.naru.protocol.Digest;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.RequestId;
import dev.naru.protocol.TapVerdict;
import java.util.Optional;

/**
 * The challenges of the last minutes, in the order in which they were issued. Each is forgotten
 * when nothing can come of it any more.
 */
final class Challenges {
    /** No challenge. */
    static final long MISSING = 0;

    private static final int PAYER = 0;
    private static final int CARD = 16;
    private static final int DEVICE = 32;
    private static final int TRANSACTION = 48;
    private static final int PAYMENT_ID = 64;
    private static final int PAYEE = 80;
    private static final int DEBIT = 96;
    private static final int GROUP = 104;
    private static final int ISSUED_AT = 112;
    private static final int UNTIL = 120;
    private static final int PURPOSE = 128;
    private static final int STATE = 136;
    private static final int VERDICT = 144;
    private static final int OWN_BYTES = 152;

    /**
     * By which request it was used: what is for no payment has the place of a payment's id free, so
     * that the snapshot keeps its form.
     */
    private static final int USED_BY = PAYMENT_ID;

    private static final int LANE = 0;

    /** A tap, a verdict and the use, each at the last moment, end before. */
    private static final long KEPT_NS =
            Challenge.MOST_TAP_NS + Challenge.VERIFYING_NS + Challenge.EVIDENCE_NS + 1;

    private static final ChallengePurpose[] PURPOSES = ChallengePurpose.values();
    private static final ChallengeState[] STATES = ChallengeState.values();
    private static final TapVerdict[] VERDICTS = TapVerdict.values();

    private final KeyedQueue records;
    private final Shares shares;

    Challenges(int limit, KeyHash keyHash) {
        records = new KeyedQueue(OWN_BYTES, limit, KeyedQueue.Order.single(keyHash));
        shares = new Shares(limit);
    }

    /** The number of the challenge that this request got, or {@link #MISSING}. */
    long find(int participantId, RequestId id) {
        return records.find(participantId, id.high(), id.low()) + 1;
    }

    /** Whether there is a challenge with this number. */
    boolean isKnown(long number) {
        return records.contains(number - 1);
    }

    /** Whether a participant has a challenge with this number. */
    boolean has(int participantId, long number) {
        return isKnown(number) && records.scope(number - 1) == participantId;
    }

    /**
     * Whether a participant can have another; of its share those count until they are forgotten.
     */
    boolean hasRoom(int participantId, long nowNs) {
        return shares.hasRoomFor(participantId, 1) && (!records.isFull() || isOldestOver(nowNs));
    }

    /** Adds one that waits for a tap. There must be room. */
    long add(int participantId, RequestId id, ChallengeTerms terms, long nowNs, long untilNs) {
        // Two for each that begins: what is over goes away soon, and nobody waits for it.
        for (int i = 0; i < 2 && isOldestOver(nowNs); i++) {
            shares.giveBack(records.scope(records.oldest(LANE)));
            records.removeOldest(LANE);
        }
        shares.take(participantId);
        long at = records.add(participantId, id.high(), id.low());
        put(at, PAYER, terms.payer());
        put(at, CARD, terms.card());
        put(at, DEVICE, terms.device());
        put(at, TRANSACTION, terms.transaction());
        if (terms.payment().isPresent()) {
            ChallengedPayment payment = terms.payment().get();
            records.putLong(at, PAYMENT_ID, payment.paymentId().high());
            records.putLong(at, PAYMENT_ID + Long.BYTES, payment.paymentId().low());
            put(at, PAYEE, payment.payee());
            records.putLong(at, DEBIT, payment.debitMinor());
            records.putLong(at, GROUP, payment.sourceGroupId());
        }
        records.putLong(at, PURPOSE, terms.purpose().ordinal());
        records.putLong(at, ISSUED_AT, nowNs);
        long number = at + 1;
        advance(number, ChallengeState.ISSUED, untilNs);
        return number;
    }

    ChallengeState state(long number) {
        return STATES[(int) records.getLong(number - 1, STATE)];
    }

    /** Whether what its state awaits has not come in time. */
    boolean isOver(long number, long nowNs) {
        return nowNs >= records.getLong(number - 1, UNTIL);
    }

    void advance(long number, ChallengeState state, long untilNs) {
        records.putLong(number - 1, STATE, state.ordinal());
        records.putLong(number - 1, UNTIL, untilNs);
    }

    /** It is judged for good. */
    void judge(long number, TapVerdict verdict, long untilNs) {
        records.putLong(number - 1, VERDICT, verdict.ordinal() + 1L);
        boolean isProved = verdict == TapVerdict.VERIFIED;
        advance(number, isProved ? ChallengeState.VERIFIED : ChallengeState.REJECTED, untilNs);
    }

    /**
     * It is used up.
     *
     * @param by which request; {@link RequestId#NONE} for the payment that it is for
     */
    void use(long number, RequestId by, long nowNs) {
        advance(number, ChallengeState.USED, nowNs);
        if (!isForPayment(number)) {
            records.putLong(number - 1, USED_BY, by.high());
            records.putLong(number - 1, USED_BY + Long.BYTES, by.low());
        }
    }

    /** Whether it was used up by this request, and by no payment. */
    boolean isUsedBy(long number, RequestId id) {
        return state(number) == ChallengeState.USED
                && !isForPayment(number)
                && records.getLong(number - 1, USED_BY) == id.high()
                && records.getLong(number - 1, USED_BY + Long.BYTES) == id.low();
    }

    private boolean isForPayment(long number) {
        return records.getLong(number - 1, PURPOSE) == ChallengePurpose.PAYMENT.ordinal();
    }

    ChallengeTerms terms(long number) {
        long at = number - 1;
        ChallengePurpose purpose = PURPOSES[(int) records.getLong(at, PURPOSE)];
        return new ChallengeTerms(
                purpose,
                get(at, PAYER),
                get(at, CARD),
                get(at, DEVICE),
                get(at, TRANSACTION),
                purpose == ChallengePurpose.PAYMENT
                        ? Optional.of(
                                new ChallengedPayment(
                                        new PaymentId(
                                                records.getLong(at, PAYMENT_ID),
                                                records.getLong(at, PAYMENT_ID + Long.BYTES)),
                                        (int) records.getLong(at, GROUP),
                                        records.getLong(at, DEBIT),
                                        get(at, PAYEE)))
                        : Optional.empty());
    }

    Challenge describe(long number) {
        long at = number - 1;
        int verdict = (int) records.getLong(at, VERDICT);
        return new Challenge(
                number,
                new RequestId(records.high(at), records.low(at)),
                records.scope(at),
                terms(number),
                state(number),
                records.getLong(at, UNTIL),
                verdict == 0 ? Optional.empty() : Optional.of(VERDICTS[verdict - 1]));
    }

    void write(SnapshotWriter out) {
        records.write(out);
    }

    void read(SnapshotReader in) {
        records.read(in);
        records.forEach(at -> shares.take(records.scope(at)));
    }

    private boolean isOldestOver(long nowNs) {
        return !records.isEmpty(LANE)
                && nowNs >= records.getLong(records.oldest(LANE), ISSUED_AT) + KEPT_NS;
    }

    private Digest get(long at, int field) {
        return new Digest(records.getLong(at, field), records.getLong(at, field + Long.BYTES));
    }

    private void put(long at, int field, Digest digest) {
        records.putLong(at, field, digest.high());
        records.putLong(at, field + Long.BYTES, digest.low());
    }
}
