// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.List;
import java.util.Optional;

/**
 * Which links belong to which wallet, as seen on codes in shops. A host is compared as a whole: a
 * name that merely ends or begins like one of these belongs to somebody else.
 */
final class WalletLinks {
    /** A host of web links; its paths are the wallet's own. */
    private record Host(String name, Wallet wallet) {}

    private static final List<Host> HOSTS =
            List.of(
                    new Host("qr.alipay.com", Wallet.ALIPAY),
                    new Host("qr.95516.com", Wallet.UNIONPAY),
                    new Host("my.click.uz", Wallet.CLICK),
                    new Host("b.2u.uz", Wallet.UZBEK_2U));

    private WalletLinks() {}

    static Optional<Wallet> ofHost(String authority) {
        for (Host host : HOSTS) {
            if (Ascii.isSame(authority, host.name())) {
                return Optional.of(host.wallet());
            }
        }
        return Optional.empty();
    }

    /** Links of an app's own scheme. */
    static Optional<Presented> ofScheme(LinkParts link, Scanned scanned) {
        boolean toPay =
                switch (link.scheme()) {
                    case "wxp" -> !link.authority().isEmpty();
                    case "weixin" ->
                            Ascii.isSame(link.authority(), "wxpay")
                                    && link.path().equals("/bizpayurl");
                    default -> false;
                };
        boolean ofWeChat = link.scheme().equals("wxp") || link.scheme().equals("weixin");
        if (!ofWeChat) {
            return Optional.empty();
        }
        return Optional.of(
                toPay
                        ? new Presented.WalletLink(
                                scanned.text(), scanned.wrappings(), Wallet.WECHAT_PAY)
                        : scanned.refused(QrErrorCode.LINK_NOT_A_PAYMENT, 0, ""));
    }
}
