// SPDX-License-Identifier: Apache-2.0
package org.murmuration.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InnerClassNode;
import org.objectweb.asm.tree.MethodNode;

/** The stand-in bundles hold nothing that KNIME lacks, and nothing that differs from it. */
class ConformanceTest {
    private static final String STANDIN = "org/murmuration/standin/";

    /** A listed type: its head line and its member lines, each without the generic signature. */
    private record Listed(
            String kind, Set<String> flags, String superName, Set<String> interfaces, Set<String> lines) {}

    private static Map<String, Listed> listing() throws IOException {
        Map<String, Listed> types = new HashMap<>();
        Pattern head = Pattern.compile("((?:\\w+ )*)(class|interface|enum|annotation) (\\S+)(?: #(.*)#)?(.*)");
        Set<String> lines = null;
        for (String file : List.of("/knime-api.txt", "/knime-api-supplement.txt")) {
            try (InputStream in = ConformanceTest.class.getResourceAsStream(file)) {
                for (String l : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                    if (l.startsWith("#")) {
                        continue;
                    }
                    if (l.startsWith("  ")) {
                        lines.add(l.trim().replaceAll("\\s+", " "));
                        continue;
                    }
                    Matcher m = head.matcher(l);
                    assertTrue(m.matches(), l);
                    lines = new TreeSet<>();
                    String rest = m.group(5);
                    Matcher ext = Pattern.compile("extends (\\S+)").matcher(rest);
                    Matcher impl = Pattern.compile("implements (\\S+)").matcher(rest);
                    types.put(
                            m.group(3),
                            new Listed(
                                    m.group(2),
                                    new TreeSet<>(
                                            Arrays.asList(m.group(1).trim().split(" "))),
                                    ext.find() ? ext.group(1) : "java/lang/Object",
                                    impl.find() ? Set.of(impl.group(1).split(",")) : Set.of(),
                                    lines));
                }
            }
        }
        return types;
    }

    private static List<ClassNode> standIns() {
        List<ClassNode> all = new ArrayList<>();
        for (String bundle : List.of("org.knime.core", "org.knime.core.ui")) {
            all.addAll(Repository.classes(Repository.ROOT.resolve("test").resolve(bundle)));
        }
        return all;
    }

    /** Access flags of the source, which for nested classes stand in the InnerClasses attribute. */
    private static int access(ClassNode c) {
        for (InnerClassNode inner : c.innerClasses) {
            if (inner.name.equals(c.name)) {
                return inner.access;
            }
        }
        return c.access;
    }

    private static boolean isVisible(ClassNode c, Map<String, ClassNode> byName) {
        boolean visible = (access(c) & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
        int dollar = c.name.lastIndexOf('$');
        return visible && (dollar < 0 || isVisible(byName.get(c.name.substring(0, dollar)), byName));
    }

    private static Set<String> typeFlags(ClassNode c) {
        Set<String> flags = new TreeSet<>();
        int a = access(c);
        flags.add((a & Opcodes.ACC_PUBLIC) != 0 ? "public" : "protected");
        if ((a & Opcodes.ACC_ABSTRACT) != 0) {
            flags.add("abstract");
        }
        if ((a & Opcodes.ACC_FINAL) != 0) {
            flags.add("final");
        }
        return flags;
    }

    private static String kind(ClassNode c) {
        if ((c.access & Opcodes.ACC_ANNOTATION) != 0) {
            return "annotation";
        }
        if ((c.access & Opcodes.ACC_ENUM) != 0) {
            return "enum";
        }
        return (c.access & Opcodes.ACC_INTERFACE) != 0 ? "interface" : "class";
    }

    /** Members as in the listing: flags in alphabetical order, so that the order of words does not matter. */
    private static Set<String> members(ClassNode c) {
        Set<String> members = new TreeSet<>();
        for (FieldNode f : c.fields) {
            if (isApi(f.access)) {
                members.add("field " + flags(f.access, false) + f.name + " " + f.desc);
            }
        }
        for (MethodNode m : c.methods) {
            if (isApi(m.access)) {
                boolean isDefault = (c.access & Opcodes.ACC_INTERFACE) != 0
                        && (m.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC)) == 0;
                String thrown = m.exceptions.isEmpty() ? "" : " throws " + String.join(",", m.exceptions);
                String signature = m.signature == null || m.signature.equals(m.desc) ? "" : " #" + m.signature;
                int thrownAt = signature.indexOf('^');
                members.add("method " + flags(m.access, isDefault) + m.name + m.desc + thrown
                        + (thrownAt > 0 ? signature : signature));
            }
        }
        return members;
    }

    private static boolean isApi(int access) {
        return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0
                && (access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE)) == 0;
    }

    private static String flags(int access, boolean isDefault) {
        List<String> words = new ArrayList<>();
        words.add((access & Opcodes.ACC_PUBLIC) != 0 ? "public" : "protected");
        if ((access & Opcodes.ACC_ABSTRACT) != 0) {
            words.add("abstract");
        }
        if ((access & Opcodes.ACC_STATIC) != 0) {
            words.add("static");
        }
        if ((access & Opcodes.ACC_FINAL) != 0) {
            words.add("final");
        }
        if (isDefault) {
            words.add("default");
        }
        return words.stream().sorted().collect(Collectors.joining(" ")) + " ";
    }

    private static String sorted(String line) {
        Matcher m = Pattern.compile("(field|method) ((?:(?:public|protected|abstract|static|final|default) )*)(.*)")
                .matcher(line);
        if (!m.matches()) {
            return line;
        }
        String flags = Arrays.stream(m.group(2).trim().split(" ")).sorted().collect(Collectors.joining(" "));
        return m.group(1) + " " + flags + " " + m.group(3);
    }

    private static Set<String> annotations(ClassNode c) {
        Set<String> lines = new TreeSet<>();
        List<AnnotationNode> all = new ArrayList<>();
        if (c.visibleAnnotations != null) {
            all.addAll(c.visibleAnnotations);
        }
        for (AnnotationNode a : all) {
            if (a.desc.equals("Ljava/lang/annotation/Retention;")) {
                lines.add("@Retention " + ((String[]) a.values.get(1))[1]);
            } else if (a.desc.equals("Ljava/lang/annotation/Target;")) {
                List<?> targets = (List<?>) a.values.get(1);
                lines.add("@Target "
                        + targets.stream().map(t -> ((String[]) t)[1]).collect(Collectors.joining(" ")));
            }
        }
        return lines;
    }

    private static boolean isDirect(Listed subtype, String name) {
        return subtype == null || name.equals(subtype.superName) || subtype.interfaces.contains(name);
    }

    /** What differs between a stand-in class and its listed type; nothing when it conforms. */
    private static List<String> differences(ClassNode c, Listed listed, Map<String, Listed> listing) {
        List<String> wrong = new ArrayList<>();
        if (!kind(c).equals(listed.kind)) {
            wrong.add(c.name + " is " + kind(c) + ", not " + listed.kind);
        }
        if (!typeFlags(c).equals(listed.flags)) {
            wrong.add(c.name + " has flags " + typeFlags(c) + ", not " + listed.flags);
        }
        if (kind(c).equals("class") && !c.superName.equals(listed.superName)) {
            wrong.add(c.name + " extends " + c.superName + ", not " + listed.superName);
        }
        for (String i : c.interfaces) {
            if (!kind(c).equals("annotation") && !listed.interfaces.contains(i)) {
                wrong.add(c.name + " implements " + i);
            }
        }
        Set<String> known = listed.lines.stream().map(ConformanceTest::sorted).collect(Collectors.toSet());
        for (String member : members(c)) {
            if (!known.contains(member)) {
                wrong.add(c.name + ": " + member);
            }
        }
        if (kind(c).equals("annotation")) {
            Set<String> expected = listed.lines.stream()
                    .filter(l -> l.startsWith("@"))
                    .map(l -> l.replace(",", " ").replaceAll(" +", " "))
                    .collect(Collectors.toSet());
            if (!expected.equals(annotations(c))) {
                wrong.add(c.name + " has " + annotations(c) + ", not " + expected);
            }
        }
        Set<String> permits = listed.lines.stream()
                .filter(l -> l.startsWith("permits "))
                .map(l -> l.substring(8))
                // KNIME's compiler also writes down subtypes of subtypes; the language has only direct ones.
                .filter(name -> isDirect(listing.get(name), c.name))
                .collect(Collectors.toSet());
        Set<String> permitted = c.permittedSubclasses == null ? Set.of() : new TreeSet<>(c.permittedSubclasses);
        if (!permits.equals(permitted)) {
            wrong.add(c.name + " permits " + permitted + ", not " + permits);
        }
        return wrong;
    }

    @Test
    void standInsHoldOnlyWhatKnimeHas() throws IOException {
        Map<String, Listed> listing = listing();
        Map<String, ClassNode> byName = standIns().stream().collect(Collectors.toMap(c -> c.name, c -> c));
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (ClassNode c : byName.values()) {
            if (c.name.startsWith(STANDIN) || !isVisible(c, byName)) {
                continue;
            }
            Listed listed = listing.get(c.name);
            if (listed == null) {
                wrong.add("invented type " + c.name);
            } else {
                wrong.addAll(differences(c, listed, listing));
                checked++;
            }
        }
        wrong.sort(null);
        assertEquals(List.of(), wrong, String.join("\n", wrong));
        assertTrue(checked >= 150, "only " + checked + " types were compared");
        System.out.println("Compared " + checked + " stand-in types with KNIME 5.8.3.");
    }

    @Test
    void everyListedTypeHasItsStandIn() throws IOException {
        Set<String> names = standIns().stream().map(c -> c.name).collect(Collectors.toSet());
        assertEquals(
                Set.of(),
                listing().keySet().stream().filter(n -> !names.contains(n)).collect(Collectors.toSet()));
    }

    @Test
    void inventedAndChangedMembersAreNoticed() throws IOException {
        Map<String, Listed> listing = listing();
        for (ClassNode c : standIns()) {
            if (!c.name.equals("org/knime/core/data/RowKey")) {
                continue;
            }
            assertEquals(List.of(), differences(c, listing.get(c.name), listing));
            c.methods.add(new MethodNode(Opcodes.ACC_PUBLIC, "invented", "()V", null, null));
            assertFalse(differences(c, listing.get(c.name), listing).isEmpty());
            c.methods.remove(c.methods.size() - 1);
            for (MethodNode m : c.methods) {
                if (m.name.equals("getString")) {
                    m.access |= Opcodes.ACC_FINAL;
                    assertFalse(differences(c, listing.get(c.name), listing).isEmpty());
                    m.access &= ~Opcodes.ACC_FINAL;
                    m.desc = "()I";
                    assertFalse(differences(c, listing.get(c.name), listing).isEmpty());
                    return;
                }
            }
        }
        throw new AssertionError("RowKey was not found");
    }

    @Test
    void bridgePackagesAreTheOnlyOthers() {
        for (ClassNode c : standIns()) {
            assertTrue(c.name.startsWith("org/knime/") || c.name.startsWith(STANDIN), c.name);
        }
        for (Path bundle : List.of(Repository.ENGINE, Repository.NODES)) {
            for (ClassNode c : Repository.classes(bundle)) {
                assertFalse(c.name.startsWith("org/knime"), c.name);
            }
        }
    }
}
