// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whom a KHQR code pays.
 *
 * @param account the account at the national system, {@code name@bank}
 * @param number of a person (29) the account or number behind it, of a merchant (30) its id
 * @param acquiringBank the bank's name
 * @param kind a person's or a merchant's
 * @param createdAtMs when the code was made, milliseconds since 1970, where 99 says it
 * @param expiresAtMs when it ends; this library has no clock, whoever pays compares
 */
public record KhqrAccount(
        String account,
        Optional<String> number,
        Optional<String> acquiringBank,
        Kind kind,
        OptionalLong createdAtMs,
        OptionalLong expiresAtMs) {
    /** Whose account it is. */
    public enum Kind {
        /** In 29. */
        INDIVIDUAL(29),
        /** In 30. */
        MERCHANT(30);

        private final int tag;

        Kind(int tag) {
            this.tag = tag;
        }
    }

    static final int NUMBER = 1;
    static final int ACQUIRING_BANK = 2;
    static final int TIMES = 99;
    static final int CREATED = 0;
    static final int EXPIRES = 1;
    private static final int MILLISECONDS = 13;

    static KhqrAccount of(
            MerchantAccount account, Optional<String> created, Optional<String> expires) {
        return new KhqrAccount(
                account.identifier().orElse(""),
                account.field(NUMBER),
                account.field(ACQUIRING_BANK),
                account.tag() == Kind.INDIVIDUAL.tag ? Kind.INDIVIDUAL : Kind.MERCHANT,
                milliseconds(created),
                milliseconds(expires));
    }

    /** Banks put other things there as well; only thirteen digits are a time. */
    private static OptionalLong milliseconds(Optional<String> text) {
        return text.filter(digits -> digits.length() == MILLISECONDS)
                .filter(digits -> digits.chars().allMatch(c -> c >= '0' && c <= '9'))
                .map(digits -> OptionalLong.of(Long.parseLong(digits)))
                .orElse(OptionalLong.empty());
    }

    /** The account field of a code to be minted. */
    public static QrObject account(Kind kind, String account, String number, String acquiringBank) {
        return QrObject.template(
                kind.tag,
                QrObject.value(Tags.IDENTIFIER, account),
                QrObject.value(NUMBER, number),
                QrObject.value(ACQUIRING_BANK, acquiringBank));
    }

    /** The field of a dynamic code to be minted that says when it was made and when it ends. */
    public static QrObject times(long createdAtMs, long expiresAtMs) {
        return QrObject.template(
                TIMES,
                QrObject.value(CREATED, Long.toString(createdAtMs)),
                QrObject.value(EXPIRES, Long.toString(expiresAtMs)));
    }

    /** Without the account, which may be a person's. */
    @Override
    public String toString() {
        return "KhqrAccount[" + kind + ", expiresAtMs=" + expiresAtMs + "]";
    }
}
