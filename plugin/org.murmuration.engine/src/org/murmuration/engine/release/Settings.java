// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.release;

import java.util.Collection;
import java.util.function.Consumer;
import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.json.JsonArray;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;

/** Named settings of a request, for {@link ReleaseIdentity}. Immutable; free of words for people and of data. */
public final class Settings {
    private final JsonObject json; // never changed

    private Settings(JsonObject json) {
        this.json = json;
    }

    /**
     * No settings.
     *
     * @return to be completed
     */
    public static Settings none() {
        return new Settings(new JsonObject());
    }

    private Settings put(String name, Consumer<JsonObject> value) {
        Checks.require(!json.has(name), "The setting \"" + name + "\" is named twice.");
        JsonObject more = new JsonObject();
        for (String known : json.names()) {
            more.put(known, json.find(known).orElseThrow());
        }
        value.accept(more);
        return new Settings(more);
    }

    /**
     * The same with one more setting.
     *
     * @param name not yet used
     * @param value a text that programs read
     * @return new settings
     */
    public Settings with(String name, String value) {
        return put(name, j -> j.put(name, value));
    }

    /**
     * The same with one more setting.
     *
     * @param name not yet used
     * @param value finite
     * @return new settings
     */
    public Settings with(String name, double value) {
        return put(name, j -> j.putFinite(name, value));
    }

    /**
     * The same with one more setting.
     *
     * @param name not yet used
     * @param value a whole number
     * @return new settings
     */
    public Settings with(String name, long value) {
        return put(name, j -> j.put(name, value));
    }

    /**
     * The same with one more setting.
     *
     * @param name not yet used
     * @param value yes or no
     * @return new settings
     */
    public Settings with(String name, boolean value) {
        return put(name, j -> j.put(name, value));
    }

    /**
     * The same with one more setting.
     *
     * @param name not yet used
     * @param values finite
     * @return new settings
     */
    public Settings with(String name, double[] values) {
        return put(name, j -> j.put(name, JsonArray.of(values)));
    }

    /**
     * The same with one more setting.
     *
     * @param name not yet used
     * @param values whole numbers
     * @return new settings
     */
    public Settings with(String name, int[] values) {
        return put(name, j -> j.put(name, JsonArray.of(values)));
    }

    /**
     * The same with one more setting.
     *
     * @param name not yet used
     * @param texts that programs read, in an order that matters
     * @return new settings
     */
    public Settings with(String name, Collection<String> texts) {
        return put(name, j -> j.put(name, JsonArray.of(texts)));
    }

    /**
     * The same with one more setting, which is a list of groups of settings.
     *
     * @param name not yet used
     * @param parts in an order that matters
     * @return new settings
     */
    public Settings withParts(String name, Collection<Settings> parts) {
        return put(name, j -> j.put(name, JsonArray.of(parts, part -> part.json)));
    }

    /**
     * The same with guarantee and neighbours.
     *
     * @param target epsilon and delta
     * @param relation which data sets are neighbours
     * @return new settings
     */
    public Settings with(ApproximateDp target, NeighboringRelation relation) {
        return with("epsilon", target.epsilon()).with("delta", target.delta()).with("neighbours", relation.name());
    }

    /**
     * The same with the account by which a plan keeps to its target.
     *
     * @param composition by which account
     * @return new settings
     */
    public Settings with(Composition composition) {
        return with("composition", composition.name());
    }

    /**
     * The same with a domain: a hash of the names of columns and levels ({@link Domain#digest}).
     *
     * @param domain that the records are coded against, public
     * @return new settings
     */
    public Settings with(Domain domain) {
        return with("domain", domain.digest());
    }

    /**
     * The same with one more setting, which is a group of settings.
     *
     * @param name not yet used
     * @param group of settings
     * @return new settings
     */
    public Settings with(String name, Settings group) {
        return put(name, j -> j.put(name, group.json));
    }

    static Settings parse(String canonical) {
        Settings settings = new Settings(JsonObject.parse(canonical));
        Checks.require(settings.canonical().equals(canonical), "The identity of a release is not canonical.");
        return settings;
    }

    /** A setting that is a text. */
    String textOf(String name) {
        return json.getString(name);
    }

    /** A copy of the tree. */
    JsonObject toJson() {
        return JsonObject.parse(canonical());
    }

    /** One JSON object, names in ascending order, no white space (RFC 8785). */
    String canonical() {
        return json.canonical();
    }
}
