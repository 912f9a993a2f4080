// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which wallet a payer's barcode number belongs to. Where ranges overlap, the one with the longer
 * beginning has it, of two such the one with fewer lengths; of two equal ones neither.
 */
public final class BarcodeTable {
    private static final int JPQR_PROVIDER = 8;

    private final List<BarcodeRange> ranges;

    /** A table of these ranges. */
    public BarcodeTable(List<BarcodeRange> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /**
     * The ranges that merchants' published code checks for: Alipay's 25 to 30 and WeChat's 10 to
     * 15; and UnionPay's 62, for which there is less evidence.
     */
    public static BarcodeTable standard() {
        return new BarcodeTable(
                List.of(
                        new BarcodeRange(Wallet.ALIPAY, "25", "30", 16, 24),
                        new BarcodeRange(Wallet.WECHAT_PAY, "10", "15", 18, 18),
                        new BarcodeRange(Wallet.UNIONPAY, "62", "62", 19, 19)));
    }

    /** This table with one more range. */
    public BarcodeTable with(BarcodeRange range) {
        List<BarcodeRange> more = new ArrayList<>(ranges);
        more.add(range);
        return new BarcodeTable(more);
    }

    /**
     * This table with a provider of JPQR, whose barcodes begin with its code of eight digits. The
     * list of codes is not public.
     */
    public BarcodeTable withJpqrProvider(String code) {
        if (code.length() != JPQR_PROVIDER) {
            throw new IllegalArgumentException("a provider's code has eight digits");
        }
        return with(new BarcodeRange(Wallet.JPQR, code, code, 16, 24));
    }

    /** The ranges that hold these digits, the most particular one first. */
    List<BarcodeRange> candidates(String digits) {
        List<BarcodeRange> candidates = new ArrayList<>();
        for (BarcodeRange range : ranges) {
            if (range.holds(digits)) {
                int at = 0;
                while (at < candidates.size() && !range.isMoreParticularThan(candidates.get(at))) {
                    at++;
                }
                candidates.add(at, range);
            }
        }
        return candidates;
    }

    static Optional<Wallet> winner(List<BarcodeRange> candidates) {
        BarcodeRange first = candidates.getFirst();
        for (BarcodeRange other : candidates) {
            if (other.wallet() != first.wallet() && !first.isMoreParticularThan(other)) {
                return Optional.empty();
            }
        }
        return Optional.of(first.wallet());
    }
}
