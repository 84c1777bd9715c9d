package jp.enishi.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page about the configuration tells every setting that the code has, with its default and its services, and none that
 * is gone. {@code -Dconfiguration.refresh} writes the tables again; the meanings, which only people can write, are kept.
 */
class ConfigurationTest {
    private static final Path PAGE = Path.of("docs/operations/configuration.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([^`]+)` \\|[^|\n]*\\|[^|\n]*\\|[^|\n]*\\| ([^|\n]*) \\|$");

    @TempDir
    Path folder;

    /** What is wrong with the page, in sentences; empty when it is right. */
    private static List<String> wrong(Path root, String page) {
        List<String> wrong = new ArrayList<>();
        Set<String> rows = new TreeSet<>(page.lines().toList());
        Map<String, String> meanings = meanings(page);
        Set<String> known = new TreeSet<>();
        for (Settings.Setting setting : all(root)) {
            known.add(setting.name());
            String meaning = meanings.getOrDefault(setting.name(), "");
            if (meaning.isBlank()) {
                wrong.add(setting.name() + " is not explained");
            } else if (!rows.contains(row(root, setting, meaning))) {
                wrong.add(setting.name() + ": its row should be " + row(root, setting, meaning));
            }
        }
        meanings.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> wrong.add(name + " is explained, but nothing reads it"));
        return wrong;
    }

    private static List<Settings.Setting> all(Path root) {
        List<Settings.Setting> all = new ArrayList<>(Settings.variables(root));
        all.addAll(Settings.properties(root));
        return all;
    }

    private static Map<String, String> meanings(String page) {
        Map<String, String> meanings = new HashMap<>();
        Matcher row = ROW.matcher(page);
        while (row.find()) {
            meanings.put(row.group(1), row.group(2).strip());
        }
        return meanings;
    }

    private static String row(Path root, Settings.Setting setting, String meaning) {
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(
                        setting.name(),
                        setting.byDefault(),
                        setting.services(Settings.services(root)),
                        setting.secret() ? "secret" : "",
                        meaning);
    }

    private static String refreshed(Path root, String page) {
        Map<String, String> meanings = meanings(page);
        String text = table(page, "variables", Settings.variables(root), root, meanings);
        return table(text, "properties", Settings.properties(root), root, meanings);
    }

    private static String table(
            String page, String name, List<Settings.Setting> settings, Path root, Map<String, String> meanings) {
        StringBuilder table = new StringBuilder(
                "<!-- " + name + " -->\n| setting | default | services | | meaning |\n|---|---|---|---|---|\n");
        settings.forEach(setting -> table.append(row(root, setting, meanings.getOrDefault(setting.name(), "")))
                .append('\n'));
        table.append("<!-- end of ").append(name).append(" -->");
        return page.replaceFirst(
                "(?s)<!-- " + name + " -->.*?<!-- end of " + name + " -->", Matcher.quoteReplacement(table.toString()));
    }

    @Test
    void everySettingIsExplained() throws IOException {
        Path page = Tree.ROOT.resolve(PAGE);
        if (System.getProperty("configuration.refresh") != null) {
            Files.writeString(page, refreshed(Tree.ROOT, Files.readString(page)));
        }
        assertThat(wrong(Tree.ROOT, Files.readString(page))).isEmpty();
    }

    @Test
    void plantedSettingsWithoutExplanationAreFound() throws IOException {
        Path service = Files.createDirectories(folder.resolve("services/payments/src/main/resources"));
        Files.createDirectories(folder.resolve("services/platform"));
        Files.writeString(folder.resolve("services/payments/pom.xml"), "<project/>");
        Files.writeString(
                service.resolve("application.properties"),
                "payments.url=${PAYMENTS_URL:https://pay.example}\n%test.payments.url=${NOT_ASKED_FOR}\n");
        Path java = Files.createDirectories(folder.resolve("services/payments/src/main/java/jp"));
        Files.writeString(java.resolve("PaymentsConfig.java"), """
            @ConfigMapping(prefix = "payments")
            interface PaymentsConfig {
                URI url();

                @WithDefault("5s")
                Duration patienceOfPayers();
            }
            """);
        Files.writeString(
                java.resolve("Payments.java"),
                "Payments(@ConfigProperty(name = \"payments.fee\", defaultValue = \"3\") int fee) {"
                        + " System.getenv(\"PAYMENTS_TRIAL\"); }");
        assertThat(wrong(folder, ""))
                .containsExactlyInAnyOrder(
                        "PAYMENTS_URL is not explained",
                        "PAYMENTS_TRIAL is not explained",
                        "payments.fee is not explained",
                        "payments.patience-of-payers is not explained");

        String page = """
            | `PAYMENTS_URL` | `https://pay.example` | all |  | where it is paid |
            | `PAYMENTS_TRIAL` | none | all |  | for trials |
            | `payments.fee` | `3` | all |  | in per cent |
            | `payments.patience-of-payers` | `5s` | all |  | how long is waited |
            """;
        assertThat(wrong(folder, page)).isEmpty();
        assertThat(wrong(folder, page.replace("`5s`", "`6s`"))).hasSize(1);
        assertThat(wrong(folder, page + "| `PAYMENTS_GONE` | none | all |  | nothing |\n"))
                .hasSize(1);
    }
}
