// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.risk;

import java.util.List;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.random.RandomSource;

/** Conditions that hold together, and the records that meet them. */
final class Predicates {
    /** How a value is compared. */
    enum Operator {
        EQUAL,
        DIFFERENT,
        AT_MOST,
        AT_LEAST,
        BELOW,
        ABOVE,
        MISSING
    }

    /** One condition. */
    record Predicate(int column, Operator operator, double value) {
        boolean holds(double cell) {
            return switch (operator) {
                case EQUAL -> cell == value;
                case DIFFERENT -> cell != value;
                case AT_MOST -> cell <= value;
                case AT_LEAST -> cell >= value;
                case BELOW -> cell < value;
                case ABOVE -> cell > value;
                case MISSING -> Double.isNaN(cell);
            };
        }

        /** That a column has the value of a record. */
        static Predicate equalTo(int column, double value) {
            return Double.isNaN(value)
                    ? new Predicate(column, Operator.MISSING, 0)
                    : new Predicate(column, Operator.EQUAL, value);
        }

        /** Any condition on a column: a value that occurs and an operator that suits it. */
        static Predicate random(MixedRecords records, int column, RandomSource random) {
            double value = records.column(column)[(int) random.nextLong(records.rows())];
            if (Double.isNaN(value)) {
                return new Predicate(column, Operator.MISSING, 0);
            }
            Operator[] all = Operator.values();
            int suited = records.isNumeric(column) ? 6 : 2;
            return new Predicate(column, all[(int) random.nextLong(suited)], value);
        }
    }

    private Predicates() {}

    /** Whether exactly one record meets all conditions. */
    static boolean singlesOut(List<Predicate> conditions, MixedRecords records) {
        int found = 0;
        for (int r = 0; r < records.rows() && found < 2; r++) {
            boolean holds = true;
            for (int i = 0; holds && i < conditions.size(); i++) {
                Predicate p = conditions.get(i);
                holds = p.holds(records.column(p.column())[r]);
            }
            found += holds ? 1 : 0;
        }
        return found == 1;
    }
}
