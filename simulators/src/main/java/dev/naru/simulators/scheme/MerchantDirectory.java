// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import dev.naru.simulators.scheme.Merchant.Standing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The merchants that a switch can pay. */
public final class MerchantDirectory {
    private final Map<String, Merchant> byPan = new LinkedHashMap<>();
    private final Map<String, Merchant> byNmid = new LinkedHashMap<>();

    /** A directory of these. */
    public MerchantDirectory(List<Merchant> merchants) {
        for (Merchant merchant : merchants) {
            byPan.put(merchant.pan(), merchant);
            byNmid.put(merchant.nmid(), merchant);
        }
    }

    /** Invented merchants of several sizes; the last one is closed. */
    public static MerchantDirectory standard() {
        return new MerchantDirectory(
                List.of(
                        open(
                                "936000020000104711",
                                "ID1026000047112",
                                "Kopi Gunung Salak",
                                "Bogor",
                                "5814"),
                        open(
                                "936000080000220358",
                                "ID1026000203582",
                                "Warung Bu Ratmi",
                                "Yogyakarta",
                                "5812"),
                        open(
                                "936000140000330926",
                                "ID1026000309264",
                                "Batik Lereng Laut",
                                "Pekalongan",
                                "5691"),
                        open(
                                "936000090000441580",
                                "ID1026000415806",
                                "Penginapan Sawah Ubud",
                                "Gianyar",
                                "7011"),
                        open(
                                "936009110000552643",
                                "ID1026000526438",
                                "Toko Buku Cendana",
                                "Bandung",
                                "5942"),
                        open(
                                "936009180000663179",
                                "ID1026000631790",
                                "Perahu Danau Toba",
                                "Samosir",
                                "4722"),
                        new Merchant(
                                "936000020000774825",
                                "ID1026000748255",
                                "ID.NUSA-SATU.WWW",
                                "Rumah Makan Lama",
                                "Semarang",
                                "5812",
                                "UKE",
                                Standing.CLOSED)));
    }

    /** The merchant with this number. */
    public Optional<Merchant> byPan(String pan) {
        return Optional.ofNullable(byPan.get(pan));
    }

    /** The merchant with this national id. */
    public Optional<Merchant> byNmid(String nmid) {
        return Optional.ofNullable(byNmid.get(nmid));
    }

    /** All of them, in the order that they were given. */
    public List<Merchant> all() {
        return List.copyOf(byPan.values());
    }

    private static Merchant open(
            String pan, String nmid, String name, String city, String category) {
        return new Merchant(
                pan, nmid, "ID.NUSA-SATU.WWW", name, city, category, "UMI", Standing.OPEN);
    }
}
