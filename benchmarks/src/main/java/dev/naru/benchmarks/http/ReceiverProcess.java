// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.http;

import dev.naru.benchmarks.ChildJvm;
import dev.naru.simulators.participant.WebhookReceiver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The member's webhook receiver in a process of its own: learns the secret that the hub gave, and
 * says how many messages came.
 */
final class ReceiverProcess {
    private ReceiverProcess() {}

    /** Obeys {@code learn SECRET} and {@code count}; ends with whoever started it. */
    public static void main(String[] args) throws IOException {
        try (WebhookReceiver receiver = WebhookReceiver.start(0)) {
            System.out.println("ready " + receiver.address());
            BufferedReader orders =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                if (order.startsWith("learn ")) {
                    receiver.learn(order.substring("learn ".length()));
                    System.out.println("learned it");
                } else {
                    System.out.println(counted(receiver));
                }
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static String counted(WebhookReceiver receiver) {
        WebhookReceiver.Tally tally = receiver.tally();
        return String.format(
                Locale.ROOT,
                "counted %d %d %d %d",
                tally.taken(),
                tally.byState().getOrDefault("COMPLETED", 0L),
                tally.repeated(),
                tally.forged());
    }

    /**
     * What a receiver has counted.
     *
     * @param messages all, each once
     * @param completed those that say that a payment is completed
     * @param repeated how often one came that had been taken
     * @param forged those that were not the hub's
     */
    record Count(long messages, long completed, long repeated, long forged) {
        /** Asks. */
        static Count of(ChildJvm receiver) throws IOException {
            receiver.say("count");
            String[] words = receiver.await("counted").split(" ", -1);
            return new Count(
                    Long.parseLong(words[0]),
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    Long.parseLong(words[3]));
        }
    }
}
