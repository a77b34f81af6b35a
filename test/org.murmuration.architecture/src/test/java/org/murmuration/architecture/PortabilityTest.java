// SPDX-License-Identifier: Apache-2.0
package org.murmuration.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * The engine runs on hosts whose class library lacks parts of the JDK's or computes otherwise, above all a browser (seen with
 * TeaVM 0.15). What differs there is used nowhere, or in one class that such a host replaces.
 */
class PortabilityTest {
    private static final String ENGINE = "org/murmuration/engine/";

    /** The classes that a host without threads or without the security classes of the JDK replaces. */
    private static final String THREADS = ENGINE + "internal/Workers";

    private static final Set<String> SECURITY =
            Set.of(ENGINE + "internal/JdkHashing", ENGINE + "random/JdkRandomProvider");
    private static final String ELEMENTARY = ENGINE + "internal/Elementary";

    /**
     * What is not used.
     *
     * @param why in words
     * @param what names of a class, a dot and of a method; "new" for a constructor
     * @param users classes that may, with those inside of them
     */
    private record Rule(String why, Pattern what, Set<String> users) {
        static Rule of(String why, String what, Set<String> users) {
            return new Rule(why, Pattern.compile(what), users);
        }

        boolean isBroken(String user, String used) {
            String outer = user.replaceFirst("\\$.*", "");
            return !users.contains(outer) && what.matcher(used).matches();
        }
    }

    private static final List<Rule> RULES = List.of(
            Rule.of(
                    "differs in last bits or is absent: internal.Elementary, internal.Exact",
                    "java/lang/Math\\.(multiplyHigh|multiplyFull|fma|ulp|exp|expm1|log|log1p|log10|pow|cbrt|sin|cos|tan"
                            + "|asin|acos|atan|atan2|sinh|cosh|tanh|hypot|rint|round|scalb|IEEEremainder|random)",
                    Set.of()),
            Rule.of("is Math on other hosts", "java/lang/StrictMath\\..*", Set.of()),
            Rule.of("bounds of errors are known in one place", ".*/FastMath\\..*", Set.of(ELEMENTARY)),
            Rule.of("never ends on another host: internal.Quadrature", ".*/integration/gauss/.*", Set.of()),
            Rule.of("is absent: internal.Exact", "java/util/Arrays\\.compare", Set.of()),
            Rule.of("is absent: internal.Hex", "java/util/HexFormat\\..*", Set.of()),
            Rule.of(
                    "is absent: internal.Parallel",
                    "java/util/concurrent/(Executor|Thread|Scheduled|ForkJoin|Future|Completable|ConcurrentLinked"
                            + "|Synchronous|Linked|ArrayBlocking|CountDown|Cyclic|Phaser|Semaphore).*",
                    Set.of(THREADS)),
            Rule.of("threads are made in one place: internal.Parallel", "java/lang/Thread\\.new", Set.of(THREADS)),
            Rule.of(
                    "works in threads of its own: internal.Parallel",
                    "java/util/.*\\.parallel(Stream|Sort|Prefix|SetAll)?",
                    Set.of()),
            Rule.of(
                    "adds up in another way: internal.Sums",
                    "java/util/stream/(DoubleStream\\.(sum|average|summaryStatistics)"
                            + "|Collectors\\.(summing|averaging|summarizing)Double)",
                    Set.of()),
            Rule.of("keeps repeats", "java/util/stream/(Int|Long)Stream\\.distinct", Set.of()),
            Rule.of(
                    "is absent: internal.Hashing, random.RandomProvider",
                    "(java/security/(?!GeneralSecurityException).*|javax/crypto/.*)",
                    SECURITY),
            Rule.of(
                    "is for hosts alone",
                    ENGINE + "(internal/(Hashing|HashingChoice|Parallel)|random/(RandomProvider|ProviderChoice))"
                            + "\\.(provide|limit)",
                    Set.of()));

    /** All rules that a class breaks: what it uses, with the reason. */
    private static Set<String> broken(ClassNode c) {
        Set<String> wrong = new TreeSet<>();
        for (MethodNode m : c.methods) {
            List<String> used = used(m);
            for (String u : used) {
                for (Rule rule : RULES) {
                    if (rule.isBroken(c.name, u)) {
                        wrong.add(c.name + "." + m.name + " uses " + u + ", which " + rule.why());
                    }
                }
            }
            if (used.stream().anyMatch(u -> u.endsWith("Stream.distinct"))
                    && used.stream().anyMatch(u -> u.endsWith("Stream.concat"))) {
                wrong.add(
                        c.name + "." + m.name + " seeks different values of streams put together, which keeps repeats");
            }
            for (AbstractInsnNode i : m.instructions) {
                if (i.getOpcode() == Opcodes.DREM || i.getOpcode() == Opcodes.FREM) {
                    wrong.add(c.name + "." + m.name + " takes a remainder of floating-point numbers, which is inexact");
                }
            }
        }
        return wrong;
    }

    private static List<String> used(MethodNode m) {
        List<String> used = new ArrayList<>();
        for (AbstractInsnNode i : m.instructions) {
            if (i instanceof MethodInsnNode call) {
                used.add(call.owner + "." + ("<init>".equals(call.name) ? "new" : call.name));
            } else if (i instanceof TypeInsnNode type) {
                used.add(type.desc + ".type");
            } else if (i instanceof InvokeDynamicInsnNode dynamic) {
                for (Object argument : dynamic.bsmArgs) {
                    if (argument instanceof Handle h) {
                        used.add(h.getOwner() + "." + ("<init>".equals(h.getName()) ? "new" : h.getName()));
                    }
                }
            }
        }
        return used;
    }

    @Test
    void theEngineUsesNothingThatAnotherHostLacksOrComputesOtherwise() {
        Set<String> wrong = new TreeSet<>();
        List<ClassNode> classes = Repository.classes(Repository.ENGINE);
        for (ClassNode c : classes) {
            wrong.addAll(broken(c));
        }
        assertEquals(Set.of(), wrong);
        assertTrue(classes.size() > 200, "engine not found");
    }

    @Test
    void nodesLeaveTheChoicesOfTheHostAlone() {
        Rule choices = RULES.get(RULES.size() - 1);
        Set<String> wrong = new TreeSet<>();
        for (ClassNode c : Repository.classes(Repository.NODES)) {
            for (MethodNode m : c.methods) {
                used(m).stream()
                        .filter(u -> choices.isBroken(c.name, u))
                        .forEach(u -> wrong.add(c.name + "." + m.name + " uses " + u));
            }
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void theClassesThatMayAreThereAndNeedIt() {
        Map<String, Set<String>> breaks = new TreeMap<>();
        Set<String> excused = RULES.stream().flatMap(r -> r.users().stream()).collect(Collectors.toSet());
        for (ClassNode c : Repository.classes(Repository.ENGINE)) {
            String outer = c.name.replaceFirst("\\$.*", "");
            if (excused.contains(outer)) {
                for (MethodNode m : c.methods) {
                    for (String u : used(m)) {
                        RULES.stream()
                                .filter(r -> r.what().matcher(u).matches())
                                .forEach(r -> breaks.computeIfAbsent(outer, k -> new TreeSet<>())
                                        .add(r.why()));
                    }
                }
            }
        }
        assertEquals(excused, breaks.keySet());
    }

    /** What is forbidden, each in a method of its own. */
    @SuppressWarnings("unused")
    private static final class Offender {
        static double power(double x) {
            return Math.pow(x, 2);
        }

        static double[] logarithms(double[] x) {
            return Arrays.stream(x).map(Math::log).toArray();
        }

        static double strict(double x) {
            return StrictMath.sqrt(x);
        }

        static long round(double x) {
            return Math.round(x);
        }

        static int order(int[] a, int[] b) {
            return Arrays.compare(a, b);
        }

        static String hex(byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }

        static void executor() {
            Executors.newCachedThreadPool().shutdown();
        }

        static Thread thread() {
            return new Thread();
        }

        static Object queue() {
            return new ConcurrentLinkedQueue<String>();
        }

        static long parallel() {
            return IntStream.range(0, 3).parallel().count();
        }

        static long parallelList(List<String> list) {
            return list.parallelStream().count();
        }

        static double sum(double[] x) {
            return Arrays.stream(x).sum();
        }

        static double mean(Stream<Double> x) {
            return x.collect(Collectors.averagingDouble(v -> v));
        }

        static long distinct(int[] x) {
            return Arrays.stream(x).distinct().count();
        }

        static long together(double[] x) {
            return DoubleStream.concat(Arrays.stream(x), Arrays.stream(x))
                    .distinct()
                    .count();
        }

        static byte[] hash(byte[] bytes) throws java.security.GeneralSecurityException {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        }

        static double remainder(double x) {
            return x % 3;
        }
    }

    @Test
    void eachOffenceIsFound() throws IOException {
        ClassNode offender = new ClassNode();
        try (InputStream in = PortabilityTest.class.getResourceAsStream("PortabilityTest$Offender.class")) {
            new ClassReader(in).accept(offender, 0);
        }
        Set<String> found = broken(offender).stream()
                .map(w -> w.replaceFirst(".*Offender\\.(\\w+) .*", "$1"))
                .collect(Collectors.toSet());
        Set<String> expected = offender.methods.stream()
                .map(m -> m.name)
                .filter(n -> !n.startsWith("<") && !n.startsWith("lambda"))
                .collect(Collectors.toSet());
        assertEquals(expected, found);
        assertEquals(17, expected.size());
    }
}
