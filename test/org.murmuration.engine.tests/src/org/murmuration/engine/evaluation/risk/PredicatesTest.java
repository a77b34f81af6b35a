// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.MixedTables;
import org.murmuration.engine.evaluation.risk.Predicates.Operator;
import org.murmuration.engine.evaluation.risk.Predicates.Predicate;
import org.murmuration.engine.random.RandomSource;

class PredicatesTest {
    private static final MixedColumns COLUMNS = MixedTables.columns("NT");
    private static final MixedRecords RECORDS = MixedTables.table(
            COLUMNS, new Object[] {1, "x"}, new Object[] {2, "x"}, new Object[] {3, "y"}, new Object[] {null, null});

    private static String met(Operator operator, double value) {
        StringBuilder met = new StringBuilder();
        for (double cell : RECORDS.column(0)) {
            met.append(new Predicate(0, operator, value).holds(cell) ? '1' : '0');
        }
        return met.toString();
    }

    @Test
    void conditionsHoldForWhatTheySayAndMissingIsNoNumber() {
        assertEquals("0100", met(Operator.EQUAL, 2));
        assertEquals("1011", met(Operator.DIFFERENT, 2));
        assertEquals("1100", met(Operator.AT_MOST, 2));
        assertEquals("0110", met(Operator.AT_LEAST, 2));
        assertEquals("1000", met(Operator.BELOW, 2));
        assertEquals("0010", met(Operator.ABOVE, 2));
        assertEquals("0001", met(Operator.MISSING, 0));
    }

    @Test
    void theValueOfARecordMayBeMissing() {
        assertEquals(Operator.MISSING, Predicate.equalTo(0, Double.NaN).operator());
        assertTrue(Predicate.equalTo(0, 3).holds(3));
        assertFalse(Predicate.equalTo(0, 3).holds(Double.NaN));
    }

    @Test
    void oneRecordAloneIsSingledOut() {
        Predicate x = Predicate.equalTo(1, RECORDS.column(1)[0]);
        Predicate large = new Predicate(0, Operator.ABOVE, 1);
        assertFalse(Predicates.singlesOut(List.of(x), RECORDS), "two have x");
        assertTrue(Predicates.singlesOut(List.of(x, large), RECORDS));
        assertFalse(Predicates.singlesOut(List.of(x, new Predicate(0, Operator.ABOVE, 2)), RECORDS), "none");
        assertFalse(Predicates.singlesOut(List.of(), RECORDS), "all");
    }

    @Test
    void guessesUseValuesThatOccurAndOperatorsThatSuit() {
        RandomSource random = RandomSource.seeded("guesses");
        Set<Operator> ofNumbers = EnumSet.noneOf(Operator.class);
        Set<Operator> ofTexts = EnumSet.noneOf(Operator.class);
        for (int i = 0; i < 500; i++) {
            Predicate number = Predicate.random(RECORDS, 0, random);
            ofNumbers.add(number.operator());
            assertTrue(number.operator() == Operator.MISSING || number.value() >= 1 && number.value() <= 3);
            ofTexts.add(Predicate.random(RECORDS, 1, random).operator());
        }
        assertEquals(EnumSet.allOf(Operator.class), ofNumbers);
        assertEquals(EnumSet.of(Operator.EQUAL, Operator.DIFFERENT, Operator.MISSING), ofTexts);
    }
}
