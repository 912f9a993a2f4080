// SPDX-License-Identifier: Apache-2.0
/**
 * Tells participants what happened to their payments, by signed HTTP requests to addresses that
 * they chose (Standard Webhooks). One thread turns events into messages and keeps them in
 * PostgreSQL together with how far it has read; others deliver them until they are taken or three
 * days have passed.
 *
 * <p>Never comes here: a decision, and any name or account of a person.
 *
 * <p>Start at {@link dev.naru.gateway.webhook.Webhooks}.
 */
@NullMarked
package dev.naru.gateway.webhook;

import org.jspecify.annotations.NullMarked;
