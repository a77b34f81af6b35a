// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.anonymity;

import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Shuffle;

/**
 * Grows one record after another, value by value. A value is added only while at least k sensitive records have it
 * together with all values before, so every record is shared by k at any moment; nothing here can add another. Values
 * are drawn in proportion to the number of records that share them. Not for several threads.
 *
 * <p>A record is an array of items, one an attribute, 0 where nothing was drawn.
 */
final class RecordGrower {
    private final CommonCombinations common;
    private final CombinationCode code;
    private final Domain domain;
    private final RandomSource random;
    private final CommonCombinations.Cursor cursor;
    private final WeightedDraw draw;
    private final int[] open;

    RecordGrower(CommonCombinations common, RandomSource random) {
        this.common = common;
        this.random = random;
        code = common.code();
        domain = code.domain();
        cursor = common.cursor();
        draw = new WeightedDraw(code.items() + 1, random);
        open = new int[code.items() + 1];
    }

    /** The code of a blank: missing, or "no" where a value is one of a list. */
    static int blank(Domain domain, int attribute) {
        return domain.categoryOf(attribute) >= 0
                ? domain.attribute(attribute).encode(Domain.NO)
                : domain.attribute(attribute).missingCode();
    }

    /** Attributes for which nothing was drawn, not even that the value is missing. */
    static int blanks(int[] record) {
        int blanks = 0;
        for (int item : record) {
            blanks += item == 0 ? 1 : 0;
        }
        return blanks;
    }

    /** The record with fewer blanks; the first, which may be null, when both have as many. */
    static int[] fuller(int[] first, int[] second) {
        return first == null || blanks(second) < blanks(first) ? second : first;
    }

    /** Begins a new record. */
    void clear() {
        cursor.clear();
    }

    /** Values of the record so far. */
    int length() {
        return cursor.length();
    }

    /** The record so far. */
    int[] record() {
        int[] record = new int[domain.size()];
        for (int i = 0; i < cursor.length(); i++) {
            record[code.attributeOf(cursor.item(i))] = cursor.item(i);
        }
        return record;
    }

    /** Remembers the record so far. */
    void save() {
        cursor.save();
    }

    /** Goes back to what was remembered. */
    void restore() {
        cursor.restore();
    }

    /** Attributes in random order. */
    int[] attributes() {
        return Shuffle.positions(domain.size(), random);
    }

    boolean isTaken(int attribute) {
        return cursor.isTaken(attribute);
    }

    /**
     * Adds a common value of an attribute.
     *
     * @return its item, 0 when there is none
     */
    int addAny(int attribute) {
        offerAll(attribute);
        return addDrawn();
    }

    /**
     * Adds a common value of an attribute; not a blank, unless nothing else is common.
     *
     * @return its item, 0 when there is none
     */
    int addAnyButBlank(int attribute) {
        offerAll(attribute);
        int blank = code.item(attribute, blank(domain, attribute));
        if (draw.size() > 1 && cursor.count(blank) > 0) {
            draw.clear();
            for (int item : common.common(attribute)) {
                if (item != blank) {
                    draw.offer(item, cursor.count(item));
                }
            }
        }
        return addDrawn();
    }

    /**
     * Adds a common value of an attribute, with rare ones counted as blanks. With a blank only those records go on that
     * truly have one, and when these are rare, none do.
     *
     * @return false when the record ends here
     */
    boolean addAnyOrEnd(int attribute) {
        offerAll(attribute);
        int blank = code.item(attribute, blank(domain, attribute));
        draw.offer(blank, (int) (cursor.size() - draw.sum()));
        int item = draw.draw();
        if (item == blank && cursor.count(blank) == 0) {
            return false;
        }
        if (item > 0) {
            cursor.add(item);
        }
        return true;
    }

    private void offerAll(int attribute) {
        draw.clear();
        for (int item : common.common(attribute)) {
            draw.offer(item, cursor.count(item));
        }
    }

    private int addDrawn() {
        int item = draw.draw();
        if (item > 0) {
            cursor.add(item);
        }
        return item;
    }

    /** Adds as many of given items as are common together, each at most once. */
    void addFrom(int[] items) {
        int size = items.length;
        System.arraycopy(items, 0, open, 0, size);
        while (size > 0) {
            size = offerCommon(size);
            int item = addDrawn();
            int left = 0;
            for (int i = 0; i < size; i++) {
                if (open[i] != item) {
                    open[left++] = open[i];
                }
            }
            size = left;
        }
    }

    /** Which of the common values may be added. */
    interface Restraint {
        /** Refuses nothing. */
        Restraint NONE = (cursor, item) -> true;

        /**
         * Whether a value may be added; if so, it is.
         *
         * @param cursor the record so far
         * @param item a value that is common with it
         */
        boolean allows(CommonCombinations.Cursor cursor, int item);

        /** Refusals in a row after which a record is left as it is, at least 1. */
        default int tries() {
            return 1;
        }
    }

    /**
     * Adds values that are still available until none fits, or too many were refused.
     *
     * @param available how often each item may still be used, lowered by one for each that is added
     * @param restraint what may be added
     */
    void addAvailable(long[] available, Restraint restraint) {
        int size = 0;
        for (int item : common.common()) {
            if (available[item] > 0) {
                open[size++] = item;
            }
        }
        int item;
        do {
            size = offerCommon(size);
            item = drawAllowed(restraint);
            if (item > 0) {
                available[item]--;
                cursor.add(item);
            }
        } while (item > 0);
    }

    private int drawAllowed(Restraint restraint) {
        for (int t = 0; t < restraint.tries(); t++) {
            int item = draw.draw();
            if (item == 0 || restraint.allows(cursor, item)) {
                return item;
            }
        }
        return 0;
    }

    /**
     * Offers the open items that are common with the record, and closes the others: what does not fit now never will.
     */
    private int offerCommon(int size) {
        draw.clear();
        int left = 0;
        for (int i = 0; i < size; i++) {
            int count = cursor.isTaken(code.attributeOf(open[i])) ? 0 : cursor.count(open[i]);
            if (count > 0) {
                open[left++] = open[i];
                draw.offer(open[i], count);
            }
        }
        return left;
    }
}
