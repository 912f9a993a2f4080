// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;

/** A priced promise for one payment. */
public record QuoteView(
        String quoteId,
        String corridor,
        String kind,
        @JsonUnwrapped PriceView price,
        Optional<String> fxProvider,
        Optional<PayeeView> payee,
        String expiresAt) {}
