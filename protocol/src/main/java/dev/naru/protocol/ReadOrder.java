// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/** In which direction a page is read. The order is the wire's: append only. */
public enum ReadOrder {
    /** From the first number that may be given to higher ones. */
    RISING,
    /** From the first number that may be given to lower ones. */
    FALLING
}
