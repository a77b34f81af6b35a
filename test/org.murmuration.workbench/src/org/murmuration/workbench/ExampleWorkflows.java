// SPDX-License-Identifier: Apache-2.0
package org.murmuration.workbench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes the example workflows by code; what is stored under {@code test/workflows} is what this writes. */
public final class ExampleWorkflows {
    /** From a CSV file to a release folder. */
    public static final String ADULT = "adult-release";
    /** Drafting a codebook. */
    public static final String CODEBOOK = "adult-codebook-draft";

    /** Private counts under a ledger. */
    public static final String LEDGER = "adult-ledger";

    /** A model under a ledger, and records drawn from it. */
    public static final String MODEL = "adult-model";

    /** Counts of combinations as Synthetic Data Showcase makes them, and records made from them. */
    public static final String COMBINATIONS = "adult-combinations";

    /** Synthesizers compared, one of them judged for the public, and a pipeline audited. */
    public static final String EVALUATION = "adult-evaluation";

    /** Statistics per group and of every column. */
    public static final String STATISTICS = "adult-statistics";

    /** Two linked tables released together. */
    public static final String LINKED = "victims-and-perpetrators";

    /** A release a year, each about other people, under one ledger. */
    public static final String YEARLY = "yearly-releases";

    /** A table for the public from a small sheet of cases. */
    public static final String FIRST = "first-dp-table";

    /** What goes wrong without a ledger. */
    public static final String UNRECORDED = "without-a-ledger";

    private ExampleWorkflows() {}

    /** Names of all examples. */
    public static List<String> names() {
        return List.of(
                ADULT,
                CODEBOOK,
                LEDGER,
                MODEL,
                COMBINATIONS,
                EVALUATION,
                STATISTICS,
                LINKED,
                FIRST,
                YEARLY,
                UNRECORDED);
    }

    /** Writes all examples below a folder. The data they read must lie in their {@code data} folders. */
    public static void write(Path folder) throws WorkbenchException, IOException {
        adult().save(folder.resolve(ADULT));
        codebook().save(folder.resolve(CODEBOOK));
        ledger().save(folder.resolve(LEDGER));
        model().save(folder.resolve(MODEL));
        combinations().save(folder.resolve(COMBINATIONS));
        evaluation().save(folder.resolve(EVALUATION));
        statistics().save(folder.resolve(STATISTICS));
        linked().save(folder.resolve(LINKED));
        first().save(folder.resolve(FIRST));
        yearly().save(folder.resolve(YEARLY));
        unrecorded().save(folder.resolve(UNRECORDED));
    }

    private static WorkflowBuilder adult() throws WorkbenchException {
        WorkflowBuilder w = new WorkflowBuilder(new NodeRepository());
        int reader = w.add("Case Data Reader", 80, 240);
        int marginals = w.add("DP Marginals", 340, 240);
        int generator = w.add("Synthetic Data Generator", 600, 240);
        int utility = w.add("Utility Evaluation", 860, 120);
        int release = w.add("Release Writer", 860, 360);
        int navigator = w.add("Data Navigator", 860, 520);
        w.set(reader, "file", "../../data/adult.csv").set(reader, "codebook", "../../data/adult-codebook.json");
        w.set(marginals, "release.unit.name", "person");
        w.set(release, "folder", "../releases/adult")
                .set(release, "ifExists", "REPLACE")
                .set(release, "createParents", "true");
        w.connect(reader, 1, marginals, 1)
                .connect(reader, 2, marginals, 2)
                .connect(marginals, 2, generator, 1)
                .connect(reader, 1, utility, 1)
                .connect(generator, 1, utility, 2)
                .connect(reader, 2, utility, 3)
                .connect(generator, 1, release, 1)
                .connect(marginals, 2, release, 2)
                .connect(generator, 1, navigator, 1)
                .connect(marginals, 2, navigator, 2);
        w.annotate(
                "1. Read the records and the public codebook.\nThe codebook says which values can occur; it is made"
                        + " from documentation, not from the records.",
                40,
                60,
                250,
                130);
        w.annotate(
                "2. Count with noise.\nThe dialog shows the expected error before anything is spent. From here on"
                        + " everything may be published.",
                310,
                60,
                250,
                130);
        w.annotate(
                "3. Draw synthetic records.\nThey cost nothing more: only the noisy counts are used.",
                580,
                60,
                230,
                130);
        w.annotate(
                "4a. Judge the result.\nExact comparison with the real records: private, do not publish.",
                980,
                100,
                250,
                110);
        w.annotate("4b. Write the release folder.\nShare this folder, never the workflow.", 980, 340, 250, 110);
        w.annotate(
                "4c. Explore what was released.\nThe page can be written to a file for people without KNIME.",
                980,
                500,
                250,
                110);
        return w;
    }

    private static WorkflowBuilder codebook() throws WorkbenchException {
        WorkflowBuilder w = new WorkflowBuilder(new NodeRepository());
        int reader = w.add("Case Data Reader", 80, 240);
        int builder = w.add("Codebook Builder", 340, 240);
        w.set(reader, "file", "../../data/adult.csv").set(reader, "codebook", "../../data/adult-codebook.json");
        w.set(builder, "maxCategories", "60");
        w.connect(reader, 1, builder, 1);
        w.annotate(
                "A first draft of a codebook saves typing.\nIt is made from the data: look through the review table, and"
                        + " copy its code into the dialog only if you knew every value without the records.",
                40,
                60,
                480,
                130);
        return w;
    }

    private static WorkflowBuilder ledger() throws WorkbenchException {
        WorkflowBuilder w = new WorkflowBuilder(new NodeRepository());
        int reader = w.add("Case Data Reader", 80, 240);
        int ledger = w.add("Privacy Ledger", 80, 400);
        int marginals = w.add("DP Marginals", 340, 240);
        int report = w.add("Privacy Ledger Report", 600, 400);
        w.set(reader, "file", "../../data/adult.csv").set(reader, "codebook", "../../data/adult-codebook.json");
        w.set(ledger, "folder", "../adult.ledger")
                .set(ledger, "asset", "UCI Adult")
                .set(ledger, "unit", "person");
        w.connect(reader, 1, marginals, 1)
                .connect(reader, 2, marginals, 2)
                .connect(ledger, 1, marginals, 3)
                .connect(ledger, 1, report, 1)
                .connect(marginals, 0, report, 0);
        w.annotate(
                "1. One ledger for one source of records.\nIts folder lies outside of the workflow: copies of the workflow"
                        + " share it. The budget bounds what all releases together reveal.",
                40,
                520,
                330,
                130);
        w.annotate(
                "2. Release under the ledger.\nExecute it again, reset it, copy the workflow: the same counts come back at"
                        + " no cost. Raise the number \"New release\" to draw new noise, which is charged.",
                310,
                60,
                330,
                130);
        w.annotate(
                "3. See what was spent.\nThe view shows each release as a part of the budget, and epsilon against delta.",
                580,
                520,
                300,
                110);
        return w;
    }

    private static WorkflowBuilder model() throws WorkbenchException {
        WorkflowBuilder w = new WorkflowBuilder(new NodeRepository());
        int reader = w.add("Case Data Reader", 80, 240);
        int ledger = w.add("Privacy Ledger", 80, 400);
        int learner = w.add("DP Synthesizer Learner", 340, 240);
        int sampler = w.add("Synthetic Data Sampler", 600, 240);
        int utility = w.add("Utility Evaluation", 860, 240);
        int release = w.add("Release Writer", 860, 400);
        w.set(reader, "file", "../../data/adult.csv").set(reader, "codebook", "../../data/adult-codebook.json");
        w.set(ledger, "folder", "../adult-model.ledger")
                .set(ledger, "asset", "UCI Adult")
                .set(ledger, "unit", "person");
        w.set(release, "folder", "../releases/adult-model")
                .set(release, "ifExists", "REPLACE")
                .set(release, "createParents", "true");
        w.connect(reader, 1, learner, 1)
                .connect(reader, 2, learner, 2)
                .connect(ledger, 1, learner, 3)
                .connect(learner, 1, sampler, 1)
                .connect(reader, 1, utility, 1)
                .connect(sampler, 1, utility, 2)
                .connect(reader, 2, utility, 3)
                .connect(sampler, 1, release, 1)
                .connect(learner, 1, release, 3);
        w.annotate(
                "1. Learn a model under a ledger.\nThe view shows which pairs were measured, how far the model may be from"
                        + " the records, and where the budget went. All of it may be published.",
                310,
                60,
                270,
                150);
        w.annotate(
                "2. Draw as many records as you like.\nIt costs nothing more. Connect a table to the second input to draw"
                        + " records with given values.",
                600,
                60,
                240,
                150);
        w.annotate("3a. Judge the result.\nPrivate: do not publish.", 860, 100, 240, 110);
        w.annotate(
                "3b. Write the release folder.\nIt holds the model too, so that others can draw more records.",
                860,
                520,
                240,
                110);
        return w;
    }

    private static WorkflowBuilder combinations() throws WorkbenchException {
        WorkflowBuilder w = new WorkflowBuilder(new NodeRepository());
        int reader = w.add("Case Data Reader", 80, 240);
        int ledger = w.add("Privacy Ledger", 80, 400);
        int counts = w.add("DP Aggregates", 340, 240);
        int synthesizer = w.add("Aggregate-Seeded Synthesizer", 600, 240);
        int evaluation = w.add("Aggregate Evaluation", 860, 240);
        int release = w.add("Release Writer", 860, 400);
        int export = w.add("SDS Aggregates Writer", 600, 400);
        w.set(reader, "file", "../../data/adult.csv").set(reader, "codebook", "../../data/adult-codebook.json");
        w.set(ledger, "folder", "../adult-combinations.ledger")
                .set(ledger, "asset", "UCI Adult")
                .set(ledger, "unit", "person");
        w.set(counts, "release.length", "2");
        w.set(export, "file", "../adult-aggregates.tsv").set(export, "overwrite", "true");
        w.set(release, "folder", "../releases/adult-combinations")
                .set(release, "ifExists", "REPLACE")
                .set(release, "createParents", "true");
        w.connect(reader, 1, counts, 1)
                .connect(reader, 2, counts, 2)
                .connect(ledger, 1, counts, 3)
                .connect(counts, 2, synthesizer, 1)
                .connect(counts, 2, evaluation, 1)
                .connect(reader, 2, evaluation, 2)
                .connect(synthesizer, 1, evaluation, 3)
                .connect(reader, 1, evaluation, 4)
                .connect(counts, 2, export, 1)
                .connect(synthesizer, 1, release, 1)
                .connect(counts, 2, release, 4);
        w.annotate(
                "1. Count combinations of values with noise.\nOnly what occurs is counted, so columns may have many values."
                        + " The codebook is public, so rare values are not lost.",
                310,
                60,
                270,
                150);
        w.annotate(
                "2. Make whole records of the counts.\nTheir number and which values are missing together are kept. Choose"
                        + " fragments to see what Synthetic Data Showcase would make.",
                600,
                60,
                250,
                150);
        w.annotate(
                "3. See what was lost and invented.\nThe first output may be published; with the sensitive records connected"
                        + " there is a private one too.",
                880,
                60,
                260,
                150);
        w.annotate("4. Share the folder, and the counts for dashboards of Synthetic Data Showcase.", 600, 520, 420, 90);
        return w;
    }

    private static WorkflowBuilder evaluation() throws WorkbenchException {
        WorkflowBuilder w = new WorkflowBuilder(new NodeRepository());
        int reader = w.add("Case Data Reader", 80, 240);
        int ledger = w.add("Privacy Ledger", 80, 400);
        int learner = w.add("DP Synthesizer Learner", 340, 240);
        int sampler = w.add("Synthetic Data Sampler", 600, 240);
        int marginals = w.add("DP Marginals", 340, 400);
        int generator = w.add("Synthetic Data Generator", 600, 400);
        int comparison = w.add("Synthesizer Comparison", 860, 320);
        int utility = w.add("DP Utility Evaluation", 860, 160);
        int inserter = w.add("Canary Inserter", 80, 640);
        int audited = w.add("DP Marginals", 340, 640);
        int made = w.add("Synthetic Data Generator", 600, 640);
        int audit = w.add("Canary Audit", 860, 640);
        w.set(reader, "file", "../../data/adult.csv").set(reader, "codebook", "../../data/adult-codebook.json");
        w.set(ledger, "folder", "../adult-evaluation.ledger")
                .set(ledger, "asset", "UCI Adult")
                .set(ledger, "unit", "person");
        w.set(comparison, "names", "model; tree of pairs").set(comparison, "target", "income");
        w.set(sampler, "seed", "1");
        w.set(utility, "release.budget.epsilon", "0.2");
        w.connect(reader, 1, learner, 1)
                .connect(reader, 2, learner, 2)
                .connect(ledger, 1, learner, 3)
                .connect(learner, 1, sampler, 1)
                .connect(reader, 1, marginals, 1)
                .connect(reader, 2, marginals, 2)
                .connect(marginals, 2, generator, 1)
                .connect(reader, 1, comparison, 1)
                .connect(sampler, 1, comparison, 2)
                .connect(generator, 1, comparison, 3)
                .connect(reader, 2, comparison, 8)
                .connect(reader, 1, utility, 1)
                .connect(reader, 2, utility, 2)
                .connect(ledger, 1, utility, 3)
                .connect(sampler, 1, utility, 4)
                .connect(reader, 1, inserter, 1)
                .connect(inserter, 1, audited, 1)
                .connect(reader, 2, audited, 2)
                .connect(audited, 2, made, 1)
                .connect(inserter, 2, audit, 1)
                .connect(made, 1, audit, 2)
                .connect(reader, 2, audit, 3);
        w.annotate(
                "1. Two synthesizers, compared.\nOne learns a model, the other draws from a tree of noisy pairs. The ranking"
                        + " is exact and private; choosing by it is a use of the records that no ledger sees.",
                310,
                40,
                300,
                130);
        w.annotate(
                "2. A judgement that may be published.\nIt has a small budget of its own in the same ledger. Executed again,"
                        + " it comes back at no cost, because the sampler has a seed: other synthetic records are charged.",
                860,
                20,
                280,
                120);
        w.annotate(
                "3. A copy of the pipeline, audited.\nInvented records are put into the data; if their traces could be told in"
                        + " what comes out, epsilon would be large. Publish nothing of this line.",
                310,
                760,
                380,
                120);
        return w;
    }

    private static WorkflowBuilder statistics() throws WorkbenchException {
        WorkflowBuilder w = new WorkflowBuilder(new NodeRepository());
        int reader = w.add("Case Data Reader", 80, 240);
        int ledger = w.add("Privacy Ledger", 80, 400);
        int quick = w.add("DP Quick Statistics", 380, 160);
        int groups = w.add("DP GroupBy", 380, 320);
        w.set(reader, "file", "../../data/adult.csv").set(reader, "codebook", "../../data/adult-codebook.json");
        w.set(ledger, "folder", "../adult-statistics.ledger")
                .set(ledger, "asset", "UCI Adult")
                .set(ledger, "unit", "person");
        w.set(quick, "release.budget.epsilon", "0.5");
        w.set(groups, "release.budget.epsilon", "0.5")
                .set(groups, "release.keys", "sex; income")
                .set(groups, "release.totals", "true")
                .set(groups, "release.aggregations.0.method", "MEAN")
                .set(groups, "release.aggregations.0.column", "hours-per-week");
        w.connect(reader, 1, quick, 1)
                .connect(reader, 2, quick, 2)
                .connect(ledger, 1, quick, 3)
                .connect(reader, 1, groups, 1)
                .connect(reader, 2, groups, 2)
                .connect(ledger, 1, groups, 3);
        w.annotate(
                "1. A first look that may be published.\nMeans, quantiles and frequent values of every column, with their"
                        + " intervals. Bounds come from the codebook, never from the records.",
                480,
                40,
                300,
                130);
        w.annotate(
                "2. Means per group.\nThe dialog shows the error of every number before anything is spent. Groups are declared by"
                        + " the codebook, so those without a row appear too, and so do their totals.",
                480,
                300,
                300,
                130);
        return w;
    }

    private static WorkflowBuilder linked() throws WorkbenchException {
        WorkflowBuilder w = new WorkflowBuilder(new NodeRepository());
        int victims = w.add("Case Data Reader", 80, 200);
        int perpetrators = w.add("Case Data Reader", 80, 340);
        int ledger = w.add("Privacy Ledger", 80, 480);
        int builder = w.add("Linked Data Builder", 340, 240);
        int synthesizer = w.add("Linked DP Synthesizer", 600, 240);
        int utility = w.add("Linked Utility Evaluation", 860, 160);
        int release = w.add("Linked Release Writer", 860, 340);
        w.set(victims, "file", "data/victims.csv").set(victims, "codebook", "data/victims-codebook.json");
        w.set(perpetrators, "file", "data/perpetrators.csv")
                .set(perpetrators, "codebook", "data/perpetrators-codebook.json");
        w.set(ledger, "folder", "../victims-and-perpetrators.ledger")
                .set(ledger, "asset", "Invented cases")
                .set(ledger, "unit", "victim")
                .set(ledger, "epsilon", "4");
        w.set(builder, "childKey", "perpetrator_id");
        w.set(synthesizer, "release.budget.epsilon", "2").set(synthesizer, "release.guess", "17600");
        w.set(release, "folder", "../releases/victims-and-perpetrators")
                .set(release, "ifExists", "REPLACE")
                .set(release, "createParents", "true");
        w.connect(victims, 1, builder, 1)
                .connect(perpetrators, 1, builder, 2)
                .connect(victims, 2, builder, 3)
                .connect(perpetrators, 2, builder, 4)
                .connect(builder, 1, synthesizer, 1)
                .connect(ledger, 1, synthesizer, 2)
                .connect(builder, 1, utility, 1)
                .connect(synthesizer, 1, utility, 2)
                .connect(synthesizer, 2, utility, 3)
                .connect(synthesizer, 4, utility, 4)
                .connect(synthesizer, 1, release, 1)
                .connect(synthesizer, 2, release, 2)
                .connect(synthesizer, 4, release, 3);
        w.annotate(
                "1. Link the tables.\nInvented victims and perpetrators with the columns of a published release. To use a"
                        + " sheet with one row a victim and lists of values, say so in the dialog and read it with the"
                        + " first reader.",
                310,
                20,
                270,
                160);
        w.annotate(
                "2. Release both with one guarantee.\nA victim counts one with all their perpetrators, so nothing is cut"
                        + " off. The view says whom the release protects, and who is linked to whom. Executed again, the"
                        + " same release comes back at no cost.",
                590,
                20,
                260,
                170);
        w.annotate(
                "3a. See what linking gains.\nFlat rows lose who did what, even without noise. Private: do not publish.",
                990,
                120,
                260,
                110);
        w.annotate(
                "3b. Share the folder.\nTwo tables linked by fresh keys, every noisy cell with its error, and the"
                        + " guarantee for each unit.",
                990,
                330,
                260,
                110);
        return w;
    }

    private static WorkflowBuilder first() throws WorkbenchException {
        WorkflowBuilder w = new WorkflowBuilder(new NodeRepository());
        int reader = w.add("Case Data Reader", 80, 240);
        int ledger = w.add("Privacy Ledger", 80, 420);
        int table = w.add("DP Marginals", 400, 240);
        int report = w.add("Privacy Ledger Report", 720, 240);
        w.set(reader, "file", "data/victims.csv").set(reader, "codebook", "data/victims-codebook.json");
        w.set(ledger, "folder", "../first-dp-table.ledger")
                .set(ledger, "asset", "Cases of one office")
                .set(ledger, "unit", "victim")
                .set(ledger, "epsilon", "2");
        w.set(table, "release.order", "ONE")
                .set(table, "release.cases", "2000")
                .set(table, "release.budget.audience", "PUBLIC");
        w.connect(reader, 1, table, 1)
                .connect(reader, 2, table, 2)
                .connect(ledger, 1, table, 3)
                .connect(ledger, 1, report, 1)
                .connect(table, 0, report, 0); // the report comes after what it reports
        w.annotate(
                "1. Read the sheet.\nOne row a person, names and free text left out. The codebook lists the values that can"
                        + " occur, from the form and not from the rows.",
                40,
                40,
                270,
                150);
        w.annotate(
                "2. Say who will see it.\nOpen the dialog: \"The public\" sets the guarantee, and a sentence says what it means"
                        + " for a person. Give the rounded number of cases, and the dialog names the tables that would be"
                        + " mostly noise: try 2 attributes together.",
                350,
                20,
                300,
                180);
        w.annotate(
                "3. Read the numbers with their error.\n\"Consistent count\" is the number to publish, \"95% half-width\" what to"
                        + " print beside it. Counts below their error cannot be told from zero. Run it again: the same"
                        + " numbers come back, at no cost.",
                350, 330, 300, 160);
        w.annotate(
                "4. What is left.\nReleases add up: the report says how many more the budget of this sheet allows, and refuses"
                        + " what does not fit.",
                700,
                100,
                260,
                110);
        return w;
    }

    private static WorkflowBuilder yearly() throws WorkbenchException {
        WorkflowBuilder w = new WorkflowBuilder(new NodeRepository());
        int reader = w.add("Case Data Reader", 80, 240);
        int ledger = w.add("Privacy Ledger", 80, 420);
        int report = w.add("Privacy Ledger Report", 900, 420);
        w.set(reader, "file", "data/victims.csv").set(reader, "codebook", "data/victims-codebook.json");
        w.set(ledger, "folder", "../yearly-releases.ledger")
                .set(ledger, "asset", "Invented cases")
                .set(ledger, "unit", "victim")
                .set(ledger, "epsilon", "1")
                .set(ledger, "cohortAttribute", "yearRegister");
        w.connect(ledger, 1, report, 1);
        int before = -1;
        List<String> years = List.of("2019", "2020", "2021-2022");
        for (int i = 0; i < years.size(); i++) {
            int release = w.add("DP Marginals", 340 + 180 * i, 240);
            w.set(release, "release.recording.cohort", years.get(i));
            w.connect(reader, 1, release, 1).connect(reader, 2, release, 2).connect(ledger, 1, release, 3);
            if (before >= 0) {
                w.connect(before, 0, release, 0); // one after the other, as the years come
            }
            before = release;
        }
        w.connect(before, 0, report, 0);
        w.annotate(
                "1. A ledger that knows cohorts.\nThe year of registration never changes, so that each victim is in one"
                        + " cohort and releases about different years do not add up for them.",
                40,
                540,
                300,
                130);
        w.annotate(
                "2. One release a year.\nEach takes the whole budget of epsilon 1, and all fit: nobody is in two of them."
                        + " A second release about a year would be refused.",
                330,
                60,
                420,
                120);
        w.annotate("3. The account.\nWhat each cohort has spent, and what is left.", 880, 540, 260, 90);
        return w;
    }

    private static WorkflowBuilder unrecorded() throws WorkbenchException {
        WorkflowBuilder w = new WorkflowBuilder(new NodeRepository());
        int reader = w.add("Case Data Reader", 80, 280);
        int ledger = w.add("Privacy Ledger", 80, 460);
        w.set(reader, "file", "data/victims.csv").set(reader, "codebook", "data/victims-codebook.json");
        w.set(ledger, "folder", "../without-a-ledger.ledger")
                .set(ledger, "asset", "Invented cases")
                .set(ledger, "unit", "victim")
                .set(ledger, "epsilon", "1");
        for (int i = 0; i < 2; i++) {
            int alone = w.add("DP Marginals", 380 + 200 * i, 160);
            w.set(alone, "release.unit.name", "victim").set(alone, "release.order", "ONE");
            w.connect(reader, 1, alone, 1).connect(reader, 2, alone, 2);
        }
        for (int i = 0; i < 2; i++) {
            int recorded = w.add("DP Marginals", 380 + 200 * i, 420);
            w.set(recorded, "release.order", "ONE");
            w.connect(reader, 1, recorded, 1).connect(reader, 2, recorded, 2).connect(ledger, 1, recorded, 3);
        }
        w.annotate(
                "Without a ledger: two nodes, two draws.\nTheir counts differ. Whoever sees both can take the mean, and more"
                        + " runs take more of the noise away: together they promise epsilon 2, not 1, and nobody keeps"
                        + " account.",
                340,
                20,
                440,
                120);
        w.annotate(
                "With a ledger: two nodes, one release.\nThe second one gets the stored counts of the first at no cost,"
                        + " byte for byte, also after a reset or in a copy of the workflow. Raise \"New release\" to draw"
                        + " new noise: this budget refuses it.",
                340,
                550,
                440,
                130);
        return w;
    }
}
