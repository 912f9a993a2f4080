// SPDX-License-Identifier: Apache-2.0
/**
 * The key in a customer's telephone, by Web Authentication (level 3): a new one with what vouches
 * for it ({@link dev.naru.authentication.devicekey.DeviceRegistration}), and its signature over the
 * hash of one transaction ({@link dev.naru.authentication.devicekey.DeviceAssertion}), in which
 * that hash is the challenge. Messages are read by a library; what is asked of them is said here.
 *
 * <p>Never comes here: who owns a device, how often it may fail, and what a device of which kind
 * may do. Nothing here remembers: the counter is the caller's to keep.
 */
@NullMarked
package dev.naru.authentication.devicekey;

import org.jspecify.annotations.NullMarked;
