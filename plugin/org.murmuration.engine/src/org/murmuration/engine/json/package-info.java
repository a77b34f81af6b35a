// SPDX-License-Identifier: Apache-2.0
/**
 * JSON as a small tree: a strict parser and a writer, without reflection, so that every host of the engine can carry
 * them.
 *
 * <p>Read with {@link org.murmuration.engine.json.JsonObject#parse} or
 * {@link org.murmuration.engine.json.JsonObject#read} and ask for members by name and type; what is missing or of
 * another type ends in a {@link org.murmuration.engine.json.JsonException} that says where and what is expected, and
 * quotes no value. Build with {@code put} and {@code add} and write with
 * {@link org.murmuration.engine.json.JsonValue#compact()}, {@code pretty()} or {@code canonical()}.
 *
 * <p><b>Limits.</b> Names are unique within an object, objects and lists stand at most 200 within each other, a number
 * has at most 1,000 characters and a text at most 2<sup>30</sup>; nothing may follow the value.
 *
 * <p><b>Library.</b> Gson's {@code JsonReader} splits the text; nothing else of Gson is used. Measured with TeaVM
 * 0.15.0 as they are: Gson 2.10.1 compiles to JavaScript and WebAssembly GC. jackson-core 2.17.2 does not: its buffers
 * need {@code AtomicReferenceArray} (VarHandle), its numbers {@code Math.fma} and byte array views. Writing is our own
 * because Gson escapes other characters than the forms that are stored already.
 */
package org.murmuration.engine.json;
