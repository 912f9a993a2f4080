// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

/** The HTTP methods that are offered anywhere. */
public enum Method {
    GET,
    PUT,
    POST,
    DELETE
}
