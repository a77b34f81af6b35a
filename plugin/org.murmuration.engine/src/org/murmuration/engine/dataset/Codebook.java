// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.murmuration.engine.json.JsonObject;

/**
 * Which attributes a table has and which values they can take: public knowledge, fixed before the records are looked
 * at.
 *
 * <p>Stored as Frictionless Table Schema JSON ({@code fields} with {@code categories}, {@code missingValues},
 * {@code constraints.required}) with the extension keys {@code murmuration:bins}, {@code murmuration:separator},
 * {@code murmuration:version} and {@code murmuration:origin}.
 */
public final class Codebook {
    /** Where the levels come from. */
    public enum Origin {
        /** Known without the records. */
        PUBLIC,
        /** Made from the records: not private until somebody checks it and declares it public. */
        DATA
    }

    private final List<Attribute> attributes;
    private final Origin origin;
    private final Domain domain;

    private Codebook(List<Attribute> attributes, Origin origin) {
        this.attributes = List.copyOf(attributes);
        this.origin = origin;
        Set<String> names = new HashSet<>();
        for (Attribute a : attributes) {
            if (!names.add(a.name().trim())) { // tables do not keep blanks at the ends of names
                throw new CodebookException("Two attributes are named \"" + a.name() + "\".");
            }
        }
        this.domain = Domain.of(this.attributes);
    }

    /**
     * A codebook of attributes.
     *
     * @param attributes distinct names, in the order of synthetic tables
     * @param origin where the levels come from
     * @return the codebook
     * @throws CodebookException when two attributes have the same name
     */
    public static Codebook of(List<Attribute> attributes, Origin origin) {
        return new Codebook(attributes, origin);
    }

    /**
     * Reads a codebook from a file.
     *
     * @param file UTF-8 JSON
     * @return the codebook
     * @throws CodebookException when the file is missing, unreadable or no codebook
     */
    public static Codebook read(Path file) {
        try {
            return CodebookJson.parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (java.nio.file.NoSuchFileException e) {
            throw new CodebookException("There is no codebook at " + file + ". Check the path.", e);
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new CodebookException("The codebook " + file.getFileName() + " is not UTF-8 text.", e);
        } catch (IOException e) {
            throw new CodebookException("The codebook " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a codebook from JSON text.
     *
     * @param json Table Schema
     * @return the codebook
     * @throws CodebookException when the text is no codebook
     */
    public static Codebook parse(String json) {
        return CodebookJson.parse(json);
    }

    /**
     * This codebook as JSON text.
     *
     * @return Table Schema that {@link #parse} reads
     */
    public String toJson() {
        return json().pretty() + "\n";
    }

    /**
     * Reads a codebook from JSON, as a part of a larger one.
     *
     * @param json Table Schema
     * @return the codebook
     * @throws CodebookException when it is no codebook
     */
    public static Codebook of(JsonObject json) {
        return CodebookJson.read(json);
    }

    /**
     * This codebook as JSON, as a part of a larger one.
     *
     * @return a new Table Schema that {@link #of(JsonObject)} reads
     */
    public JsonObject json() {
        return CodebookJson.write(this);
    }

    /**
     * The attributes as declared.
     *
     * @return in order
     */
    public List<Attribute> attributes() {
        return attributes;
    }

    /**
     * An attribute by name.
     *
     * @param name as in the table
     * @return empty when the codebook has none
     */
    public Optional<Attribute> attribute(String name) {
        return attributes.stream().filter(a -> a.name().equals(name)).findFirst();
    }

    /**
     * Where the levels come from.
     *
     * @return the origin
     */
    public Origin origin() {
        return origin;
    }

    /**
     * The same attributes declared to be public knowledge.
     *
     * @return a codebook of origin PUBLIC
     */
    public Codebook declaredPublic() {
        return new Codebook(attributes, Origin.PUBLIC);
    }

    /**
     * The same attributes, all of which may be missing.
     *
     * @return a codebook of the same origin
     */
    public Codebook optional() {
        return new Codebook(attributes.stream().map(Attribute::optional).toList(), origin);
    }

    /**
     * The coded attributes.
     *
     * @return the domain
     */
    public Domain domain() {
        return domain;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Codebook c && origin == c.origin && attributes.equals(c.attributes);
    }

    @Override
    public int hashCode() {
        return attributes.hashCode();
    }

    @Override
    public String toString() {
        return origin + " " + attributes;
    }
}
