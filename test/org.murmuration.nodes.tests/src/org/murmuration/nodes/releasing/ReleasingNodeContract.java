// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.releasing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.message.TextMessage;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ledger.LedgerEntry;
import org.murmuration.engine.accounting.ledger.LedgerTerms;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.release.ReleasePlan;
import org.murmuration.nodes.DialogHarness;
import org.murmuration.nodes.NodeRun;
import org.murmuration.nodes.port.LedgerPortObject;
import org.murmuration.nodes.port.LedgerPortObjectSpec;
import org.murmuration.standin.ui.DialogData;
import org.murmuration.standin.ui.FieldPersistence;

/**
 * What every releasing node promises: the expected error and the cost that its dialog shows are those of the release that is
 * executed, whatever the settings are. A subclass names values for every setting.
 *
 * @param <S> all settings that the plan depends on
 * @param <C> the codebook that the plan needs
 * @param <P> the plan
 */
public abstract class ReleasingNodeContract<S extends ReleaseSettings<C, P>, C, P extends ReleasePlan> {
    private static final int DRAWN = 100;
    private static final int PLANNED = 20;
    private static final int EXECUTED = 3;
    private static final int TRIES = 2000;

    @TempDir
    Path folder;

    /** The node. */
    protected abstract DefaultNodeFactory factory();

    /** What the dialog shows of it. */
    protected abstract Dialog<S> dialog();

    /** Values of every setting by its path, like {@code budget/epsilon}. */
    protected abstract Map<String, List<?>> choices();

    /** What is connected; the place of the ledger is null. */
    protected abstract List<PortObject> inputs() throws Exception;

    /** The codebook of the inputs. */
    protected abstract C codebook();

    /** What a ledger says a release is about, or empty. */
    protected abstract String cohortAttribute();

    /**
     * A dialog.
     *
     * @param reference stands on the settings
     * @param defaults makes settings
     * @param error tells the expected error
     * @param cost tells the cost
     * @param ledgerPort where a ledger is connected
     */
    public record Dialog<S>(
            Class<?> reference,
            Supplier<S> defaults,
            Supplier<StateProvider<Optional<TextMessage.Message>>> error,
            Supplier<StateProvider<Optional<TextMessage.Message>>> cost,
            int ledgerPort) {}

    /** Choices that all releasing nodes share; others are added. */
    protected static Map<String, List<?>> common() {
        Map<String, List<?>> choices = new HashMap<>();
        choices.put("budget/audience", List.of(Audience.values()));
        choices.put("budget/epsilon", List.of(0.3, 1.0, 2.5));
        choices.put("budget/delta", List.of(1e-6, 1e-5));
        choices.put("recording/number", List.of(1, 2));
        choices.put("recording/eachIteration", List.of(true, false));
        choices.put("recording/cohort", List.of("", "x"));
        choices.put("unit/name", List.of("record", "victim"));
        choices.put("test/seed", List.of(Optional.empty()));
        return choices;
    }

    private static Set<String> leaves(Object group, String prefix) throws IllegalAccessException {
        Set<String> paths = new TreeSet<>();
        for (Field field : FieldPersistence.fields(group.getClass())) {
            String path = prefix + field.getName().substring(2);
            Object value = field.get(group);
            if (value instanceof NodeParameters nested) {
                paths.addAll(leaves(nested, path + "/"));
            } else {
                paths.add(path);
            }
        }
        return paths;
    }

    /** Sets one setting, by its path. */
    public static void set(Object group, String path, Object value) throws ReflectiveOperationException {
        Object level = group;
        String[] keys = path.split("/");
        for (int i = 0; i < keys.length; i++) {
            Field field = level.getClass().getDeclaredField("m_" + keys[i]);
            field.setAccessible(true);
            if (i + 1 < keys.length) {
                level = field.get(level);
            } else {
                field.set(level, value);
            }
        }
    }

    /** Random settings that the node takes. */
    private S random(Random random) throws ReflectiveOperationException {
        for (int t = 0; t < TRIES; t++) {
            S settings = dialog().defaults().get();
            for (Map.Entry<String, List<?>> choice : new TreeMap<>(choices()).entrySet()) {
                set(
                        settings,
                        choice.getKey(),
                        choice.getValue().get(random.nextInt(choice.getValue().size())));
            }
            try {
                settings.validate();
                settings.plan(codebook(), null);
                return settings;
            } catch (InvalidSettingsException | IllegalArgumentException e) {
                // these do not fit together
            }
        }
        throw new AssertionError("Hardly any of the choices fit together.");
    }

    private LedgerPortObjectSpec ledger(String name, NeighboringRelation relation) {
        return new LedgerPortObjectSpec(
                folder.resolve(name),
                new LedgerTerms(
                        "cases",
                        new PrivacyUnit("victim"),
                        relation,
                        new ApproximateDp(90, 1e-3),
                        cohortAttribute(),
                        LedgerTerms.Overlap.ADD));
    }

    private PortObjectSpec[] specs(LedgerPortObjectSpec ledger) throws Exception {
        List<PortObjectSpec> specs = new ArrayList<>();
        for (PortObject input : inputs()) {
            specs.add(input == null ? null : input.getSpec());
        }
        specs.set(dialog().ledgerPort(), ledger);
        return specs.toArray(PortObjectSpec[]::new);
    }

    @Test
    void everySettingIsTried() throws Exception {
        assertEquals(
                leaves(dialog().defaults().get(), ""), new TreeSet<>(choices().keySet()));
        Map<String, Set<Object>> seen = new HashMap<>();
        Random random = new Random(1);
        for (int i = 0; i < DRAWN; i++) {
            S settings = random(random);
            for (String path : choices().keySet()) {
                Object level = settings;
                for (String key : path.split("/")) {
                    Field field = level.getClass().getDeclaredField("m_" + key);
                    field.setAccessible(true);
                    level = field.get(level);
                }
                seen.computeIfAbsent(path, p -> new HashSet<>()).add(level);
            }
        }
        choices()
                .forEach((path, values) ->
                        assertEquals(values.size(), seen.get(path).size(), path));
    }

    @Test
    void hintCostAndExecutionPlanTheSame() throws Exception {
        Random random = new Random(2);
        for (int i = 0; i < PLANNED; i++) {
            S chosen = random(random);
            S shown = LiveSettings.read(type(), DialogData.of(chosen));
            NodeSettings stored = new NodeSettings("release");
            NodeParametersUtil.saveSettings(type(), chosen, stored);
            S executed = NodeParametersUtil.loadSettings(stored, type());
            for (LedgerPortObjectSpec ledger : new LedgerPortObjectSpec[] {
                null,
                ledger("add", NeighboringRelation.ADD_OR_REMOVE_ONE),
                ledger("replace", NeighboringRelation.REPLACE_ONE)
            }) {
                P plan = executed.plan(codebook(), ledger);
                P planned = shown.plan(codebook(), ledger);
                assertEquals(plan.event(), planned.event());
                assertEquals(plan.identity(), planned.identity());
                assertEquals(plan.expectedErrors(), planned.expectedErrors());
                assertEquals(executed.describe(plan), shown.describe(planned));
                String hint = DialogHarness.of(dialog().reference(), chosen)
                        .message(dialog().error().get(), specs(ledger))
                        .description();
                assertEquals(executed.describe(plan), hint);
            }
        }
    }

    @Test
    void everyNumberThatIsEmptyIsNamed() throws Exception {
        int empty = 0;
        for (String path : leaves(dialog().defaults().get(), "")) {
            Field field = field(path);
            if (!field.getType().isPrimitive() || field.getType() == boolean.class) {
                continue;
            }
            empty++;
            for (StateProvider<Optional<TextMessage.Message>> hint :
                    List.of(dialog().error().get(), dialog().cost().get())) {
                TextMessage.Message message = DialogHarness.of(
                                dialog().reference(), dialog().defaults().get())
                        .without(path)
                        .message(hint, specs(ledger("none", NeighboringRelation.ADD_OR_REMOVE_ONE)));
                assertEquals(TextMessage.MessageType.ERROR, message.type());
                assertEquals(field.getAnnotation(Widget.class).title() + " is empty.", message.description());
            }
        }
        assertTrue(empty > 2, "numbers not found");
    }

    private Field field(String path) throws ReflectiveOperationException {
        Object level = dialog().defaults().get();
        Field field = null;
        for (String key : path.split("/")) {
            level = field == null ? level : field.get(level);
            field = level.getClass().getDeclaredField("m_" + key);
            field.setAccessible(true);
        }
        return field;
    }

    @SuppressWarnings("unchecked")
    private Class<S> type() {
        return (Class<S>) dialog().defaults().get().getClass();
    }

    @Test
    void theLedgerIsChargedWhatTheDialogSaid() throws Exception {
        Random random = new Random(3);
        for (int i = 0; i < EXECUTED; i++) {
            S settings = random(random);
            NeighboringRelation relation = NeighboringRelation.values()[i % NeighboringRelation.values().length];
            LedgerPortObjectSpec spec = ledger("run" + i, relation);
            PrivacyLedger.create(spec.folder(), spec.terms());
            DialogHarness open = DialogHarness.of(dialog().reference(), settings);
            String before = open.message(dialog().cost().get(), specs(spec)).description();
            List<PortObject> inputs = new ArrayList<>(inputs());
            inputs.set(dialog().ledgerPort(), new LedgerPortObject(spec));
            NodeRun.execute(factory(), settings, inputs);
            List<PrivacyEvent> charged = PrivacyLedger.open(spec.folder()).entries().stream()
                    .filter(LedgerEntry::counts)
                    .map(LedgerEntry::event)
                    .toList();
            assertCharged(settings.plan(codebook(), spec).event(), charged);
            String after = open.message(dialog().cost().get(), specs(spec)).description();
            String promised = before.replaceAll("(?s).*; after it, (.*?)\\. The same.*", "$1");
            assertTrue(after.contains("So far " + promised + " of"), before + "\n" + after);
        }
    }

    /** What a ledger was charged is what was planned. */
    protected void assertCharged(PrivacyEvent planned, List<PrivacyEvent> charged) {
        assertEquals(List.of(planned), charged);
    }
}
