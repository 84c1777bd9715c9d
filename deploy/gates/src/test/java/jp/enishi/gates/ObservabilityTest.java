package jp.enishi.gates;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.enishi.local.MetricsPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is watched is what there is: the page of metrics names those of the code, rules and dashboards read metrics of the page,
 * each alert leads to a runbook, and Kubernetes has the rules of Compose.
 */
class ObservabilityTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path RULES = Tree.ROOT.resolve("deploy/observability/rules.yaml");
    private static final Path CASES = Tree.ROOT.resolve("deploy/observability/rules.test.yaml");
    private static final Path IN_KUBERNETES = Tree.ROOT.resolve("k8s/components/prometheus/rules.yaml");
    private static final Path RUNBOOKS = Tree.ROOT.resolve("docs/operations/runbooks");
    private static final Path DASHBOARDS = Tree.ROOT.resolve("deploy/observability/grafana/dashboards");
    private static final Pattern MADE =
            Pattern.compile("(?:(Gauge|Timer|Counter)\\.builder|\\.(counter|timer|gauge))\\(\\s*\"(enishi[._a-z]+)\"");
    private static final Pattern NAME = Pattern.compile("[a-z_:][a-z0-9_:]*");
    private static final Pattern LABELS = Pattern.compile("([a-z_:][a-z0-9_:]*)\\{([^}]*)}");
    private static final Set<String> WORDS = Set.of("by", "or", "and", "unless", "without", "on", "ignoring", "bool");
    /** What the scrape itself adds. */
    private static final Set<String> OF_EVERY_SERIES = Set.of("service", "instance", "job", "le");

    private static final MetricsPage PAGE = MetricsPage.of(Tree.ROOT);

    /** The metrics that our code makes, as {@code name kind}. */
    private static Set<String> made() throws IOException {
        Set<String> made = new TreeSet<>();
        for (Path source : sources()) {
            Matcher matcher = MADE.matcher(Files.readString(source));
            while (matcher.find()) {
                String how = Optional.ofNullable(matcher.group(1))
                        .orElseGet(() -> matcher.group(2))
                        .toLowerCase(Locale.ROOT);
                String name = matcher.group(3).replace('.', '_');
                made.add(
                        switch (how) {
                            case "timer" -> name + "_seconds histogram";
                            case "counter" -> name + "_total counter";
                            default -> name + " gauge";
                        });
            }
        }
        return made;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Tree.ROOT.resolve("services"))) {
            return files.filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
                    .toList();
        }
    }

    private static JsonNode rules() throws IOException {
        return YAML.readTree(RULES.toFile());
    }

    private static List<ObjectNode> each(JsonNode rules) {
        List<ObjectNode> each = new ArrayList<>();
        rules.path("groups").forEach(group -> group.path("rules").forEach(rule -> each.add((ObjectNode) rule)));
        return each;
    }

    private static Set<String> recorded(JsonNode rules) {
        return each(rules).stream()
                .map(rule -> rule.path("record").asText())
                .filter(name -> !name.isEmpty())
                .collect(toCollection(TreeSet::new));
    }

    /** What an expression reads that nobody tells, in sentences. */
    private static List<String> unknown(String expression, Set<String> recorded) {
        List<String> unknown = new ArrayList<>();
        Matcher labels = LABELS.matcher(expression);
        while (labels.find()) {
            Set<String> known = PAGE.withSeries(labels.group(1))
                    .map(MetricsPage.Metric::labels)
                    .orElse(Set.of());
            Matcher label = Pattern.compile("([a-z_]+)\\s*(?:=|!)").matcher(labels.group(2));
            while (label.find()) {
                if (!known.contains(label.group(1)) && !OF_EVERY_SERIES.contains(label.group(1))) {
                    unknown.add(labels.group(1) + " has no label " + label.group(1));
                }
            }
        }
        String bare = expression
                .replaceAll("\\{[^}]*}|\\[[^]]*]|\\boffset \\d+[smhdw]", "")
                .replaceAll("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)", "");
        Matcher name = NAME.matcher(bare.replaceAll("\\b\\d[\\d.e]*", ""));
        while (name.find()) {
            String found = name.group();
            boolean function = bare.substring(bare.indexOf(found) + found.length())
                    .stripLeading()
                    .startsWith("(");
            if (!function
                    && !WORDS.contains(found)
                    && !found.equals("up")
                    && !recorded.contains(found)
                    && PAGE.withSeries(found).isEmpty()) {
                unknown.add("nobody tells " + found);
            }
        }
        return unknown;
    }

    /** What is wrong with the rules, in sentences. */
    private static List<String> wrong(JsonNode rules) throws IOException {
        List<String> wrong = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (ObjectNode rule : each(rules)) {
            String name = rule.path("alert").asText(rule.path("record").asText());
            if (!names.add(name)) {
                wrong.add(name + " is there twice");
            }
            unknown(rule.path("expr").asText(), recorded(rules)).forEach(one -> wrong.add(name + ": " + one));
            if (rule.has("alert")) {
                if (!Set.of("critical", "warning")
                        .contains(rule.at("/labels/severity").asText())) {
                    wrong.add(name + " has no severity");
                }
                if (rule.at("/annotations/summary").asText().isBlank()) {
                    wrong.add(name + " has no summary");
                }
                if (!leadsSomewhere(rule.at("/annotations/runbook_url").asText())) {
                    wrong.add(name + " has no runbook");
                }
            }
        }
        return wrong;
    }

    private static boolean leadsSomewhere(String url) throws IOException {
        String[] parts = url.split("#", 2);
        Path page = Tree.ROOT.resolve(parts[0]);
        if (!page.startsWith(RUNBOOKS) || !Files.isRegularFile(page)) {
            return false;
        }
        return parts.length == 1
                || Files.readString(page)
                        .lines()
                        .filter(line -> line.startsWith("#"))
                        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                        .map(line -> line.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
                        .anyMatch(parts[1]::equals);
    }

    @Test
    void thePageExplainsEveryMetricOfOursAndNoOther() throws IOException {
        Set<String> explained = PAGE.metrics().stream()
                .filter(metric -> metric.name().startsWith("enishi_"))
                .map(metric -> metric.name() + " " + metric.kind())
                .collect(toCollection(TreeSet::new));
        assertThat(explained).hasSizeGreaterThan(15).isEqualTo(made());
    }

    @Test
    void everyRuleReadsWhatThereIsAndEveryAlertLeadsToItsRunbook() throws IOException {
        assertThat(wrong(rules())).isEmpty();
    }

    @Test
    void everyRunbookIsOfAnAlertAndSaysWhetherItWasTried() throws IOException {
        Set<String> linked = each(rules()).stream()
                .map(rule -> rule.at("/annotations/runbook_url").asText().replaceAll("#.*|.*/", ""))
                .filter(page -> !page.isEmpty())
                .collect(toCollection(TreeSet::new));
        Set<String> pages = new TreeSet<>();
        try (Stream<Path> files = Files.list(RUNBOOKS)) {
            for (Path file : files.toList()) {
                pages.add(file.getFileName().toString());
                assertThat(Files.readString(file)).as(file.toString()).contains("\n## Tried\n", "\n## What helps\n");
            }
        }
        assertThat(pages).isEqualTo(linked);
    }

    @Test
    void everyAlertHasACaseInWhichItFiresAndOneInWhichItDoesNot() throws IOException {
        Set<String> alerts = each(rules()).stream()
                .map(rule -> rule.path("alert").asText())
                .filter(name -> !name.isEmpty())
                .collect(toCollection(TreeSet::new));
        Set<String> fires = new TreeSet<>();
        Set<String> rests = new TreeSet<>();
        YAML.readTree(CASES.toFile())
                .path("tests")
                .forEach(test -> test.path("alert_rule_test")
                        .forEach(expected -> (expected.path("exp_alerts").isEmpty() ? rests : fires)
                                .add(expected.path("alertname").asText())));
        assertThat(fires).isEqualTo(alerts);
        assertThat(rests).isEqualTo(alerts);
    }

    @Test
    void kubernetesHasTheRulesOfCompose() throws IOException {
        if (System.getProperty("observability.refresh") != null) {
            String head = Files.readString(IN_KUBERNETES).replaceFirst("(?s)\n  groups:\n.*", "\n  groups:\n");
            String groups = Files.readString(RULES).replaceFirst("(?s).*?\ngroups:\n", "");
            Files.writeString(IN_KUBERNETES, head + groups.indent(2));
        }
        assertThat(YAML.readTree(IN_KUBERNETES.toFile()).at("/spec/groups")).isEqualTo(rules().path("groups"));
        JsonNode prometheus = YAML.readTree(
                Tree.ROOT.resolve("deploy/observability/prometheus.yml").toFile());
        assertThat(prometheus.at("/rule_files/0").asText()).isEqualTo("/etc/prometheus/rules.yaml");
        assertThat(Files.readString(Tree.ROOT.resolve("docker-compose.yml")))
                .contains("./deploy/observability/rules.yaml:/etc/prometheus/rules.yaml:ro");
    }

    @Test
    void everyPanelReadsWhatThereIs() throws IOException {
        Set<String> recorded = recorded(rules());
        List<String> wrong = new ArrayList<>();
        Set<String> ids = new TreeSet<>();
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".json")).toList()) {
                JsonNode board = YAML.readTree(file.toFile());
                assertThat(ids.add(board.path("uid").asText())).isTrue();
                assertThat(board.path("panels")).isNotEmpty();
                for (JsonNode panel : board.path("panels")) {
                    assertThat(panel.path("targets")).isNotEmpty();
                    assertThat(panel.at("/datasource/uid").asText()).isEqualTo("prometheus");
                    panel.path("targets")
                            .forEach(target -> unknown(target.path("expr").asText(), recorded)
                                    .forEach(
                                            one -> wrong.add(panel.path("title").asText() + ": " + one)));
                }
            }
        }
        assertThat(ids).containsExactly("enishi-business", "enishi-messaging", "enishi-services");
        assertThat(wrong).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        rule -> rule.put("expr", "max(enishi_inquiries_lost) > 0"),
                        "nobody tells enishi_inquiries_lost"),
                mistake(rule -> rule.put("expr", "enishi_mail_total{person=\"x\"} > 0"), "has no label person"),
                mistake(rule -> ((ObjectNode) rule.path("labels")).remove("severity"), "has no severity"),
                mistake(rule -> ((ObjectNode) rule.path("annotations")).remove("summary"), "has no summary"),
                mistake(
                        rule -> ((ObjectNode) rule.path("annotations"))
                                .put("runbook_url", "docs/operations/runbooks/gone.md"),
                        "has no runbook"),
                mistake(
                        rule -> ((ObjectNode) rule.path("annotations"))
                                .put("runbook_url", "docs/operations/runbooks/requests-fail.md#nowhere"),
                        "has no runbook"),
                mistake(rule -> rule.put("alert", "RequestsFailFast"), "is there twice"));
    }

    private static Arguments mistake(Consumer<ObjectNode> harm, String found) {
        return Arguments.of(harm, found);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakes")
    void aPlantedMistakeIsFound(Consumer<ObjectNode> harm, String found) throws IOException {
        JsonNode rules = rules();
        harm.accept(each(rules).stream()
                .filter(rule -> rule.path("alert").asText().equals("DeadLetters"))
                .findFirst()
                .orElseThrow());
        assertThat(wrong(rules)).singleElement().asString().contains(found);
    }

    @Test
    void aServiceThatTellsTooLittleOrTooMuchIsFound() {
        assertThat(PAGE.wrong("web", "enishi_new{a=\"b\"} 1.0\njvm_threads_live_threads 3.0\n"))
                .contains("web tells enishi_new, which nobody explains", "web does not tell process_cpu_usage")
                .doesNotContain("web does not tell jvm_threads_live_threads");
    }
}
