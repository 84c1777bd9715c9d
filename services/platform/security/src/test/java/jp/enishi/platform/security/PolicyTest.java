package jp.enishi.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares the policy with {@code expected.csv}, which says for each action, state and ownership what every role gets
 * (P permit, N not found, F forbidden) and is written apart from the matrix.
 */
class PolicyTest {
    private static final Role[] COLUMNS = {
        Role.ANONYMOUS, Role.TALENT, Role.CLIENT, Role.COORDINATOR, Role.ADMIN, Role.AUDITOR
    };

    private static final Map<String, Map<Role, Decision.Verdict>> EXPECTED = new LinkedHashMap<>();

    private final Policy policy = Policy.load();

    @BeforeAll
    static void readExpectations() throws IOException {
        try (InputStream csv = PolicyTest.class.getResourceAsStream("/expected.csv")) {
            new String(csv.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        String[] cells = line.split("\\s*,\\s*", -1);
                        assertThat(cells).as(line).hasSize(10);
                        Map<Role, Decision.Verdict> verdicts = new EnumMap<>(Role.class);
                        for (int at = 0; at < COLUMNS.length; at++) {
                            verdicts.put(
                                    COLUMNS[at],
                                    switch (cells[4 + at].strip()) {
                                        case "P" -> Decision.Verdict.PERMIT;
                                        case "N" -> Decision.Verdict.NOT_FOUND;
                                        case "F" -> Decision.Verdict.FORBIDDEN;
                                        default -> throw new IllegalArgumentException(line);
                                    });
                        }
                        assertThat(EXPECTED.put(String.join(",", cells[0], cells[1], cells[2], cells[3]), verdicts))
                                .as("twice: " + line)
                                .isNull();
                    });
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCellIsAsExpected() {
        return EXPECTED.entrySet().stream().flatMap(row -> {
            String[] key = row.getKey().split(",", -1);
            Resource resource = new Resource(key[1], Ownership.valueOf(key[3]), key[2]);
            return row.getValue().entrySet().stream()
                    .map(cell -> DynamicTest.dynamicTest(
                            row.getKey() + " " + cell.getKey(),
                            () -> assertThat(policy.decide(subject(cell.getKey()), key[0], resource)
                                            .verdict())
                                    .isEqualTo(cell.getValue())));
        });
    }

    @Test
    void theExpectationsCoverEveryActionStateAndOwnership() {
        Set<String> all = new TreeSet<>();
        for (String action : policy.actions()) {
            for (String state : policy.statesOf(action)) {
                for (Ownership ownership : Ownership.values()) {
                    all.add(String.join(",", action, policy.typeOf(action), state, ownership.name()));
                }
            }
        }
        assertThat(new TreeSet<>(EXPECTED.keySet())).isEqualTo(all).hasSizeGreaterThan(150);
    }

    @Test
    void whatIsUnknownIsForbidden() {
        for (Role role : Role.values()) {
            Subject subject = subject(role);
            assertThat(verdict(subject, "talent.destroy", "talent", "ACTIVE")).isEqualTo(Decision.Verdict.FORBIDDEN);
            assertThat(verdict(subject, "talent.read", "talent", "ERASING")).isEqualTo(Decision.Verdict.FORBIDDEN);
            assertThat(verdict(subject, "talent.read", "case", "DRAFT")).isEqualTo(Decision.Verdict.FORBIDDEN);
            assertThat(policy.mayEver(subject.roles(), "talent.destroy")).isFalse();
        }
    }

    @Test
    void aCallerWithoutRolesMayNothing() {
        Subject nobody = new Subject(UUID.randomUUID(), Set.of(), Set.of());
        for (String action : policy.actions()) {
            assertThat(policy.mayEver(nobody.roles(), action)).isFalse();
            for (String state : policy.statesOf(action)) {
                assertThat(policy.decide(nobody, action, new Resource(policy.typeOf(action), Ownership.OWN, state))
                                .permitted())
                        .isFalse();
            }
        }
    }

    @Test
    void severalRolesAddUp() {
        Subject both = new Subject(UUID.randomUUID(), Set.of(Role.TALENT, Role.COORDINATOR), Set.of());
        assertThat(policy.decide(both, "talent.read", new Resource("talent", Ownership.FOREIGN, "ACTIVE"))
                        .verdict())
                .isEqualTo(Decision.Verdict.PERMIT);
        Subject readers = new Subject(UUID.randomUUID(), Set.of(Role.TALENT, Role.AUDITOR), Set.of());
        assertThat(policy.decide(readers, "talent.read", new Resource("talent", Ownership.FOREIGN, "ACTIVE"))
                        .verdict())
                .isEqualTo(Decision.Verdict.NOT_FOUND);
    }

    @Test
    void theFunctionIsAskedBeforeTheObject() {
        assertThat(policy.mayEver(Set.of(Role.CLIENT), "case.revise")).isTrue();
        assertThat(policy.mayEver(Set.of(Role.CLIENT), "case.publish")).isFalse();
        assertThat(policy.mayEver(Set.of(Role.ANONYMOUS), "listing.read")).isTrue();
        assertThat(policy.mayEver(Set.of(Role.ANONYMOUS), "case.list")).isFalse();
    }

    @Test
    void aMatrixWithAMistakeIsNotLoaded() {
        String head = "resources:\n  a: [NONE]\nactions:\n  a.read:\n";
        assertThat(read(head + "    type: a\n    may:\n      TALENT: {of: [ANY], in: [NONE]}\n")
                        .actions())
                .containsExactly("a.read");
        for (String mistake : new String[] {
            "    type: b\n    may:\n      TALENT: {of: [ANY], in: [NONE]}\n",
            "    type: a\n    may:\n      BOSS: {of: [ANY], in: [NONE]}\n",
            "    type: a\n    may:\n      TALENT: {of: [SOME], in: [NONE]}\n",
            "    type: a\n    may:\n      TALENT: {of: [ANY], in: [OPEN]}\n",
            "    type: a\n    may:\n      TALENT: {of: [ANY]}\n",
            "    type: a\n    may:\n      TALENT: {of: [], in: [NONE]}\n",
            "    type: a\n    may:\n      TALENT: {of: [ANY], in: [NONE]}\n      TALENT: {of: [OWN], in: [NONE]}\n",
            "    type: a\n",
        }) {
            assertThatThrownBy(() -> read(head + mistake)).as(mistake).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void onlyAnonymousHasNoUser() {
        assertThatThrownBy(() -> new Subject(null, Set.of(Role.ADMIN), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Subject.ANONYMOUS.anonymous()).isTrue();
        assertThat(Subject.ANONYMOUS.isUser(null)).isFalse();
        assertThat(Subject.ANONYMOUS.belongsTo(null)).isFalse();
        Subject client = new Subject(UUID.randomUUID(), Set.of(Role.CLIENT), Set.of("org"));
        assertThat(client.belongsTo("org")).isTrue();
        assertThat(client.belongsTo("other")).isFalse();
        assertThat(client.isUser(client.userId())).isTrue();
    }

    private static Policy read(String yaml) {
        return Policy.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }

    private Decision.Verdict verdict(Subject subject, String action, String type, String state) {
        return policy.decide(subject, action, new Resource(type, Ownership.OWN, state))
                .verdict();
    }

    private static Subject subject(Role role) {
        return role == Role.ANONYMOUS ? Subject.ANONYMOUS : new Subject(UUID.randomUUID(), Set.of(role), Set.of());
    }
}
