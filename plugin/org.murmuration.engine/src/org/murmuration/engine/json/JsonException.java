// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.json;

/**
 * A text is not JSON, or not the JSON that was expected. The message says where and what is expected, and quotes no
 * value.
 */
public final class JsonException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message place and rule, without any value of the text
     */
    public JsonException(String message) {
        super(message);
    }

    JsonException(String message, Throwable cause) {
        super(message, cause);
    }
}
