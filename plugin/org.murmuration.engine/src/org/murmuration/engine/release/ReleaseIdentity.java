// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.release;

import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.json.JsonObject;

/**
 * Which request a release answers: the name and version of its algorithm and every setting that the outcome depends on
 * besides the records, each under a name of its own. Two requests are the same if and only if their canonical texts are
 * equal. Immutable.
 *
 * <p>No words for people are part of it: a title, a label or a message can be changed without asking for another
 * release. A change of the algorithm that changes its outcome needs a new version. Free of data, so that it can be
 * published: whoever has it can compute the charge again.
 */
public final class ReleaseIdentity {
    private static final String ALGORITHM = "algorithm";

    private final String algorithm;
    private final Settings settings;

    private ReleaseIdentity(String algorithm, Settings settings) {
        this.algorithm = algorithm;
        this.settings = settings;
    }

    /**
     * The identity of a request.
     *
     * @param algorithm name, not blank
     * @param version of its outcome, from 1
     * @param settings all that the outcome depends on besides the records
     * @return the identity
     */
    public static ReleaseIdentity of(String algorithm, int version, Settings settings) {
        Checks.require(algorithm != null && !algorithm.isBlank() && version >= 1, "An identity names its algorithm.");
        String name = algorithm + "/" + version;
        return new ReleaseIdentity(name, settings.with(ALGORITHM, name));
    }

    /**
     * Reads an identity.
     *
     * @param canonical what {@link #canonical()} gave
     * @return the same identity
     * @throws IllegalArgumentException when it is no identity
     */
    public static ReleaseIdentity parse(String canonical) {
        Settings settings = Settings.parse(canonical);
        return new ReleaseIdentity(settings.textOf(ALGORITHM), settings);
    }

    /**
     * The same request with one more setting.
     *
     * @param name not yet used
     * @param value what the outcome depends on too
     * @return a new identity
     */
    public ReleaseIdentity with(String name, Settings value) {
        return new ReleaseIdentity(algorithm, settings.with(name, value));
    }

    /**
     * All settings, the name of the algorithm among them.
     *
     * @return immutable
     */
    public Settings settings() {
        return settings;
    }

    /**
     * Name and version of the algorithm.
     *
     * @return for example "dp-marginals/2"
     */
    public String algorithm() {
        return algorithm;
    }

    /**
     * The canonical text: one JSON object, names in ascending order, no white space.
     *
     * @return the same for equal requests alone
     */
    public String canonical() {
        return settings.canonical();
    }

    /**
     * The settings as a tree.
     *
     * @return a new one, names in ascending order
     */
    public JsonObject toJson() {
        return settings.toJson();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReleaseIdentity i && canonical().equals(i.canonical());
    }

    @Override
    public int hashCode() {
        return canonical().hashCode();
    }

    @Override
    public String toString() {
        return canonical();
    }
}
