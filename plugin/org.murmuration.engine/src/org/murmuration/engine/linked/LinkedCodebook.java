// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.linked;

import java.util.List;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.CodebookException;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Digests;
import org.murmuration.engine.json.JsonException;
import org.murmuration.engine.json.JsonObject;

/**
 * Public knowledge about two linked tables: what a parent and a child are, which values they can have, and the levels
 * of the number of children.
 *
 * <p>The coded attributes of both are numbered through: those of parents in their order, then the number of children,
 * then those of children.
 *
 * @param parent what a parent is, in the singular, for people: "victim", "patient"
 * @param child what a child is, in the singular: "perpetrator", "visit"
 * @param parents codebook of the parent table, without its key; at least one attribute
 * @param children codebook of the child table, without its keys; at least one attribute
 * @param counts levels of the number of children
 */
public record LinkedCodebook(String parent, String child, Codebook parents, Codebook children, ChildCounts counts) {
    private static final String RESOURCES = "resources";
    private static final String COUNTS = "murmuration:childCounts";

    /** Checks that names differ. */
    public LinkedCodebook {
        Checks.require(parent != null && !parent.isBlank(), "Say what a parent is, for example \"victim\".");
        Checks.require(child != null && !child.isBlank(), "Say what a child is, for example \"perpetrator\".");
        parent = String.valueOf(parent).trim();
        child = String.valueOf(child).trim();
        Checks.require(!parent.equals(child), "Parent and child are both called \"" + parent + "\". Name them apart.");
        Checks.require(
                !children.attributes().isEmpty(),
                "The codebook of the child table has no attribute, so nothing is known about a child.");
        Checks.require(
                !parents.attributes().isEmpty(),
                "The codebook of the parent table has no attribute. Give at least one.");
        String count = countName(child);
        Checks.require(
                parents.attribute(count).isEmpty() && children.attribute(count).isEmpty(),
                "An attribute is named \"" + count + "\" like the number of children. Rename it.");
    }

    private static String countName(String child) {
        return child + " count";
    }

    /**
     * Name of the attribute that is the number of children.
     *
     * @return for example "perpetrator count"
     */
    public String countName() {
        return countName(child);
    }

    /**
     * Name of the column with the keys of parents.
     *
     * @return for example "victim_id", unlike any attribute
     */
    public String parentKey() {
        return key(parent);
    }

    /**
     * Name of the column with the keys of children.
     *
     * @return for example "perpetrator_id", unlike any attribute
     */
    public String childKey() {
        return key(child);
    }

    private String key(String name) {
        String key = name.replace(' ', '_') + "_id";
        while (parents.attribute(key).isPresent() || children.attribute(key).isPresent()) {
            key += "_";
        }
        return key;
    }

    /**
     * A hash of all that decides what codes mean: names of parents and children, their domains and the levels of
     * numbers of children. Titles and descriptions do not count.
     *
     * @return SHA-256 in hexadecimal digits
     */
    public String digest() {
        return Digests.sha256(parent.length() + ":" + parent + child.length() + ":" + child
                + parents.domain().digest() + children.domain().digest() + counts.exact() + ";" + counts.most());
    }

    /**
     * Number of all attributes.
     *
     * @return those of parents, one for the number of children, those of children
     */
    public int size() {
        return parents.domain().size() + 1 + children.domain().size();
    }

    /**
     * Position of the number of children.
     *
     * @return number of the parents' attributes
     */
    public int countIndex() {
        return parents.domain().size();
    }

    /**
     * Whether an attribute is a child's.
     *
     * @param attribute 0 .. size - 1
     * @return false for parents' attributes and the number of children
     */
    public boolean isOfChild(int attribute) {
        return attribute > countIndex();
    }

    /**
     * Name of an attribute. Those of children carry the child's name in front where a parent's attribute has the same
     * name.
     *
     * @param attribute 0 .. size - 1
     * @return unique among all
     */
    public String name(int attribute) {
        if (attribute == countIndex()) {
            return countName();
        }
        if (!isOfChild(attribute)) {
            return parents.domain().attribute(attribute).name();
        }
        String own = children.domain().attribute(attribute - countIndex() - 1).name();
        boolean taken = parents.domain().attributes().stream()
                .anyMatch(a -> a.name().trim().equals(own.trim()));
        return taken ? child + " " + own : own;
    }

    /**
     * Number of levels of an attribute.
     *
     * @param attribute 0 .. size - 1
     * @return at least 2
     */
    public int levels(int attribute) {
        if (attribute == countIndex()) {
            return counts.size();
        }
        return isOfChild(attribute)
                ? children.domain().attribute(attribute - countIndex() - 1).size()
                : parents.domain().attribute(attribute).size();
    }

    /**
     * Label of a level.
     *
     * @param attribute 0 .. size - 1
     * @param level 0 .. levels - 1
     * @return for people
     */
    public String label(int attribute, int level) {
        if (attribute == countIndex()) {
            return counts.label(level);
        }
        return isOfChild(attribute)
                ? children.domain().attribute(attribute - countIndex() - 1).label(level)
                : parents.domain().attribute(attribute).label(level);
    }

    /**
     * Whether both codebooks are public knowledge.
     *
     * @return false when one was made from records
     */
    public boolean isPublic() {
        return parents.origin() == Codebook.Origin.PUBLIC && children.origin() == Codebook.Origin.PUBLIC;
    }

    /**
     * As JSON: a Frictionless Data Package of two resources without data.
     *
     * @return text that {@link #parse} reads
     */
    public String toJson() {
        return json().pretty();
    }

    /**
     * As JSON, as a part of a larger one.
     *
     * @return a new Data Package that {@link #of(JsonObject)} reads
     */
    public JsonObject json() {
        JsonObject json = new JsonObject();
        json.putArray(RESOURCES)
                .add(new JsonObject().put("name", parent).put("schema", parents.json()))
                .add(new JsonObject().put("name", child).put("schema", children.json()));
        json.putObject(COUNTS).put("exact", counts.exact()).put("most", counts.most());
        return json;
    }

    /**
     * Reads the JSON of {@link #toJson()}.
     *
     * @param json text
     * @return the codebook
     * @throws CodebookException when the text is none
     */
    public static LinkedCodebook parse(String json) {
        try {
            return of(JsonObject.parse(json));
        } catch (JsonException e) {
            throw new CodebookException("This is no codebook of linked tables: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the JSON of {@link #json()}.
     *
     * @param json a Data Package
     * @return the codebook
     * @throws CodebookException when it is none
     */
    public static LinkedCodebook of(JsonObject json) {
        try {
            List<JsonObject> tables = json.getArray(RESOURCES).objects();
            if (tables.size() != 2) {
                throw new CodebookException("A codebook of linked tables describes two tables, not " + tables.size());
            }
            JsonObject counts = json.getObject(COUNTS);
            return new LinkedCodebook(
                    tables.get(0).getString("name"),
                    tables.get(1).getString("name"),
                    Codebook.of(tables.get(0).getObject("schema")),
                    Codebook.of(tables.get(1).getObject("schema")),
                    new ChildCounts(counts.getInt("exact"), counts.getInt("most")));
        } catch (CodebookException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new CodebookException("This is no codebook of linked tables: " + e.getMessage(), e);
        }
    }
}
