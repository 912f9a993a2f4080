// SPDX-License-Identifier: Apache-2.0
package sample.broken.naru.core;

/** Breaks: a name that says nothing. */
public final class PaymentManager {}
