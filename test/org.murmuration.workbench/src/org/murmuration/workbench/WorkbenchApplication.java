// SPDX-License-Identifier: Apache-2.0
package org.murmuration.workbench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.murmuration.lookalike.LookAlike;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** The command line of the workbench. */
public final class WorkbenchApplication implements IApplication {
    /** Exit code when all nodes executed. */
    public static final int OK = 0;
    /** Exit code when a node failed. */
    public static final int FAILED = 1;
    /** Exit code when the call itself is wrong. */
    public static final int USAGE = 2;

    private static final String HELP =
            """
            workbench [options] WORKFLOW     runs a KNIME workflow (a folder, or a .knwf file)
            workbench --list                 names of all nodes with a line each
            workbench --bundles              whether every bundle could be resolved
            workbench --describe NODE        everything a node says about itself

              --set "Node name.parameter=value"   replaces a parameter (repeatable)
              --out DIR                           writes every node view as a standalone page
              --tables                            with --out, writes every output table as CSV too
              --print "Node name=ROWS"            prints the first rows of the first output table (repeatable)
              --json FILE#key                     prints a text of a JSON file that the workflow wrote (repeatable)
              --debug                             shows stack traces

            workbench --write-examples DIR   writes the example workflows
            workbench --invent DIR           writes invented victims and perpetrators with their codebooks, and the
                                             same as one sheet with lists
            """;

    @Override
    public Object start(IApplicationContext context) {
        Object arguments = context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
        return run(System.out, (String[]) arguments);
    }

    @Override
    public void stop() {
        // a run ends by itself
    }

    /**
     * Runs the workbench.
     *
     * @param out where it prints
     * @param args as on the command line
     * @return exit code
     */
    public static int run(PrintStream out, String... args) {
        boolean debug = List.of(args).contains("--debug");
        try {
            return new WorkbenchApplication().call(out, List.of(args));
        } catch (WorkbenchException e) {
            out.println("ERROR " + e.getMessage());
            if (debug) {
                e.printStackTrace(out);
            }
            return USAGE;
        } catch (IOException e) {
            out.println("ERROR A file could not be written: " + e.getMessage());
            if (debug) {
                e.printStackTrace(out);
            }
            return FAILED;
        }
    }

    private int call(PrintStream out, List<String> args) throws WorkbenchException, IOException {
        List<String> sets = new ArrayList<>();
        List<String> prints = new ArrayList<>();
        List<String> jsons = new ArrayList<>();
        Path outFolder = null;
        boolean tables = false;
        boolean debug = false;
        String workflow = null;
        for (int i = 0; i < args.size(); i++) {
            switch (args.get(i)) {
                case "--help", "-h" -> {
                    out.print(HELP);
                    return OK;
                }
                case "--list" -> {
                    out.print(new NodeRepository().list());
                    return OK;
                }
                case "--bundles" -> {
                    printBundles(out);
                    return OK;
                }
                case "--describe" -> {
                    out.print(new NodeRepository().describe(value(args, ++i, "--describe")));
                    return OK;
                }
                case "--write-examples" -> {
                    ExampleWorkflows.write(Path.of(value(args, ++i, "--write-examples")));
                    return OK;
                }
                case "--invent" -> {
                    Path folder = Path.of(value(args, ++i, "--invent"));
                    LookAlike made = LookAlike.of(LookAlike.VICTIMS, 1);
                    made.write(folder);
                    made.writeFlat(folder.resolve("flat.csv"));
                    return OK;
                }
                case "--print" -> prints.add(value(args, ++i, "--print"));
                case "--json" -> jsons.add(value(args, ++i, "--json"));
                case "--set" -> sets.add(value(args, ++i, "--set"));
                case "--out" -> outFolder = Path.of(value(args, ++i, "--out"));
                case "--tables" -> tables = true;
                case "--debug" -> debug = true;
                default -> {
                    if (args.get(i).startsWith("--") || workflow != null) {
                        throw new WorkbenchException("Unknown argument " + args.get(i) + ".\n" + HELP);
                    }
                    workflow = args.get(i);
                }
            }
        }
        if (workflow == null) {
            throw new WorkbenchException("No workflow is given.\n" + HELP);
        }
        int code = execute(
                out,
                Path.of(workflow).toAbsolutePath().normalize(),
                sets,
                outFolder,
                tables,
                debug,
                results -> prints.forEach(p -> Summary.table(p, results, out)));
        if (code == OK) {
            for (String json : jsons) {
                Summary.json(json, out);
            }
        }
        return code;
    }

    /** State of every bundle; one that is only installed could not be resolved. */
    private static void printBundles(PrintStream out) {
        for (Bundle bundle : FrameworkUtil.getBundle(WorkbenchApplication.class)
                .getBundleContext()
                .getBundles()) {
            out.println(
                    (bundle.getState() == Bundle.INSTALLED ? "INSTALLED " : "RESOLVED ") + bundle.getSymbolicName());
        }
    }

    private static String value(List<String> args, int i, String option) throws WorkbenchException {
        if (i >= args.size()) {
            throw new WorkbenchException(option + " needs a value.\n" + HELP);
        }
        return args.get(i);
    }

    private static int execute(
            PrintStream out,
            Path path,
            List<String> sets,
            Path outFolder,
            boolean tables,
            boolean debug,
            Consumer<List<NodeResult>> summary)
            throws WorkbenchException, IOException {
        Path folder = path;
        if (Files.isRegularFile(path)) {
            folder = WorkflowFormat.unpack(path, Files.createTempDirectory("workflow"));
        }
        Workflow workflow = WorkflowFormat.read(folder);
        for (String set : sets) {
            Overrides.apply(workflow, set);
        }
        List<NodeResult> results = new WorkflowRunner(new NodeRepository(), out).run(workflow);
        if (outFolder != null) {
            ResultExport export = new ResultExport(outFolder);
            for (NodeResult result : results) {
                Path view = export.view(result);
                if (view != null) {
                    out.println("View of " + result.node().name() + ": " + view);
                }
                if (tables) {
                    export.tables(result).forEach(f -> out.println("Table: " + f));
                }
            }
        }
        summary.accept(results);
        boolean failed = false;
        for (NodeResult result : results) {
            if (result.failure() != null && debug) {
                result.failure().printStackTrace(out);
            }
            failed |= result.state() != NodeResult.State.EXECUTED;
        }
        out.println(failed ? "The workflow did not finish; see the message above." : "All nodes executed.");
        return failed ? FAILED : OK;
    }
}
