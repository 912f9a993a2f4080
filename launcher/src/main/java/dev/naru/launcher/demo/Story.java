// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import java.math.BigDecimal;
import java.util.concurrent.TimeoutException;

/** The demo's acts, in order. */
public final class Story {
    /**
     * Middle rates near those that the FX providers' prices walk around, and what cards usually
     * take.
     */
    private static final Comparison CARD =
            new Comparison(
                    new BigDecimal("0.0000613"),
                    new BigDecimal("1462"),
                    new BigDecimal("1.0"),
                    new BigDecimal("1.0"));

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
        new OutboundAct(sandbox, verdicts, CARD).play();
        headroom.check();
        new RefusalsAct(sandbox, verdicts, stage.gateway()).play();
        headroom.check();
        new MisbehaviourAct(sandbox, verdicts).play();
        headroom.check();
        new CrashAct(sandbox, verdicts).play();
        headroom.check();
        new LedgerAct(sandbox, verdicts).play();
    }
}
