// SPDX-License-Identifier: Apache-2.0
package dev.naru.endtoend.architecture;

import java.util.List;

/**
 * A module and what it may import of ours: whole modules by name, or one package of a module as
 * {@code module.package}.
 *
 * @param floor 0 for the ground floor
 */
record Module(String name, int floor, List<String> mayImport) {
    private static final List<Module> ALL =
            List.of(
                    new Module("qr", 0, List.of()),
                    new Module("formats", 0, List.of()),
                    new Module("protocol", 0, List.of()),
                    new Module("core", 0, List.of("protocol")),
                    new Module("node", 1, List.of("core", "protocol")),
                    new Module("client", 1, List.of("protocol")),
                    new Module("authentication", 2, List.of("formats")),
                    new Module("connectors", 2, List.of("client", "protocol", "formats", "qr")),
                    new Module("projection", 2, List.of("client", "protocol")),
                    new Module(
                            "settlement",
                            2,
                            List.of("client", "protocol", "formats", "projection.query")),
                    new Module(
                            "gateway",
                            2,
                            List.of(
                                    "client",
                                    "protocol",
                                    "formats",
                                    "qr",
                                    "authentication",
                                    "connectors.enquiry",
                                    "connectors.sandbox",
                                    "projection.query",
                                    "settlement.statement",
                                    "settlement.funding")),
                    new Module("simulators", 3, List.of("qr", "formats")),
                    new Module(
                            "launcher",
                            3,
                            List.of(
                                    "qr",
                                    "formats",
                                    "protocol",
                                    "node",
                                    "client",
                                    "authentication",
                                    "connectors",
                                    "projection",
                                    "settlement",
                                    "gateway",
                                    "simulators")));

    static List<Module> all() {
        return ALL;
    }

    /** The module that owns a package, by the part of its name after the root. */
    static Module owning(String root, String packageName) {
        String rest = packageName.substring(root.length() + 1);
        String first = rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
        return ALL.stream()
                .filter(module -> module.name.equals(first))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("No module owns package " + packageName));
    }

    boolean mayImport(String root, String packageName) {
        String rest = packageName.substring(root.length() + 1);
        return isWithin(rest, name)
                || mayImport.stream().anyMatch(allowed -> isWithin(rest, allowed));
    }

    private static boolean isWithin(String packageName, String outer) {
        return packageName.equals(outer) || packageName.startsWith(outer + ".");
    }
}
