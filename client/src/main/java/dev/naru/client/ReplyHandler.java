// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

/** Takes the reply to one command on the client's own thread. */
@FunctionalInterface
public interface ReplyHandler {
    /** Takes it. Must be quick and never wait: all other replies wait behind it. */
    void onReply(Reply reply);
}
