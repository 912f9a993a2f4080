// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.iso20022;

import dev.naru.simulators.acquirer.AcquirerConduct;
import dev.naru.simulators.wire.FaultyWire.Fault;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One payment from abroad of the matrix.
 *
 * @param moment when the wire lets go what it holds back
 * @param contradiction what a second message says otherwise
 * @param remedy what the partner does when it has heard no end
 * @param end what the acquirer makes of it
 */
record MatrixCell(
        Step step,
        Fault fault,
        Moment moment,
        Contradiction contradiction,
        Remedy remedy,
        End end) {

    /** What a fault happens to: a message of the partner's, or the answer to it. */
    enum Step {
        /** Who is behind this code? */
        QUESTION("IdVrfctnReq"),
        /** Pay this. */
        ORDER("FIToFICstmrCdtTrf"),
        /** What became of it? */
        ENQUIRY("FIToFIPmtStsReq");

        private final String root;

        Step(String root) {
            this.root = root;
        }

        boolean isMessage(String text) {
            return text.contains("<" + root);
        }
    }

    /** When what is held back goes on. */
    enum Moment {
        /** After the partner's timer, and after what it sends then. */
        IN_TIME,
        /** After the payment's last moment to be executed. */
        TOO_LATE
    }

    /** What a message in the true one's name says otherwise. */
    enum Contradiction {
        NOTHING(""),
        AMOUNT(">" + MatrixWorld.WON + "<"),
        PAYEE(MatrixWorld.SHOP.number()),
        CODE(MatrixWorld.SHOP.staticCode()),
        PAYER("6281200007711"),
        ACCEPTED("(?<=<AccptncDtTm>)[^<]+"),
        UETR("(?<=<OrgnlUETR>)[^<]+");

        private final Pattern said;

        Contradiction(String said) {
            this.said = Pattern.compile(said);
        }

        boolean isOf(Step step) {
            return switch (this) {
                case NOTHING -> false;
                case CODE -> step == Step.QUESTION;
                case AMOUNT, PAYEE, PAYER, ACCEPTED -> step == Step.ORDER;
                case UETR -> step == Step.ENQUIRY;
            };
        }

        /** A message that keeps all rules but this one: that one name means one thing. */
        String contradict(String text) {
            Matcher found = said.matcher(text);
            if (!found.find()) {
                throw new AssertionError(this + " is not in " + text);
            }
            return found.replaceAll(
                    match ->
                            switch (this) {
                                case NOTHING -> match.group();
                                case AMOUNT -> ">" + MatrixWorld.OTHER_WON + "<";
                                case PAYEE -> MatrixWorld.OTHER_SHOP.number();
                                case CODE -> MatrixWorld.OTHER_SHOP.staticCode();
                                case PAYER -> "6281200007712";
                                case ACCEPTED ->
                                        OffsetDateTime.parse(match.group())
                                                .minus(Duration.ofSeconds(1))
                                                .toString();
                                case UETR -> UUID.randomUUID().toString();
                            });
        }
    }

    /** What a partner does that has heard no end when its timer is over. */
    enum Remedy {
        /** It sends the same order again. */
        REPEAT,
        /** It asks. */
        ASK
    }

    /** How a payment ends that comes in its time. */
    enum End {
        PAID(AcquirerConduct.ACCEPT_LATER, "ACCC"),
        REFUSED(AcquirerConduct.REFUSE, "RJCT"),
        FROZEN(AcquirerConduct.FREEZE, "BLCK"),
        /** In doubt, and a cancel is confirmed. */
        CANCELLED(AcquirerConduct.WAIT, "RJCT"),
        /** In doubt for long, no cancel is confirmed, and it is paid after all. */
        PAID_LATE(AcquirerConduct.LATE, "ACCC");

        private final AcquirerConduct conduct;
        private final String status;

        End(AcquirerConduct conduct, String status) {
            this.conduct = conduct;
            this.status = status;
        }

        AcquirerConduct conduct() {
            return conduct;
        }

        /** In pacs.002. */
        String status() {
            return status;
        }

        /** Whether it comes while the partner waits for the answer to its order. */
        boolean isAtOnce() {
            return switch (this) {
                case PAID, REFUSED, FROZEN -> true;
                case CANCELLED, PAID_LATE -> false;
            };
        }
    }

    /** Whether an order comes in its time. */
    enum Coming {
        COMES,
        DOES_NOT,
        NOBODY_KNOWS
    }

    /** All that can happen. */
    static List<MatrixCell> all() {
        List<MatrixCell> cells = new ArrayList<>();
        for (Step step : Step.values()) {
            for (Fault fault : Fault.values()) {
                for (Moment moment : Moment.values()) {
                    for (Contradiction contradiction : Contradiction.values()) {
                        for (Remedy remedy : Remedy.values()) {
                            for (End end : End.values()) {
                                cells.add(
                                        new MatrixCell(
                                                step, fault, moment, contradiction, remedy, end));
                            }
                        }
                    }
                }
            }
        }
        return cells.stream().filter(MatrixCell::isPossible).toList();
    }

    private boolean isPossible() {
        return isOfTheFault() && isOfTheStep();
    }

    private boolean isOfTheFault() {
        // An answer is the hub's, which remembers what it said; and who else could write one
        // could write a first one as well.
        boolean isOfAnAnswer = fault == Fault.CONTRADICTION;
        boolean saysWhat =
                fault.isOtherMessage()
                        ? contradiction.isOf(step)
                        : contradiction == Contradiction.NOTHING;
        return !isOfAnAnswer && saysWhat && (moment == Moment.IN_TIME || fault.isHolding());
    }

    private boolean isOfTheStep() {
        return switch (step) {
            // No payment is under way yet, so nothing of it can be asked, and one end is enough.
            case QUESTION -> remedy == Remedy.REPEAT && end == End.PAID;
            case ORDER, ENQUIRY -> true;
        };
    }

    /** Whether any order comes in its time, where the partner does what it does. */
    Coming coming() {
        if (step != Step.ORDER || remedy == Remedy.REPEAT) {
            return Coming.COMES;
        }
        return switch (fault) {
            case NONE,
                    DELAY,
                    DUPLICATE,
                    TWINS,
                    GARBAGE,
                    DISCONNECT,
                    CONTRADICTION,
                    CONTRADICTED,
                    FORESTALLED ->
                    Coming.COMES;
            case REORDER -> moment == Moment.IN_TIME ? Coming.COMES : Coming.DOES_NOT;
            case LOSS, GARBLED, CUT, MISTYPED, BROKEN_OFF -> Coming.DOES_NOT;
            case HUNG_UP -> Coming.NOBODY_KNOWS;
        };
    }

    /** Whole won that are paid where it is paid: who comes first counts. */
    long won() {
        return fault == Fault.FORESTALLED && contradiction == Contradiction.AMOUNT
                ? MatrixWorld.OTHER_WON
                : MatrixWorld.WON;
    }
}
