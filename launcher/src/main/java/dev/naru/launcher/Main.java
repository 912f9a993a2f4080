// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher;

/** Placeholder for compiling. */
public final class Main {
    private Main() {}
}
