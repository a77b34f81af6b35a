// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.json;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** A JSON value. */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonScalar {
    /**
     * Reads a text.
     *
     * @param text one JSON value, with or without a byte order mark in front
     * @return the value
     * @throws JsonException when it is anything else
     */
    static JsonValue parse(String text) {
        try {
            return new JsonParser(new StringReader(text)).parse();
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory cannot fail.", e);
        }
    }

    /**
     * The shortest usual form: no white space, members in their order.
     *
     * @return JSON text in one line
     */
    default String compact() {
        return text(JsonFormat.COMPACT);
    }

    /**
     * The form for people: a member a line, two spaces a level, lists in one line.
     *
     * @return JSON text without a final line end
     */
    default String pretty() {
        return text(JsonFormat.PRETTY);
    }

    /**
     * The one form that depends on nothing but the content: RFC 8785 (JSON Canonicalization Scheme). Members are sorted
     * by name, there is no white space, and numbers are the shortest decimals that read as the same double, written as
     * in ECMAScript; 1 and 1.0 are the same. Whole numbers beyond 2<sup>53</sup> keep all their digits, where RFC 8785
     * would round them.
     *
     * @return JSON text, the same on every host
     */
    default String canonical() {
        return text(JsonFormat.CANONICAL);
    }

    /**
     * Writes the compact form in UTF-8.
     *
     * @param out left open
     * @throws IOException when writing fails
     */
    default void write(OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        new JsonWriter(writer, JsonFormat.COMPACT).write(this);
        writer.flush();
    }

    private String text(JsonFormat format) {
        StringBuilder text = new StringBuilder();
        try {
            new JsonWriter(text, format).write(this);
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory cannot fail.", e);
        }
        return text.toString();
    }
}
