// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

/**
 * One operation of the interface.
 *
 * @param template the path, with names in braces: {@code /v1/payments/{payment_id}}
 * @param consumes the media type of a body
 * @param produces the media type of a good answer
 */
public record Endpoint(
        Method method,
        String template,
        Access access,
        String consumes,
        String produces,
        Handler handler) {

    /** What an endpoint does. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Answers one call, on a virtual thread of its own.
         *
         * @throws RefusedException when the call is refused
         */
        Answer handle(Call call);
    }

    /** A route that only reads. */
    public static Endpoint get(String template, Access access, Handler handler) {
        return new Endpoint(Method.GET, template, access, Answer.JSON, Answer.JSON, handler);
    }

    /** A route that says how something shall be; sent twice it changes nothing. */
    public static Endpoint put(String template, Access access, Handler handler) {
        return new Endpoint(Method.PUT, template, access, Answer.JSON, Answer.JSON, handler);
    }

    /** A route that makes something happen. */
    public static Endpoint post(String template, Access access, Handler handler) {
        return new Endpoint(Method.POST, template, access, Answer.JSON, Answer.JSON, handler);
    }

    /** A route that takes something away. */
    public static Endpoint delete(String template, Access access, Handler handler) {
        return new Endpoint(Method.DELETE, template, access, Answer.JSON, Answer.JSON, handler);
    }

    /** The same with answers of another media type. */
    public Endpoint producing(String type) {
        return new Endpoint(method, template, access, consumes, type, handler);
    }

    /** The same with bodies of another media type. */
    public Endpoint consuming(String type) {
        return new Endpoint(method, template, access, type, produces, handler);
    }
}
