// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.matrix;

import dev.naru.connectors.MachineHub;
import dev.naru.connectors.SchemeConnector;
import dev.naru.connectors.sandbox.FaultLine;
import dev.naru.connectors.scheme.LinkSettings;
import dev.naru.connectors.scheme.indonesia.IndonesiaConnector;
import dev.naru.connectors.scheme.indonesia.IndonesiaSettings;
import dev.naru.connectors.scheme.korea.KoreaConnector;
import dev.naru.connectors.scheme.korea.KoreaSettings;
import dev.naru.protocol.NotFoundRule;
import dev.naru.protocol.Particulars;
import dev.naru.simulators.acquirer.AcquirerConduct;
import dev.naru.simulators.acquirer.AcquirerSettings;
import dev.naru.simulators.acquirer.KoreaAcquirer;
import dev.naru.simulators.acquirer.Shop;
import dev.naru.simulators.scheme.Behaviour;
import dev.naru.simulators.scheme.IndonesiaSwitch;
import dev.naru.simulators.scheme.Match;
import dev.naru.simulators.scheme.Merchant;
import dev.naru.simulators.scheme.MerchantDirectory;
import dev.naru.simulators.scheme.SwitchSettings;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Which way a payment of the matrix goes, with the other side that takes it. */
enum Way {
    /** To Indonesia's switch. */
    OUTBOUND(MachineHub.Direction.OUTBOUND, "KR-ID-QRIS") {
        @Override
        OtherSide open(InstantSource clock) {
            IndonesiaSwitch played =
                    IndonesiaSwitch.start(SwitchSettings.standard(0, NOWHERE).withClock(clock));
            Merchant merchant = MerchantDirectory.standard().all().getFirst();
            return new OtherSide(
                    played.address(),
                    new Particulars(
                            new Particulars.Payer("Kim Naru", "110-234-567890", "cus_1"),
                            new Particulars.Payee(
                                    merchant.name(), merchant.city(), merchant.pan(), "", ""),
                            new Particulars.Scan("", "", ""),
                            "",
                            ""),
                    played::callback,
                    manner ->
                            played.script(
                                    Match.next(1),
                                    switch (manner) {
                                        case TELL -> new Behaviour.Accept();
                                        case BE_SILENT -> new Behaviour.Silent();
                                        case CONTRADICT -> new Behaviour.AcceptThenReject();
                                        case WAIT, DENY ->
                                                throw new IllegalArgumentException(
                                                        "the switch takes no cancels");
                                    }),
                    played::owedMinor,
                    played::release,
                    played::close);
        }

        // "Not found" must end it in the end: nothing is cancelled on this link.
        @Override
        List<NotFoundRule> rules() {
            return List.of(NotFoundRule.ENDS_AFTER_DEADLINE);
        }

        @Override
        SchemeConnector connect(LinkSettings settings, URI partner, int port, MachineHub hub) {
            return IndonesiaConnector.start(
                    IndonesiaSettings.standard(settings, partner, port),
                    hub,
                    hub.events(),
                    FaultLine.NONE);
        }

        @Override
        boolean isEnquiry(String message) {
            return message.contains("pacs.028");
        }

        @Override
        boolean isCancel(String message) {
            return false;
        }

        @Override
        String contradiction(String answer) {
            return answer.replaceFirst("ACCC|ACSC", "RJCT");
        }

        @Override
        boolean isPayment(String message) {
            return message.contains("pacs.008.001.08\"><FIToFICstmrCdtTrf");
        }
    },

    /** To a Korean acquirer. */
    INBOUND(MachineHub.Direction.INBOUND, "ID-KR-EMV") {
        @Override
        OtherSide open(InstantSource clock) {
            KoreaAcquirer played =
                    KoreaAcquirer.start(AcquirerSettings.standard(0, NOWHERE).withClock(clock));
            Shop shop = played.shops().getFirst();
            return new OtherSide(
                    played.address(),
                    new Particulars(
                            new Particulars.Payer("Budi Santoso", "ID-0071", "cus_7"),
                            new Particulars.Payee(shop.name(), shop.city(), shop.number(), "", ""),
                            new Particulars.Scan("", "", ""),
                            "",
                            ""),
                    played::callback,
                    manner ->
                            played.script(
                                    switch (manner) {
                                        case TELL -> AcquirerConduct.ACCEPT_LATER;
                                        case BE_SILENT -> AcquirerConduct.SILENT;
                                        case CONTRADICT -> AcquirerConduct.ACCEPT_THEN_REFUSE;
                                        case WAIT -> AcquirerConduct.WAIT;
                                        case DENY -> AcquirerConduct.LATE;
                                    }),
                    played::owedWon,
                    played::release,
                    played::close);
        }

        // A confirmed cancel ends it, whatever "not found" means in its corridor.
        @Override
        List<NotFoundRule> rules() {
            return List.of(NotFoundRule.values());
        }

        @Override
        SchemeConnector connect(LinkSettings settings, URI partner, int port, MachineHub hub) {
            return KoreaConnector.start(
                    KoreaSettings.standard(settings, partner, port),
                    hub,
                    hub.events(),
                    FaultLine.NONE);
        }

        @Override
        boolean isEnquiry(String message) {
            return message.startsWith("GET /v1/payments/");
        }

        @Override
        boolean isCancel(String message) {
            return message.startsWith("POST /v1/payments/") && message.contains("/cancel\n");
        }

        @Override
        String contradiction(String answer) {
            return answer.contains("CANCELLED")
                    ? answer.replace("CANCELLED", "PAID")
                    : answer.replace("PAID", "REFUSED");
        }

        @Override
        boolean isPayment(String message) {
            return message.startsWith("POST /v1/payments\n");
        }
    };

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private final MachineHub.Direction direction;
    private final String corridor;

    Way(MachineHub.Direction direction, String corridor) {
        this.direction = direction;
        this.corridor = corridor;
    }

    /** What the corridor of its payments is called in the sandbox. */
    String corridor() {
        return corridor;
    }

    MachineHub.Direction direction() {
        return direction;
    }

    abstract OtherSide open(InstantSource clock);

    abstract SchemeConnector connect(LinkSettings settings, URI partner, int port, MachineHub hub);

    /** Where a connector takes what comes unasked. */
    static int listenPort(SchemeConnector connector) {
        return switch (connector) {
            case IndonesiaConnector indonesia -> indonesia.listenPort();
            case KoreaConnector korea -> korea.listenPort();
            default -> throw new IllegalArgumentException("a connector of the matrix");
        };
    }

    abstract boolean isPayment(String message);

    abstract boolean isEnquiry(String message);

    abstract boolean isCancel(String message);

    /** What "not found" may mean where every payment shall end without a person. */
    abstract List<NotFoundRule> rules();

    /** What one would say that had rejected what it accepted, or paid what it cancelled. */
    abstract String contradiction(String answer);

    /** What the other side does with the payment. */
    enum Manner {
        /** It takes it and tells so later. */
        TELL,
        /** It takes it, and only whoever asks hears of it. */
        BE_SILENT,
        /** It takes it, tells so, and then tells that it refused. */
        CONTRADICT,
        /** The customer stands at the terminal, and a cancel is confirmed. */
        WAIT,
        /** A cancel is denied, and it pays when it is released. */
        DENY
    }

    /** The other side of a link, played. */
    record OtherSide(
            URI address,
            Particulars particulars,
            Consumer<URI> callback,
            Consumer<Manner> manner,
            LongSupplier owedMinor,
            Runnable release,
            Runnable end) {}
}
