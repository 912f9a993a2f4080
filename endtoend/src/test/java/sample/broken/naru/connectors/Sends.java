// SPDX-License-Identifier: Apache-2.0
package sample.broken.naru.connectors;

/** Moves money, so the gateway must not reach it. */
public final class Sends {}
