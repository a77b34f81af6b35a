// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.anonymity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class RecordGrowerTest {
    private static final int K = 4;

    private static CommonCombinations common(Dataset data) {
        return CommonCombinations.of(
                data, CombinationCode.of(data.domain(), CombinationCode.all(data.domain())), K, ProgressMonitor.NONE);
    }

    /** Sensitive records that have all values of a record. */
    private static int shared(CommonCombinations common, int[] record) {
        int count = 0;
        for (int r = 0; r < common.data().rows(); r++) {
            boolean has = true;
            for (int item : record) {
                has &= item == 0
                        || common.data().code(r, common.code().attributeOf(item))
                                == common.code().codeOf(item);
            }
            count += has ? 1 : 0;
        }
        return count;
    }

    /** Whatever is asked of it and in whatever order, what it holds is shared by k. */
    @Test
    void atNoMomentIsThereARecordOfFewerThanK() {
        Domain domain = RandomData.domain(2, 3, 2, 4, 3);
        RandomSource random = RandomSource.seeded("requests");
        CommonCombinations common = common(RandomData.records(domain, 150, "grow"));
        RecordGrower grower = new RecordGrower(common, RandomSource.seeded("grower"));
        for (int trial = 0; trial < 300; trial++) {
            grower.clear();
            assertEquals(0, grower.length());
            for (int step = 0; step < 5; step++) {
                int attribute = (int) random.nextLong(5);
                switch ((int) random.nextLong(5)) {
                    case 0 -> grower.addFrom(own(common, (int) random.nextLong(150), grower));
                    case 1 -> {
                        long[] available = new long[common.code().items() + 1];
                        Arrays.fill(available, random.nextLong(2));
                        grower.addAvailable(available, RecordGrower.Restraint.NONE);
                    }
                    case 2 -> {
                        if (!grower.isTaken(attribute)) {
                            grower.addAny(attribute);
                        }
                    }
                    case 3 -> {
                        if (!grower.isTaken(attribute)) {
                            grower.addAnyButBlank(attribute);
                        }
                    }
                    default -> {
                        if (!grower.isTaken(attribute)) {
                            grower.addAnyOrEnd(attribute);
                        }
                    }
                }
                assertTrue(shared(common, grower.record()) >= K, "a rare record");
                assertEquals(5 - grower.length(), RecordGrower.blanks(grower.record()));
            }
        }
    }

    private static int[] own(CommonCombinations common, int row, RecordGrower grower) {
        return IntStream.range(0, 5)
                .filter(a -> !grower.isTaken(a))
                .map(a -> common.code().item(a, common.data().code(row, a)))
                .toArray();
    }

    /** Six records of x and y, of which three go on with one value and three with another: neither is common. */
    @Test
    void whereNothingIsCommonARecordStaysShort() {
        Domain domain = RandomData.domain(2, 2, 2);
        Dataset data = Dataset.of(domain, new int[6], new int[6], new int[] {0, 0, 0, 1, 1, 1});
        CommonCombinations common = common(data);
        RecordGrower grower = new RecordGrower(common, RandomSource.seeded("short"));
        grower.addFrom(own3(common, 0));
        assertArrayEquals(new int[] {common.code().item(0, 0), common.code().item(1, 0), 0}, grower.record());
        assertEquals(0, grower.addAny(2));
        assertEquals(0, grower.addAnyButBlank(2));
    }

    private static int[] own3(CommonCombinations common, int row) {
        return IntStream.range(0, 3)
                .map(a -> common.code().item(a, common.data().code(row, a)))
                .toArray();
    }

    /** 60 records with a value, 40 of which share another: drawn 60 to 40, and never a blank where a value is there. */
    @Test
    void valuesComeInProportionToRecordsAndBlanksOnlyWhereNothingElseDoes() {
        Domain domain = RandomData.domain(3);
        int missing = domain.attribute(0).missingCode();
        int[] codes = new int[200];
        Arrays.fill(codes, 60, 100, 1);
        Arrays.fill(codes, 100, 200, missing);
        CommonCombinations common = common(Dataset.of(domain, codes));
        CombinationCode code = common.code();
        RecordGrower grower = new RecordGrower(common, RandomSource.seeded("proportion"));
        int[] counts = new int[code.items() + 1];
        int[] valued = new int[code.items() + 1];
        for (int i = 0; i < 4000; i++) {
            grower.clear();
            counts[grower.addAny(0)]++;
            grower.clear();
            valued[grower.addAnyButBlank(0)]++;
        }
        assertEquals(2000, counts[code.item(0, missing)], 6 * Math.sqrt(1000));
        assertEquals(1200, counts[code.item(0, 0)], 6 * Math.sqrt(4000 * 0.3 * 0.7));
        assertEquals(0, valued[code.item(0, missing)]);
        assertEquals(2400, valued[code.item(0, 0)], 6 * Math.sqrt(4000 * 0.6 * 0.4));
        CommonCombinations blanks = common(Dataset.of(domain, missingOnly(missing)));
        RecordGrower onlyBlanks = new RecordGrower(blanks, RandomSource.seeded("blanks"));
        assertEquals(blanks.code().item(0, missing), onlyBlanks.addAnyButBlank(0));
    }

    private static int[] missingOnly(int missing) {
        int[] codes = new int[20];
        Arrays.fill(codes, missing);
        return codes;
    }

    /** 90 records with a common value, ten with rare ones: those count as blanks, and no record is truly blank. */
    @Test
    void aRareValueEndsARecordWhereBlanksAreRare() {
        Domain domain = RandomData.domain(6);
        int[] codes = new int[100];
        for (int r = 90; r < 100; r++) {
            codes[r] = 1 + r % 5; // two records each
        }
        CommonCombinations common = common(Dataset.of(domain, codes));
        RecordGrower grower = new RecordGrower(common, RandomSource.seeded("end"));
        int ended = 0;
        for (int i = 0; i < 4000; i++) {
            grower.clear();
            if (grower.addAnyOrEnd(0)) {
                assertEquals(common.code().item(0, 0), grower.record()[0]);
            } else {
                ended++;
                assertEquals(0, grower.length());
            }
        }
        assertEquals(400, ended, 6 * Math.sqrt(4000 * 0.1 * 0.9));
    }

    @Test
    void availableValuesAreUsedUpAndRestraintsAreAsked() {
        Domain domain = RandomData.domain(2, 2);
        CommonCombinations common = common(Dataset.of(domain, new int[10], new int[10]));
        int x = common.code().item(0, 0);
        int y = common.code().item(1, 0);
        RecordGrower grower = new RecordGrower(common, RandomSource.seeded("available"));
        long[] available = new long[common.code().items() + 1];
        available[x] = 2;
        available[y] = 1;
        grower.addAvailable(available, RecordGrower.Restraint.NONE);
        assertArrayEquals(new int[] {x, y}, grower.record());
        grower.clear();
        grower.addAvailable(available, RecordGrower.Restraint.NONE);
        assertArrayEquals(new int[] {x, 0}, grower.record());
        assertEquals(0, Arrays.stream(available).sum());
        grower.clear();
        grower.addAvailable(available, RecordGrower.Restraint.NONE);
        assertEquals(0, grower.length());
        Arrays.fill(available, 5);
        int[] asked = new int[1];
        grower.addAvailable(available, new RecordGrower.Restraint() {
            @Override
            public boolean allows(CommonCombinations.Cursor cursor, int item) {
                asked[0]++;
                return false;
            }

            @Override
            public int tries() {
                return 7;
            }
        });
        assertEquals(0, grower.length());
        assertEquals(7, asked[0], "as often as it may be refused");
        assertEquals(5, available[x], "what was refused is still available");
    }

    @Test
    void theFullerRecordIsKept() {
        int[] full = {1, 2};
        int[] half = {1, 0};
        assertSame(full, RecordGrower.fuller(half, full));
        assertSame(full, RecordGrower.fuller(full, half));
        assertSame(half, RecordGrower.fuller(null, half));
        assertSame(full, RecordGrower.fuller(full, new int[] {3, 4}), "the first of two alike");
        assertEquals(1, RecordGrower.blanks(half));
    }

    @Test
    void blanksAreMissingAndOfListsNo() {
        Codebook codebook = Codebook.of(
                List.of(
                        Attribute.categorical("a", "x"),
                        Attribute.builder("l")
                                .categories(List.of("p", "q"))
                                .separator(";")
                                .build()),
                Codebook.Origin.PUBLIC);
        Domain domain = codebook.domain();
        assertEquals(domain.attribute(0).missingCode(), RecordGrower.blank(domain, 0));
        assertEquals(Domain.NO, domain.attribute(1).label(RecordGrower.blank(domain, 1)));
        assertFalse(domain.attribute(1).missingCode() == RecordGrower.blank(domain, 1));
    }
}
