// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.view;

import java.util.Optional;

/**
 * Who would be paid.
 *
 * @param name as the payee's own scheme says it
 * @param printedName as the code says it: untrusted, without what could confuse a screen
 */
public record PayeeView(
        String name,
        Optional<String> printedName,
        Optional<String> city,
        Optional<String> category,
        Optional<String> reference) {}
