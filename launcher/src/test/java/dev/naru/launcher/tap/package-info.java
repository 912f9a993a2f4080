// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.naru.launcher.tap;

import org.jspecify.annotations.NullMarked;
