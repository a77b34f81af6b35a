// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.murmuration.engine.aggregation.combinations.Protection;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.report.pages.NavigatorJson;
import org.murmuration.engine.report.pages.PublishablePage;
import org.murmuration.engine.synthesis.linked.ReleasedFamilies;
import org.murmuration.engine.synthesis.model.ReleasedModel;

/**
 * A folder that can be published: synthetic records, aggregates, privacy statement, codebook and a report.
 *
 * <p>Everything is written beside the target first and moved there at the end, so that an error or a cancel leaves
 * nothing.
 */
public final class ReleaseFolder {
    /** File with the synthetic records. */
    public static final String SYNTHETIC = "synthetic.csv";
    /** File with synthetic parents, of two linked tables. */
    public static final String PARENTS = "parents.csv";
    /** File with synthetic children. */
    public static final String CHILDREN = "children.csv";
    /** File with the noisy counts. */
    public static final String AGGREGATES = "aggregates.csv";
    /** File with the privacy statement. */
    public static final String PRIVACY = "privacy.json";
    /** File with the codebook. */
    public static final String CODEBOOK = "codebook.json";
    /** File with the report for people. */
    public static final String REPORT = "report.html";

    /** File with a model to draw more records from. */
    public static final String MODEL = "model.json";
    /** File with the bounds of the errors of a model. */
    public static final String ERRORS = "errors.csv";

    /** File with a page to explore the release on. */
    public static final String EXPLORE = "explore.html";

    private static final Set<String> FILES =
            Set.of(SYNTHETIC, PARENTS, CHILDREN, AGGREGATES, PRIVACY, CODEBOOK, REPORT, MODEL, ERRORS, EXPLORE);

    /** What to do when the target folder exists and is not empty. */
    public enum IfExists {
        /** Refuse. */
        FAIL,
        /** Replace it if it holds an earlier release and nothing else; refuse otherwise. */
        REPLACE_RELEASE
    }

    /** Opens a file for writing; tests put a failing disk in its place. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Creates a file.
         *
         * @param file where
         * @return a stream that is closed by the caller
         * @throws IOException when it cannot be created
         */
        OutputStream open(Path file) throws IOException;
    }

    /**
     * Synthetic records as texts and as codes.
     *
     * @param header names of the columns
     * @param rows texts a record, null when missing
     * @param coded the same records coded against the codebook of the aggregates
     */
    public record SyntheticRecords(List<String> header, Iterable<String[]> rows, Dataset coded) {}

    /**
     * Two linked synthetic tables as texts and as codes.
     *
     * @param parents texts a parent, its key first, null when missing
     * @param children texts a child, its key and the parent's first
     * @param coded the same families coded against the codebook of the release
     */
    public record SyntheticFamilies(Iterable<String[]> parents, Iterable<String[]> children, LinkedDataset coded) {}

    private final Path target;
    private final IfExists ifExists;
    private final boolean createParents;
    private final Opener opener;
    private final Optional<Function<PublishablePage, String>> pages;

    /**
     * A release folder to be written.
     *
     * @param target the folder
     * @param ifExists what to do when it is there
     * @param createParents whether missing folders above it are created
     */
    public ReleaseFolder(Path target, IfExists ifExists, boolean createParents) {
        this(target, ifExists, createParents, Files::newOutputStream);
    }

    /**
     * A release folder to be written through a given opener.
     *
     * @param target the folder
     * @param ifExists what to do when it is there
     * @param createParents whether missing folders above it are created
     * @param opener creates the files
     */
    public ReleaseFolder(Path target, IfExists ifExists, boolean createParents, Opener opener) {
        this(target.toAbsolutePath().normalize(), ifExists, createParents, opener, Optional.empty());
    }

    private ReleaseFolder(
            Path target,
            IfExists ifExists,
            boolean createParents,
            Opener opener,
            Optional<Function<PublishablePage, String>> pages) {
        this.target = target;
        this.ifExists = ifExists;
        this.createParents = createParents;
        this.opener = opener;
        this.pages = pages;
    }

    /**
     * The same folder with a page to explore the release on.
     *
     * @param maker makes HTML of the data of a page
     * @return another folder to be written
     */
    public ReleaseFolder exploredBy(Function<PublishablePage, String> maker) {
        return new ReleaseFolder(target, ifExists, createParents, opener, Optional.of(maker));
    }

    /**
     * The folder.
     *
     * @return an absolute path
     */
    public Path target() {
        return target;
    }

    /**
     * Checks that the folder can be written, without writing.
     *
     * @throws ReleaseException when it cannot
     */
    public void check() throws ReleaseException {
        Path parent = target.getParent();
        if (parent == null) {
            throw new ReleaseException("A release cannot replace the root of a disk. Give a folder below it.");
        }
        if (!Files.isDirectory(parent) && !createParents) {
            throw new ReleaseException("The folder " + parent
                    + " does not exist. Create it, or allow that missing parent folders are created.");
        }
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new ReleaseException(target + " is a file, not a folder. Give another path.");
        }
        List<String> names = names();
        if (names.isEmpty()) {
            return;
        }
        if (ifExists == IfExists.FAIL) {
            throw new ReleaseException("The folder " + target
                    + " is not empty. Choose an empty or new folder, or allow that an earlier release is replaced.");
        }
        if (!names.contains(PRIVACY) || !FILES.containsAll(names)) {
            throw new ReleaseException("The folder " + target
                    + " holds more than an earlier release, so it is not replaced. Choose an empty or new folder.");
        }
    }

    private List<String> names() throws ReleaseException {
        try (Stream<Path> list = Files.list(target)) {
            return list.map(p -> p.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new ReleaseException("The folder " + target + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Writes the release.
     *
     * @param aggregates what was released
     * @param synthetic records drawn from the aggregates
     * @param monitor receives progress
     * @throws ReleaseException when it cannot be written; the target is then as before
     */
    public void write(ReleasedAggregates aggregates, SyntheticRecords synthetic, ProgressMonitor monitor)
            throws ReleaseException {
        write(
                (files, part) -> files.write(aggregates, synthetic, part),
                () -> NavigatorJson.of(aggregates, synthetic.coded()),
                monitor);
    }

    /**
     * Writes the release of a model: the model itself instead of counts, and how far it may be from the records.
     *
     * @param model what was released
     * @param synthetic records drawn from the model
     * @param monitor receives progress
     * @throws ReleaseException when it cannot be written; the target is then as before
     */
    public void write(ReleasedModel model, SyntheticRecords synthetic, ProgressMonitor monitor)
            throws ReleaseException {
        write(
                (files, part) -> files.write(model, synthetic, part),
                () -> NavigatorJson.of(model, synthetic.coded()),
                monitor);
    }

    /**
     * Writes the release of protected counts of combinations.
     *
     * @param released what was released
     * @param synthetic records made from the counts
     * @param monitor receives progress
     * @throws ReleaseException when the counts are not protected, or it cannot be written; the target is then as before
     */
    public void write(ReleasedCombinations released, SyntheticRecords synthetic, ProgressMonitor monitor)
            throws ReleaseException {
        if (released.protection() instanceof Protection.Imported i && !i.isProtected()) {
            throw new ReleaseException(
                    "These counts are not protected, so neither they nor what was made of them may be published. Use"
                            + " protected counts.");
        }
        write(
                (files, part) -> files.write(released, synthetic, part),
                () -> NavigatorJson.of(released, synthetic.coded()),
                monitor);
    }

    /**
     * Writes the release of two linked tables.
     *
     * @param released what was released
     * @param synthetic families drawn from it
     * @param monitor receives progress
     * @throws ReleaseException when it cannot be written; the target is then as before
     */
    public void write(ReleasedFamilies released, SyntheticFamilies synthetic, ProgressMonitor monitor)
            throws ReleaseException {
        write((files, part) -> files.write(released, synthetic, part), () -> PublishablePage.of(released), monitor);
    }

    private interface Content {
        void write(ReleaseFiles files, ProgressMonitor monitor) throws IOException;
    }

    private void write(Content content, Supplier<PublishablePage> page, ProgressMonitor monitor)
            throws ReleaseException {
        check();
        Path draft = null;
        try {
            Path parent = target.getParent();
            Files.createDirectories(parent);
            draft = Files.createDirectory(parent.resolve("." + target.getFileName() + "-" + UUID.randomUUID()));
            ReleaseFiles files = new ReleaseFiles(draft, opener, pages.isPresent());
            content.write(files, monitor);
            if (pages.isPresent()) {
                files.writeText(draft.resolve(EXPLORE), pages.get().apply(page.get()));
            }
            monitor.checkCanceled();
            publish(draft);
            draft = null;
        } catch (IOException e) {
            throw new ReleaseException(
                    "The release could not be written to " + target + ": " + reason(e)
                            + ". Nothing was left there. Check free space and permissions.",
                    e);
        } finally {
            discard(draft);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private void publish(Path draft) throws IOException {
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            Path old = target.resolveSibling(draft.getFileName() + ".old");
            Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
            try {
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
                throw e;
            }
            discard(old);
        } else {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void discard(Path folder) {
        if (folder == null || !Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, IOException failure) throws IOException {
                    Files.delete(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("The unfinished folder " + folder + " could not be removed.", e);
        }
    }
}
