// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.json;

/**
 * Where a value stands in its tree.
 *
 * @param parent place of what holds it; null when that is the root
 * @param name of the member; null in an array
 * @param index in an array
 */
record JsonPlace(JsonPlace parent, String name, int index) {
    /** The path of a place, such as {@code tables[3].sigma}; empty for null, the root. */
    static String path(JsonPlace place) {
        if (place == null) {
            return "";
        }
        String start = path(place.parent);
        if (place.name == null) {
            return start + "[" + place.index + "]";
        }
        return start.isEmpty() ? place.name : start + "." + place.name;
    }
}
