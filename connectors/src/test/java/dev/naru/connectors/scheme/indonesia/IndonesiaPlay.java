// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.indonesia;

import dev.naru.connectors.PartnerPlay;
import dev.naru.protocol.Particulars;
import dev.naru.simulators.SessionDesk;
import dev.naru.simulators.scheme.Behaviour;
import dev.naru.simulators.scheme.IndonesiaSwitch;
import dev.naru.simulators.scheme.Match;
import dev.naru.simulators.scheme.Merchant;
import dev.naru.simulators.scheme.MerchantDirectory;
import dev.naru.simulators.scheme.Outage;
import dev.naru.simulators.scheme.SwitchSettings;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/** Indonesia's simulator, directed by the contract's words. */
final class IndonesiaPlay implements PartnerPlay {
    final IndonesiaSwitch partner;
    final Merchant merchant = MerchantDirectory.standard().all().getFirst();

    /** By this clock. */
    IndonesiaPlay(InstantSource clock) {
        partner =
                IndonesiaSwitch.start(
                        SwitchSettings.standard(0, URI.create("http://127.0.0.1:1"))
                                .withClock(clock));
    }

    @Override
    public void script(Conduct conduct) {
        partner.script(Match.next(1), behaviour(conduct));
    }

    private static Behaviour behaviour(Conduct conduct) {
        return switch (conduct) {
            case ACCEPT_IN_BODY -> new Behaviour.AcceptInBody();
            case REJECT -> new Behaviour.Reject("AC04");
            case REJECT_IN_BODY -> new Behaviour.RejectInBody("AC04");
            case BLOCK -> new Behaviour.Block("RR03");
            case SILENT -> new Behaviour.Silent();
            case LOST -> new Behaviour.Lost();
            case INTERIM_THEN_ACCEPT -> new Behaviour.InterimThenAccept("PDNG");
            case ANSWER_TWICE -> new Behaviour.AnswerTwice();
            case LATE -> new Behaviour.Late();
            case LATE_AFTER_DENIAL -> new Behaviour.LateAfterDenial();
            case ACCEPT_THEN_REJECT -> new Behaviour.AcceptThenReject();
            case REJECT_THEN_ACCEPT -> new Behaviour.RejectThenAccept();
            case WRONG_AMOUNT -> new Behaviour.WrongAmount(1);
            case GARBAGE_IN_BODY -> new Behaviour.GarbageInBody();
            case TRUNCATED_IN_BODY -> new Behaviour.TruncatedInBody();
            case GARBAGE_CALLBACK -> new Behaviour.GarbageCallback();
            case DISCONNECT -> new Behaviour.Disconnect();
            case SLOW -> new Behaviour.Slow(Duration.ofMillis(100));
            case UNAVAILABLE -> new Behaviour.Unavailable();
        };
    }

    @Override
    public void release() {
        partner.release();
    }

    @Override
    public void works(Working working) {
        partner.paymentOutage(working == Working.YES ? Outage.NONE : Outage.REFUSE);
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
        return partner.transfers();
    }

    @Override
    public long owedMinor() {
        return partner.owedMinor();
    }

    @Override
    public long refusedAnswers() {
        return partner.refusedCallbacks();
    }

    @Override
    public Particulars particulars() {
        return new Particulars(
                new Particulars.Payer("Kim Naru", "110-234-567890", "cus_1"),
                new Particulars.Payee(
                        merchant.name(),
                        merchant.city(),
                        merchant.pan(),
                        merchant.category(),
                        merchant.nmid()),
                new Particulars.Scan(merchant.staticCode(), "", ""),
                "",
                "");
    }

    @Override
    public void close() {
        partner.close();
    }
}
