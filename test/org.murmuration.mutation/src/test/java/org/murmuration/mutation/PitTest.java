// SPDX-License-Identifier: Apache-2.0
package org.murmuration.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The judge judged: what a weak test lets through is found. */
class PitTest {
    @Test
    void whatTheTestOfAClassDoesNotSeeSurvives() {
        Path here = Path.of(System.getProperty("murmuration.root"), "test/org.murmuration.mutation/src/test/java");
        List<Mutant> mutants = new Pit(here, Pit.classpath()).mutants(List.of(Sample.class.getName()));
        List<String> survivors = mutants.stream()
                .filter(Mutant::survived)
                .map(Mutant::name)
                .distinct()
                .toList();
        assertEquals(
                List.of(
                        "mutation.Sample.testedElsewhere | return a * 3; | Replaced integer multiplication with division",
                        "mutation.Sample.testedElsewhere | return a * 3; | replaced int return with 0",
                        "mutation.Sample.untested | return a < 7; | changed conditional boundary",
                        "mutation.Sample.untested | return a < 7; | negated conditional",
                        "mutation.Sample.untested | return a < 7; | replaced boolean return with true"),
                survivors);
        assertEquals(2, mutants.stream().filter(m -> !m.survived()).count(), mutants.toString());
    }

    @Test
    void commentsAndLineBreaksDoNotChangeAFingerprintButWordsDo() {
        String source = "int a = 1; // one\n  String s = \"// no comment\";";
        assertEquals("inta=1;Strings=\"// no comment\";", Fingerprint.bare(source));
        assertEquals(
                Fingerprint.of(List.of(source)),
                Fingerprint.of(List.of("/* two\n lines */ int a\n= 1; String s = \"// no comment\";")));
        assertNotEquals(Fingerprint.of(List.of(source)), Fingerprint.of(List.of(source.replace("1", "2"))));
        assertNotEquals(Fingerprint.of(List.of(source)), Fingerprint.of(List.of(source.replace("no ", "no  "))));
    }
}
