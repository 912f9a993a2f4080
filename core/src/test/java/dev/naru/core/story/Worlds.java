// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.story;

/** Beginnings that many stories share. */
public final class Worlds {
    /**
     * A Korean bank and an e-money issuer, an Indonesian switch, two FX providers and the operator;
     * one corridor that the hub converts for and one that the partner does.
     */
    public static final String KOREA_TO_INDONESIA =
            """
            0 | participant 1 BANK   MEMBER         kinds=QR_PURCHASE,REMITTANCE
            0 | participant 2 EMI    MEMBER         kinds=QR_PURCHASE
            0 | participant 3 FXA    FX_PROVIDER
            0 | participant 4 FXB    FX_PROVIDER
            0 | participant 5 SWITCH PARTNER_SWITCH kinds=QR_PURCHASE
            0 | participant 6 HUB    OPERATOR
            0 | group 1 KRW KRW offset=540
            0 | group 2 IDR IDR offset=420
            0 | headroom BANK   KRW NET_CAP   cap=100000
            0 | headroom EMI    KRW PREFUNDED
            0 | headroom FXA    KRW NET_CAP   cap=0
            0 | headroom FXB    KRW NET_CAP   cap=0
            0 | headroom SWITCH KRW PREFUNDED
            0 | headroom HUB    KRW NET_CAP   cap=0
            0 | headroom FXA    IDR PREFUNDED
            0 | headroom FXB    IDR PREFUNDED
            0 | headroom SWITCH IDR NET_CAP   cap=0
            0 | fund f1 FXA    IDR 1000000.00
            0 | fund f2 FXB    IDR  500000.00
            0 | fund f3 EMI    KRW   20000
            0 | fund f4 SWITCH KRW   30000
            0 | corridor 1 KR-ID  KRW IDR SWITCH HUB     fee=50
            0 | corridor 2 PH-KR  KRW KRW BANK   PARTNER payeefee=10
            0 | rate FXA KRW/IDR 0.089514
            0 | rate FXB KRW/IDR 0.0896
            """;

    private Worlds() {}

    /** A payer of BANK, kim, enrols a card and by it a device, and a day goes by. */
    public static final String CARD_AND_DEVICE =
            """
            1 | challenge c1 CARD_ENROLMENT
            2 | take c1
            3 | tap c1 at=7
            4 | challenge c2 DEVICE_ENROLMENT
            5 | take c2
            6 | tap c2 at=8 device=3
            86410 | rate FXA KRW/IDR 0.089514
            """;
}
