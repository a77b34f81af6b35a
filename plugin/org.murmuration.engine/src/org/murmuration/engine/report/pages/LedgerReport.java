// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.pages;

import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.accounting.PldAccountant;
import org.murmuration.engine.accounting.ZcdpAccountant;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.LedgerAccount;
import org.murmuration.engine.accounting.ledger.LedgerEntry;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.accounting.ledger.LedgerTerms;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.engine.json.JsonArray;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.progress.ProgressMonitor;

/** What a ledger says at one moment: its releases, what they cost together, what is left. Free of data. */
public final class LedgerReport {
    /** Format of the JSON. */
    public static final int FORMAT = 1;

    private static final int DECADES = 12;

    private final LedgerTerms terms;
    private final List<Row> rows;
    private final List<Point> curve;
    private final Totals totals;
    private final String sentence;

    /**
     * One release.
     *
     * @param entry its line in the ledger
     * @param cost what it costs by itself, in the measure of the budget; 0 if it was given back
     * @param total what was spent after it for the people with the largest total, in the measure of the budget
     * @param share part of the budget that it takes by itself, 0 to 1
     */
    public record Row(LedgerEntry entry, double cost, double total, double share) {}

    /**
     * Epsilon of all releases together at a delta, for the people with the largest total.
     *
     * @param delta strictly between 0 and 1
     * @param zcdp by adding up rho: holds even if releases were chosen after looking at earlier ones
     * @param pld by composing loss distributions: holds if they were not
     */
    public record Point(double delta, double zcdp, double pld) {}

    /**
     * Sums in the measure of the budget.
     *
     * @param budget whole budget
     * @param spent what was spent for the people with the largest total
     * @param left largest single release about everybody that still fits
     * @param releases number of releases that count
     * @param interrupted number of those that were reserved and never finished
     */
    public record Totals(double budget, double spent, double left, long releases, long interrupted) {}

    private LedgerReport(LedgerTerms terms, List<Row> rows, List<Point> curve, Totals totals, String sentence) {
        this.terms = terms;
        this.rows = rows;
        this.curve = curve;
        this.totals = totals;
        this.sentence = sentence;
    }

    /**
     * Reads a ledger.
     *
     * @param ledger the ledger
     * @param monitor receives progress
     * @return the report
     * @throws LedgerException when the ledger cannot be read
     */
    public static LedgerReport of(PrivacyLedger ledger, ProgressMonitor monitor) throws LedgerException {
        List<LedgerEntry> entries = ledger.entries();
        LedgerAccount account = new LedgerAccount(ledger.terms(), entries);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            monitor.checkCanceled();
            LedgerEntry entry = entries.get(i);
            double total = new LedgerAccount(ledger.terms(), entries.subList(0, i + 1)).spent(Cohort.ALL);
            rows.add(new Row(
                    entry,
                    entry.counts() ? account.cost(entry.event()) : 0,
                    total,
                    entry.counts() ? account.share(entry.event()) : 0));
        }
        List<Point> curve = curve(account, monitor);
        Totals totals = new Totals(
                account.budget(),
                account.spent(Cohort.ALL),
                account.left(Cohort.ALL),
                entries.stream().filter(LedgerEntry::counts).count(),
                entries.stream()
                        .filter(e -> e.state() == LedgerEntry.State.RESERVED)
                        .count());
        return new LedgerReport(ledger.terms(), rows, curve, totals, sentence(ledger, totals));
    }

    private static List<Point> curve(LedgerAccount account, ProgressMonitor monitor) {
        ZcdpAccountant zcdp = new ZcdpAccountant();
        PldAccountant pld = new PldAccountant();
        account.heaviest(Cohort.ALL).forEach(zcdp::charge);
        account.heaviest(Cohort.ALL).forEach(pld::charge);
        List<Point> curve = new ArrayList<>();
        for (int i = 1; i <= DECADES; i++) {
            monitor.checkCanceled();
            double delta = Double.parseDouble("1e-" + i);
            curve.add(new Point(delta, zcdp.epsilon(delta), pld.epsilon(delta)));
            monitor.report((double) i / DECADES, "Composing losses");
        }
        return curve;
    }

    private static String sentence(PrivacyLedger ledger, Totals totals) {
        String unit = ledger.terms().unit().name();
        if (totals.releases() == 0) {
            return "Nothing was released from \"" + ledger.terms().asset() + "\" yet; the whole budget of "
                    + ledger.describe(totals.budget()) + " is left.";
        }
        String many = totals.releases() == 1 ? "The one release" : "All " + totals.releases() + " releases together";
        return many + " from \"" + ledger.terms().asset() + "\" hide whether any single " + unit
                + " was in the data with " + ledger.describe(totals.spent()) + "; the budget is "
                + ledger.describe(totals.budget()) + ", and "
                + (totals.left() == 0
                        ? "nothing is left."
                        : "one more release of " + ledger.describe(totals.left()) + " would fit.");
    }

    /**
     * What the ledger promises.
     *
     * @return the terms
     */
    public LedgerTerms terms() {
        return terms;
    }

    /**
     * All releases in order.
     *
     * @return one row each
     */
    public List<Row> rows() {
        return rows;
    }

    /**
     * Epsilon by delta.
     *
     * @return from delta 0.1 down by powers of ten
     */
    public List<Point> curve() {
        return curve;
    }

    /**
     * Sums.
     *
     * @return in the measure of the budget
     */
    public Totals totals() {
        return totals;
    }

    /**
     * The state of the ledger in plain words.
     *
     * @return a sentence with a full stop
     */
    public String sentence() {
        return sentence;
    }

    /**
     * The JSON that the view is made of.
     *
     * @return JSON text
     */
    public String toJson() {
        JsonObject root = new JsonObject();
        root.put("format", FORMAT)
                .put("asset", terms.asset())
                .put("unit", terms.unit().name())
                .put("neighbours", terms.relation().describe(terms.unit()))
                .put("budgetInWords", terms.budget().describe())
                .put("sentence", sentence);
        root.put("releases", totals.releases()).put("interrupted", totals.interrupted());
        root.putFinite("budget", totals.budget())
                .putFinite("spent", totals.spent())
                .putFinite("left", totals.left());
        root.put("entries", JsonArray.of(rows, row -> new JsonObject()
                        .put("release", row.entry().release())
                        .put("time", row.entry().time().toString())
                        .put("node", row.entry().node())
                        .put("what", row.entry().event().label())
                        .put("cohort", row.entry().cohort().describe())
                        .put("state", row.entry().state().name())
                        .putFinite("cost", row.cost())
                        .putFinite("total", row.total())
                        .putFinite("share", row.share())))
                .put("curve", JsonArray.of(curve, p -> new JsonObject()
                        .put("delta", p.delta())
                        .putFinite("zcdp", p.zcdp())
                        .putFinite("pld", p.pld())));
        return root.compact();
    }
}
