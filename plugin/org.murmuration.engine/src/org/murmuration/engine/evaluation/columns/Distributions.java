// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.columns;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.columns.ColumnReport.Share;
import org.murmuration.engine.evaluation.statistics.CodedPair;

/** Shares of the values of a column in two tables, to be drawn side by side. */
final class Distributions {
    private static final int SHOWN_TEXTS = 20;
    private static final MathContext SHORT = new MathContext(4);

    private Distributions() {}

    /** The distribution of a column that was cut into cells. */
    static ColumnReport.Distribution of(MixedColumns columns, CodedPair coded, int column) {
        MixedColumns.Column c = columns.columns().get(column);
        double[] real = coded.shares(false, column);
        double[] synthetic = coded.shares(true, column);
        double[] marks = coded.marks(column);
        List<Share> shares = new ArrayList<>();
        if (c.isNumeric()) {
            for (int cell = 1; cell < real.length; cell++) {
                boolean isPoint = cell >= 2 && cell <= marks.length && marks[cell - 2] == marks[cell - 1];
                if (!isPoint || real[cell] > 0 || synthetic[cell] > 0) {
                    shares.add(new Share(bin(marks, cell - 1), real[cell], synthetic[cell]));
                }
            }
        } else {
            texts(columns, column, marks, real, synthetic, shares);
        }
        if (real[0] > 0 || synthetic[0] > 0) {
            shares.add(new Share(null, real[0], synthetic[0]));
        }
        return new ColumnReport.Distribution(c.name(), c.isNumeric(), shares);
    }

    private static void texts(
            MixedColumns columns, int column, double[] marks, double[] real, double[] synthetic, List<Share> shares) {
        int[] cells = IntStream.range(1, real.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer cell) -> -real[cell])
                        .thenComparingDouble(cell -> -synthetic[cell])
                        .thenComparing(cell -> columns.text(column, marks[cell - 1])))
                .mapToInt(Integer::intValue)
                .toArray();
        double otherReal = 0;
        double otherSynthetic = 0;
        for (int i = 0; i < cells.length; i++) {
            if (i < SHOWN_TEXTS) {
                shares.add(new Share(columns.text(column, marks[cells[i] - 1]), real[cells[i]], synthetic[cells[i]]));
            } else {
                otherReal += real[cells[i]];
                otherSynthetic += synthetic[cells[i]];
            }
        }
        if (cells.length > SHOWN_TEXTS) {
            shares.add(new Share(ColumnReport.OTHERS, otherReal, otherSynthetic));
        }
    }

    private static String bin(double[] edges, int bin) {
        if (edges.length == 0) {
            return "all";
        }
        if (bin == 0) {
            return "< " + number(edges[0]);
        }
        return bin == edges.length
                ? "\u2265 " + number(edges[bin - 1])
                : number(edges[bin - 1]) + " \u2013 " + number(edges[bin]);
    }

    private static String number(double value) {
        return new BigDecimal(value).round(SHORT).stripTrailingZeros().toPlainString();
    }
}
