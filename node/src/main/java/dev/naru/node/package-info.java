// SPDX-License-Identifier: Apache-2.0
/**
 * Hosts the machine in a replicated log: bytes become commands, outcomes become bytes, cluster time
 * and timers reach the machine, its state is written out and read back, and its events go to the
 * event log. {@link dev.naru.node.HubNode} is one member of the cluster, in this process.
 *
 * <p>Never comes here: a decision about money, or a word of one national scheme.
 *
 * <p>Start at {@link dev.naru.node.HubNode}, then {@link dev.naru.node.HubService}, which is what
 * the replicated log calls.
 */
@NullMarked
package dev.naru.node;

import org.jspecify.annotations.NullMarked;
