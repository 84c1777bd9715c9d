package jp.enishi.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** docker-compose.yml says what the runner does, and leaves nothing open. */
class ComposeTest {

    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
    /** What a browser opens; Grafana only with its profile. */
    private static final Map<String, String> PUBLISHED = Map.of(
            "gateway", "127.0.0.1:8080:8080",
            "keycloak", "127.0.0.1:8180:8080",
            "mailpit", "127.0.0.1:8025:8025",
            "grafana", "127.0.0.1:3000:3000");
    /** They end when they have done their work. */
    private static final Set<String> ONCE = Set.of("database", "setup", "demo", "check");

    @TempDir
    static Path folder;

    private static JsonNode compose;
    private static Set<String> secretFiles;

    @BeforeAll
    static void read() throws IOException {
        compose = parse(Files.readString(PROJECT.resolve("docker-compose.yml")));
        secretFiles = Setup.makeSecrets(folder.resolve("secrets")).stream()
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toSet());
    }

    /** SnakeYAML itself, since Jackson does not know merge keys. */
    private static JsonNode parse(String text) {
        Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        return new com.fasterxml.jackson.databind.ObjectMapper().valueToTree(yaml);
    }

    /** What is wrong, in sentences. */
    private static List<String> wrong(JsonNode compose) {
        List<String> wrong = new ArrayList<>();
        compose.path("services").properties().forEach(entry -> {
            String name = entry.getKey();
            JsonNode service = entry.getValue();
            List<String> ports = new ArrayList<>();
            service.path("ports").forEach(port -> ports.add(port.asText()));
            if (!ports.equals(PUBLISHED.containsKey(name) ? List.of(PUBLISHED.get(name)) : List.of())) {
                wrong.add(name + " publishes " + ports);
            }
            String image = service.path("image").asText();
            if (!image.matches("\\$\\{[A-Z]+_IMAGE}|enishi/[a-z]+:\\$\\{ENISHI_TAG}")) {
                wrong.add(name + " has an image that .env doesn't name: " + image);
            }
            boolean ours = image.startsWith("enishi/") && !name.equals("keycloak");
            if (ours && !service.path("read_only").asBoolean()) {
                wrong.add(name + " may write to its root");
            }
            if (ours && !service.path("cap_drop").toString().contains("ALL")) {
                wrong.add(name + " keeps capabilities");
            }
            if (!ONCE.contains(name) && !service.path("restart").asText().equals("unless-stopped")) {
                wrong.add(name + " is not started again");
            }
            if (service.path("privileged").asBoolean() || service.has("network_mode") || service.has("pid")) {
                wrong.add(name + " is not kept apart from the machine");
            }
            service.path("environment").properties().forEach(variable -> {
                if (variable.getKey().matches(".*(PASSWORD|SECRET|_KEY)")) {
                    wrong.add(name + " has the secret " + variable.getKey() + " in its environment");
                }
            });
            service.path("secrets").forEach(secret -> {
                String source = secret.isTextual()
                        ? secret.asText()
                        : secret.path("source").asText();
                if (!compose.path("secrets").has(source)) {
                    wrong.add(name + " wants the secret " + source + ", which is not there");
                }
            });
        });
        return wrong;
    }

    @Test
    void nothingIsLeftOpen() {
        assertThat(wrong(compose)).isEmpty();
    }

    @Test
    void plantedMistakesAreFound() {
        ObjectNode broken = compose.deepCopy();
        ObjectNode cases = (ObjectNode) broken.at("/services/cases");
        cases.putArray("ports").add("8083:8083");
        cases.put("image", "enishi/cases:latest");
        cases.remove("read_only");
        cases.remove("cap_drop");
        cases.put("privileged", true);
        cases.putObject("environment").put("DB_PASSWORD", "x");
        cases.putArray("secrets").add("no-such");
        assertThat(wrong(broken)).hasSize(7).allMatch(said -> said.startsWith("cases "));
    }

    @Test
    void everyServiceIsThereAtItsPorts() {
        for (Service service : Service.ALL) {
            JsonNode described = compose.path("services").path(service.name());
            assertThat(described.at("/build/args/SERVICE").asText()).isEqualTo(service.name());
            assertThat(described.at("/build/args/MANAGEMENT_PORT").asInt()).isEqualTo(service.port() + 1000);
            JsonNode environment = described.path("environment");
            assertThat(environment.path("ENISHI_MODE").asText()).isEqualTo("local");
            for (Service other : Service.ALL) {
                if (!other.name().equals("gateway")) {
                    assertThat(environment
                                    .path(other.name().toUpperCase(Locale.ROOT) + "_URL")
                                    .asText())
                            .isEqualTo("http://" + other.name() + ":" + other.port());
                }
            }
        }
    }

    @Test
    void everySecretIsMadeAndEachServiceHasThoseThatTheRunnerGivesIt() {
        compose.path("secrets")
                .properties()
                .forEach(secret -> assertThat(secret.getValue().path("file").asText())
                        .isEqualTo(".enishi/compose/secrets/" + secret.getKey()));
        Set<String> named = new TreeSet<>();
        compose.path("secrets").fieldNames().forEachRemaining(named::add);
        assertThat(secretFiles).containsAll(named);

        Places places = new Places(PROJECT, folder);
        Secrets secrets = new Secrets(folder.resolve("secrets"));
        Map<String, String> byValue = new HashMap<>();
        for (String file : secretFiles) {
            byValue.put(secrets.value(file), file);
        }
        for (Service service : Service.ALL) {
            Map<String, String> given = new HashMap<>();
            new ServicePart(service, places, new Ports(0), secrets, false)
                    .environment()
                    .forEach((name, value) -> {
                        if (byValue.containsKey(value)) {
                            given.put("/run/secrets/enishi/" + name, byValue.get(value));
                        }
                    });
            Map<String, String> described = new HashMap<>();
            compose.path("services").path(service.name()).path("secrets").forEach(secret -> {
                if (secret.isObject()) {
                    described.put(
                            secret.path("target").asText(),
                            secret.path("source").asText());
                }
            });
            assertThat(described).as(service.name()).isEqualTo(given);
        }
    }

    @Test
    void theTagsAreThoseOfTheRunner() throws IOException {
        String tags = Files.readString(PROJECT.resolve(".env"));
        assertThat(tags).contains("KEYCLOAK_IMAGE=quay.io/keycloak/keycloak:" + Keycloak.VERSION + "\n");
        String pom = Files.readString(PROJECT.resolve("pom.xml"));
        String kafka = pom.replaceAll("(?s).*<kafka.broker.version>(.*?)</.*", "$1");
        assertThat(tags).contains("KAFKA_IMAGE=apache/kafka:" + kafka + "\n");
        assertThat(tags.lines().filter(line -> line.matches("[A-Z]+_IMAGE=.*")))
                .hasSize(10)
                .allMatch(line -> line.matches(".*:.+") && !line.endsWith(":latest"));
        assertThat(Files.readString(PROJECT.resolve("deploy/images/Dockerfile"))
                        .lines()
                        .filter(line -> line.startsWith("FROM ")))
                .allMatch(line -> line.matches("FROM (\\$\\{[A-Z]+_IMAGE}|java|run|scratch|small) AS [a-z]+"));
    }
}
