// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.korea;

import dev.naru.connectors.PartnerPlay;
import dev.naru.protocol.Particulars;
import dev.naru.simulators.SessionDesk;
import dev.naru.simulators.acquirer.AcquirerConduct;
import dev.naru.simulators.acquirer.AcquirerSettings;
import dev.naru.simulators.acquirer.KoreaAcquirer;
import dev.naru.simulators.acquirer.Shop;
import dev.naru.simulators.scheme.Outage;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;

/** The Korean acquirer's simulator, directed by the contract's words. */
final class KoreaPlay implements PartnerPlay {
    final KoreaAcquirer partner;
    final Shop shop = Shop.standard().getFirst();

    /** By this clock. */
    KoreaPlay(InstantSource clock) {
        partner =
                KoreaAcquirer.start(
                        AcquirerSettings.standard(0, URI.create("http://127.0.0.1:1"))
                                .withClock(clock));
    }

    @Override
    public void script(Conduct conduct) {
        partner.script(conduct(conduct));
    }

    private static AcquirerConduct conduct(Conduct conduct) {
        return switch (conduct) {
            case ACCEPT_IN_BODY -> AcquirerConduct.ACCEPT;
            case REJECT -> AcquirerConduct.REFUSE_LATER;
            case REJECT_IN_BODY -> AcquirerConduct.REFUSE;
            case BLOCK -> AcquirerConduct.FREEZE;
            case SILENT -> AcquirerConduct.SILENT;
            case LOST -> AcquirerConduct.LOST;
            case INTERIM_THEN_ACCEPT -> AcquirerConduct.INTERIM_THEN_ACCEPT;
            case ANSWER_TWICE -> AcquirerConduct.ACCEPT_TWICE;
            case LATE -> AcquirerConduct.LATE;
            case LATE_AFTER_DENIAL -> AcquirerConduct.LATE_AFTER_DENIAL;
            case ACCEPT_THEN_REJECT -> AcquirerConduct.ACCEPT_THEN_REFUSE;
            case REJECT_THEN_ACCEPT -> AcquirerConduct.REFUSE_THEN_ACCEPT;
            case WRONG_AMOUNT -> AcquirerConduct.WRONG_AMOUNT;
            case GARBAGE_IN_BODY -> AcquirerConduct.GARBAGE;
            case TRUNCATED_IN_BODY -> AcquirerConduct.TRUNCATED;
            case GARBAGE_CALLBACK -> AcquirerConduct.GARBAGE_RESULT;
            case DISCONNECT -> AcquirerConduct.DISCONNECT;
            case SLOW -> AcquirerConduct.SLOW;
            case UNAVAILABLE -> AcquirerConduct.UNAVAILABLE;
        };
    }

    @Override
    public void release() {
        partner.release();
    }

    @Override
    public void works(Working working) {
        partner.outage(working == Working.YES ? Outage.NONE : Outage.REFUSE);
    }

    @Override
    public SessionDesk session() {
        return partner.session();
    }

    @Override
    public int timesReceived(UUID paymentId) {
        return partner.timesReceived(paymentId);
    }

    @Override
    public long received() {
        return partner.requests();
    }

    @Override
    public long owedMinor() {
        return partner.owedWon();
    }

    @Override
    public long refusedAnswers() {
        return partner.refusedResults();
    }

    @Override
    public Particulars particulars() {
        return new Particulars(
                new Particulars.Payer("Budi Santoso", "ID-0071", "cus_7"),
                new Particulars.Payee(
                        shop.name(), shop.city(), shop.number(), shop.category(), shop.number()),
                new Particulars.Scan(shop.staticCode(), "", ""),
                "",
                "");
    }

    @Override
    public void close() {
        partner.close();
    }
}
