// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.linked.Families;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.random.RandomSource;

class FamilyCodesTest {
    @Test
    void knowsWhoBelongsToWhom() {
        FamilyCodes codes = new FamilyCodes(Families.SMALL, new int[] {2, 0, 9});
        assertEquals(3, codes.families());
        assertEquals(11, codes.children());
        assertEquals(2, codes.firstChild(2));
        assertEquals(0, codes.childrenOf(1));
        int k = Families.SMALL.countIndex();
        assertEquals(2, codes.parent(k, 0));
        assertEquals(0, codes.parent(k, 1));
        assertEquals(6, codes.parent(k, 2), "six or more");
    }

    /** Families keep their parent and all their children; only places change, of families and of siblings. */
    @Test
    void shufflingKeepsFamiliesTogetherAndHidesTheirPlaces() {
        int[] numbers = new int[200];
        for (int f = 0; f < numbers.length; f++) {
            numbers[f] = f % 4;
        }
        FamilyCodes codes = new FamilyCodes(Families.SMALL, numbers);
        for (int f = 0; f < numbers.length; f++) {
            codes.column(0)[f] = f % 2;
            codes.column(1)[f] = f / 2 % 2;
            for (int c = codes.firstChild(f); c < codes.firstChild(f + 1); c++) {
                codes.column(3)[c] = f % 2;
                codes.column(4)[c] = c - codes.firstChild(f);
            }
        }
        LinkedDataset shuffled = codes.shuffled(RandomSource.seeded("shuffle"));
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        int inOrder = 0;
        int sorted = 0;
        for (int f = 0; f < numbers.length; f++) {
            before.add(f % 2 + " " + f / 2 % 2 + " " + numbers[f]);
            after.add(
                    shuffled.parents().code(f, 0) + " " + shuffled.parents().code(f, 1) + " " + shuffled.childrenOf(f));
            inOrder += before.get(f).equals(after.get(f)) ? 1 : 0;
            List<Integer> roles = new ArrayList<>();
            for (int c = shuffled.firstChild(f); c < shuffled.firstChild(f + 1); c++) {
                assertEquals(
                        shuffled.parents().code(f, 0), shuffled.children().code(c, 0), "a child of another parent");
                roles.add(shuffled.children().code(c, 1));
            }
            if (roles.size() == 3) {
                sorted += roles.equals(List.of(0, 1, 2)) ? 1 : 0;
                Collections.sort(roles);
                assertEquals(List.of(0, 1, 2), roles);
            }
        }
        assertTrue(inOrder < 100, "families in their place: " + inOrder);
        assertTrue(sorted < 25, "of 50 sets of three siblings one in six is in order: " + sorted);
        Collections.sort(before);
        Collections.sort(after);
        assertEquals(before, after);
    }
}
