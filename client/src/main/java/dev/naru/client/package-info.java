// SPDX-License-Identifier: Apache-2.0
/**
 * The one door to the machine: send it a command and get its outcome ({@link dev.naru.client.Hub},
 * over Aeron Cluster {@link dev.naru.client.HubClient}), read its events from a number on ({@link
 * dev.naru.client.EventSource}).
 *
 * <p>Never comes here: a decision about money, or the machine itself.
 */
@NullMarked
package dev.naru.client;

import org.jspecify.annotations.NullMarked;
