// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody held up to a camera: a merchant's code, a payer's code, a link, a number, something
 * that is not for paying, or a text that is refused. None of them is ever an exception. No answer's
 * {@code toString} shows the text, which may be a payer's card or a person's account.
 */
public sealed interface Presented
        permits ConsumerCode,
                TwqrLink,
                UpiLink,
                Presented.Merchant,
                Presented.WalletLink,
                Presented.WalletBarcode,
                Presented.NotPayment,
                Presented.Refused {
    /** Exactly the text that was scanned, to be kept and passed on. */
    String text();

    /** What stood around the code itself and was looked through. */
    Set<Wrapping> wrappings();

    /**
     * A merchant-presented EMVCo code.
     *
     * @param text exactly what was scanned
     * @param wrappings what was looked through to find the code
     * @param code the code; its own text is the EMVCo text that was found
     */
    record Merchant(String text, Set<Wrapping> wrappings, MerchantCode code) implements Presented {
        /** Copies the set. */
        public Merchant {
            wrappings = Set.copyOf(wrappings);
        }

        @Override
        public String toString() {
            return "Merchant[" + wrappings + ", " + code + "]";
        }
    }

    /**
     * A link of a wallet, which only that wallet can read. It was recognised by its host or scheme
     * alone and was not fetched, which nobody but the wallet's own app should ever do.
     *
     * @param text exactly what was scanned
     * @param wrappings what was looked through
     * @param wallet whose link it is
     */
    record WalletLink(String text, Set<Wrapping> wrappings, Wallet wallet) implements Presented {
        /** Copies the set. */
        public WalletLink {
            wrappings = Set.copyOf(wrappings);
        }

        @Override
        public String toString() {
            return "WalletLink[" + wallet + "]";
        }
    }

    /**
     * A number that a payer's wallet shows as a barcode, good for one payment and for a minute.
     *
     * @param text exactly what was scanned
     * @param wrappings what was looked through
     * @param candidates the ranges of numbers that it lies in, the most particular one first
     */
    record WalletBarcode(String text, Set<Wrapping> wrappings, List<BarcodeRange> candidates)
            implements Presented {
        /** Copies the set and the list. */
        public WalletBarcode {
            wrappings = Set.copyOf(wrappings);
            candidates = List.copyOf(candidates);
        }

        /** Whose number it is; empty when two wallets have an equal claim. */
        public Optional<Wallet> wallet() {
            return BarcodeTable.winner(candidates);
        }

        @Override
        public String toString() {
            return "WalletBarcode[" + candidates + "]";
        }
    }

    /**
     * Something that is scanned like a payment code and is none.
     *
     * @param text exactly what was scanned
     * @param wrappings what was looked through
     * @param kind what it is
     */
    record NotPayment(String text, Set<Wrapping> wrappings, NonPayment kind) implements Presented {
        /** Copies the set. */
        public NotPayment {
            wrappings = Set.copyOf(wrappings);
        }

        @Override
        public String toString() {
            return "NotPayment[" + kind + "]";
        }
    }

    /**
     * The text was refused.
     *
     * @param text exactly what was scanned
     * @param error the first thing that is wrong; its offset counts in {@code text}
     */
    record Refused(String text, QrError error) implements Presented {
        @Override
        public Set<Wrapping> wrappings() {
            return Set.of();
        }

        /** Without the text, of which nothing is known. */
        @Override
        public String toString() {
            return "Refused[" + error + "]";
        }
    }
}
