// SPDX-License-Identifier: Apache-2.0
package sample.broken.naru.core.common;

/** Breaks: a drawer for everything. */
public final class Drawer {}
