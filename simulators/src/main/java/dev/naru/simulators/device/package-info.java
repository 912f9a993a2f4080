// SPDX-License-Identifier: Apache-2.0
/**
 * Telephones and security keys that hold a device key, played after the Web Authentication
 * specification (level 3) by hand, so that what the hub takes is not read by what wrote it. Start
 * at {@link dev.naru.simulators.device.SimulatedDevice}.
 */
@NullMarked
package dev.naru.simulators.device;

import org.jspecify.annotations.NullMarked;
