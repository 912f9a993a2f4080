// SPDX-License-Identifier: Apache-2.0
/** The tables as SQL files in order, and who brings a database up to them. */
@NullMarked
package dev.naru.projection.migrations;

import org.jspecify.annotations.NullMarked;
