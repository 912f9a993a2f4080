// SPDX-License-Identifier: Apache-2.0
package sample.broken.naru.qr;

import com.tngtech.archunit.core.domain.JavaClass;

/** Breaks: the module is to stand alone. */
public final class Dependent {
    /** Nothing of ours. */
    public String nameOf(JavaClass other) {
        return other.getName();
    }
}
