// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.qr;

import dev.naru.qr.Presented;
import dev.naru.qr.QrError;

/** Why a code is refused, for a person. */
record Sentences(String english, String korean) {
    /** What the thing is says more than that it is no payment code. */
    static Sentences of(Presented presented, QrError error) {
        return presented instanceof Presented.NotPayment other
                ? new Sentences(other.kind().english(), other.kind().korean())
                : new Sentences(error.english(), error.korean());
    }
}
