// SPDX-License-Identifier: Apache-2.0
/**
 * The other sides, played over real sockets: a partner scheme's switch ({@link
 * dev.naru.simulators.scheme.IndonesiaSwitch}), an FX provider ({@link
 * dev.naru.simulators.fxprovider.FxProvider}) and a member's app ({@link
 * dev.naru.simulators.participant.App}). Each is an independent reading of the rules, stricter than
 * the real party, and misbehaves on request. What lies between the two ends of a link does so too
 * ({@link dev.naru.simulators.wire.FaultyWire}).
 *
 * <p>Never comes here: a class of the hub. Only {@code qr} and {@code formats} are known, so that a
 * mistake in the hub's reading of a rule is not repeated here.
 */
@NullMarked
package dev.naru.simulators;

import org.jspecify.annotations.NullMarked;
