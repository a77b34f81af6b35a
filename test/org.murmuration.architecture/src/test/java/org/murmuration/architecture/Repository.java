// SPDX-License-Identifier: Apache-2.0
package org.murmuration.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** Finds the files and classes that the tests look at. */
final class Repository {
    static final Path ROOT = Path.of(System.getProperty("murmuration.root"));
    static final Path ENGINE = ROOT.resolve("plugin/org.murmuration.engine");
    static final Path NODES = ROOT.resolve("plugin/org.murmuration.nodes");

    private Repository() {}

    static List<Path> files(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).filter(wanted).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<ClassNode> classes(Path bundle) {
        List<ClassNode> result = new ArrayList<>();
        for (Path file :
                files(bundle.resolve("target/classes"), p -> p.toString().endsWith(".class"))) {
            try {
                ClassNode node = new ClassNode();
                new ClassReader(Files.readAllBytes(file)).accept(node, 0);
                result.add(node);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (result.isEmpty()) {
            throw new IllegalStateException("No classes in " + bundle);
        }
        return result;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
