// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

/** Meets a fault while it serves. */
final class HaltingProcess {
    static final String HOOK = "a shutdown hook ran";

    private HaltingProcess() {}

    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(HOOK)));
        Faults faults = new Faults(FaultAction.HALT);
        faults.serve();
        faults.raise(new IllegalStateException("a bug"));
    }
}
