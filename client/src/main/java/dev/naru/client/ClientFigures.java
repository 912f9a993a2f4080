// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

/**
 * What a client knows of itself.
 *
 * @param inFlight commands that wait for their reply now
 * @param answered replies with the machine's outcome since the start
 * @param unknown replies that say that nothing is known
 * @param busy replies that say that nothing was sent
 * @param connections how often a session with the cluster was opened
 */
public record ClientFigures(
        int inFlight, long answered, long unknown, long busy, long connections) {}
