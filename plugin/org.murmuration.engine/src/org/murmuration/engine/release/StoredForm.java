// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * How what is released is kept: in ledgers, ports and files.
 *
 * @param <R> what is released
 */
public interface StoredForm<R> {
    /**
     * Writes what was released.
     *
     * @param value what may be published
     * @param out left open
     * @throws IOException when writing fails
     */
    void write(R value, OutputStream out) throws IOException;

    /**
     * Reads what was written.
     *
     * @param in left open
     * @return the same value
     * @throws IOException when reading fails or the content is damaged or newer than this software
     */
    R read(InputStream in) throws IOException;

    /**
     * A stored form of two functions.
     *
     * @param <R> what is released
     * @param writer writes it
     * @param reader reads it
     * @return the form
     */
    static <R> StoredForm<R> of(Writer<R> writer, Reader<R> reader) {
        return new StoredForm<>() {
            @Override
            public void write(R value, OutputStream out) throws IOException {
                writer.write(value, out);
            }

            @Override
            public R read(InputStream in) throws IOException {
                return reader.read(in);
            }
        };
    }

    /**
     * The stored bytes.
     *
     * @param value what may be published
     * @return a new array
     */
    default byte[] bytes(R value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(value, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // writing to memory does not fail
        }
        return bytes.toByteArray();
    }

    /**
     * Writes.
     *
     * @param <R> what is released
     */
    @FunctionalInterface
    interface Writer<R> {
        /**
         * Writes.
         *
         * @param value what may be published
         * @param out left open
         * @throws IOException when writing fails
         */
        void write(R value, OutputStream out) throws IOException;
    }

    /**
     * Reads.
     *
     * @param <R> what is released
     */
    @FunctionalInterface
    interface Reader<R> {
        /**
         * Reads.
         *
         * @param in left open
         * @return the value
         * @throws IOException when reading fails
         */
        R read(InputStream in) throws IOException;
    }
}
