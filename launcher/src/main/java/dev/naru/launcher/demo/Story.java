// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import java.util.concurrent.TimeoutException;

/** The demo's acts, in order. */
public final class Story {
    private final Stage stage;
    private final Verdicts verdicts;

    /** Plays on this stage. */
    public Story(Stage stage, Verdicts verdicts) {
        this.stage = stage;
        this.verdicts = verdicts;
    }

    /** Plays everything. */
    public void play() throws InterruptedException, TimeoutException {
        Sandbox sandbox = stage.sandbox();
        Headroom headroom = new Headroom(sandbox.operator(), verdicts);
        new OutboundAct(sandbox, verdicts, Comparison.read()).play();
        headroom.check();
        new RefusalsAct(sandbox, verdicts, stage.gateway()).play();
        headroom.check();
        new MisbehaviourAct(sandbox, verdicts).play();
        headroom.check();
        new CrashAct(sandbox, verdicts).play();
        headroom.check();
        new InboundAct(sandbox, verdicts).play();
        headroom.check();
        new FundingAct(sandbox, verdicts).play();
        headroom.check();
        new WebhooksAct(sandbox, verdicts).play();
        headroom.check();
        new TapAct(sandbox, verdicts, stage.telephones()).play();
        headroom.check();
        new LedgerAct(sandbox, verdicts).play();
        new SearchAct(sandbox, verdicts, stage.configurationFile()).play();
    }
}
