package jp.enishi.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Lighthouse, from npm, as it judges a telephone on a slow line. */
final class Lighthouse {
    /** What each page has to reach in each category, of 100. */
    static final int BAR = 95;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MINUTES = 5;

    /**
     * What it says of a page.
     *
     * @param scores of 100, by category
     * @param faults what takes points, worst first
     */
    record Verdict(String name, Map<String, Integer> scores, List<String> faults) {
        boolean good() {
            return scores.values().stream().allMatch(score -> score >= BAR);
        }

        @Override
        public String toString() {
            return name + " " + scores + (good() ? "" : " " + faults);
        }
    }

    private final Path tool;
    private final Path reports;

    /**
     * Installs it when it is not there.
     *
     * @param project where Enishi lies
     * @param reports where whole reports go
     */
    Lighthouse(Path project, Path reports) throws IOException {
        this.tool = project.resolve("deploy/system-tests/lighthouse");
        this.reports = reports;
        Files.createDirectories(reports);
        if (!Files.exists(tool.resolve("node_modules/lighthouse/cli/index.js"))) {
            run(List.of("npm", "ci", "--silent"));
        }
    }

    /** Judges a page as somebody with these cookies sees it. */
    Verdict judge(String name, String address, Map<String, String> cookies) throws IOException {
        Path report = reports.resolve("lighthouse-" + name + ".json");
        Path task = Files.createTempFile("judge", ".json");
        try {
            Files.writeString(
                    task,
                    JSON.writeValueAsString(Map.of(
                            "address",
                            address,
                            "cookies",
                            cookies,
                            "language",
                            "ja",
                            "browser",
                            Chromium.executable().toString(),
                            "report",
                            report.toString())));
            run(List.of("node", "judge.mjs", task.toString()));
        } finally {
            Files.delete(task);
        }
        JsonNode said = JSON.readTree(report.toFile());
        Map<String, Integer> scores = new TreeMap<>();
        List<String> faults = new ArrayList<>();
        said.get("categories").fields().forEachRemaining(category -> {
            scores.put(category.getKey(), (int)
                    Math.round(category.getValue().get("score").asDouble() * 100));
            for (JsonNode audit : category.getValue().get("auditRefs")) {
                JsonNode found = said.get("audits").get(audit.get("id").asText());
                if (audit.get("weight").asDouble() > 0
                        && found.path("score").isNumber()
                        && found.get("score").asDouble() < 0.9) {
                    faults.add(found.get("id").asText() + " "
                            + found.path("displayValue").asText());
                }
            }
        });
        return new Verdict(name, scores, faults);
    }

    private void run(List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(tool.toFile()).redirectErrorStream(true);
        Path said = Files.createTempFile("lighthouse", ".log");
        try {
            Process process = builder.redirectOutput(said.toFile()).start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(command.getFirst() + " took more than " + MINUTES + " minutes");
            }
            if (process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed: " + Files.readString(said));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            Files.delete(said);
        }
    }
}
