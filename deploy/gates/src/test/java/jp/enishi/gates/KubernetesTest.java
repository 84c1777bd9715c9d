package jp.enishi.gates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.local.Topics;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What k8s/ renders is valid, safe, and tells of the same ports, calls, topics and settings as the code; without a cluster. */
class KubernetesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CHECKER = Tree.ROOT.resolve("deploy/gates/kubernetes");
    private static final Path REALM_IMPORT = Tree.ROOT.resolve("k8s/components/keycloak-operator/realm.yaml");
    private static final Path REALM = Tree.ROOT.resolve("deploy/local/src/main/resources/keycloak/enishi-realm.json");
    private static final List<String> OVERLAYS = List.of("local", "staging", "production");
    private static final Map<String, KubernetesObjects> RENDERED = new TreeMap<>();
    private static final List<ServiceFacts> FACTS = ServiceFacts.all();
    private static final Topics TOPICS = Topics.load();

    @TempDir
    static Path folder;

    @BeforeAll
    static void render() {
        if (System.getProperty("kubernetes.refresh") != null) {
            refreshRealm();
        }
        OVERLAYS.forEach(overlay -> RENDERED.put(overlay, KubernetesObjects.rendered("k8s/overlays/" + overlay)));
        RENDERED.put("demo", KubernetesObjects.rendered("k8s/overlays/local/demo"));
        if (!Files.isExecutable(CHECKER.resolve("node_modules/.bin/tsc"))) {
            Tree.Outcome installed = Tree.run(CHECKER, List.of("npm", "ci", "--silent", "--no-audit", "--no-fund"));
            assertThat(installed.exit()).as(installed.output()).isZero();
        }
    }

    private static KubernetesObjects local() {
        return RENDERED.get("local");
    }

    private static KubernetesObjects production() {
        return RENDERED.get("production");
    }

    @Test
    void everyObjectIsWhatKubernetesAndTheOperatorsTake() {
        assertThat(strictlyChecked(RENDERED)).isEmpty();
    }

    /** The Ingress component is the alternative to the Gateway API, and in no overlay. */
    @Test
    void theAlternativeWithAnIngressIsRightToo() throws IOException {
        String overlay = Files.readString(Tree.ROOT.resolve("k8s/overlays/production/kustomization.yaml"));
        Path inTree = Files.createDirectories(Tree.ROOT.resolve("deploy/gates/target/with-ingress"));
        String here = overlay.replace("../../components/gateway-api", "../../components/ingress")
                .replace("../../", "../../../../k8s/")
                // What the Gateway API's objects are told.
                .replaceAll("(?s)  - target: \\{kind: (Gateway|HTTPRoute), .*?(?=\n  - )\n", "");
        Files.writeString(inTree.resolve("kustomization.yaml"), here);
        for (String file : List.of("settings.properties", "images.yaml", "network.yaml", "zones.yaml", "sizes.yaml")) {
            Files.copy(
                    Tree.ROOT.resolve("k8s/overlays/production").resolve(file),
                    inTree.resolve(file),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        KubernetesObjects objects =
                KubernetesObjects.rendered(Tree.ROOT.relativize(inTree).toString());
        assertThat(objects.of("Ingress")).hasSize(1);
        assertThat(objects.of("Gateway")).isEmpty();
        assertThat(strictlyChecked(Map.of("ingress", objects))).isEmpty();
        assertThat(new KubernetesNetwork(objects).outside()).isEqualTo(KubernetesNetwork.neededOutside(objects, FACTS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "staging", "production"})
    void everyPodIsSafe(String overlay) {
        assertThat(KubernetesRules.safety(RENDERED.get(overlay))).isEmpty();
        assertThat(KubernetesObjects.map(
                        RENDERED.get(overlay).one("Namespace", "enishi").at("/metadata/labels")))
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "staging", "production"})
    void everyServiceCanBeWatchedMovedAndStopped(String overlay) {
        assertThat(KubernetesRules.services(RENDERED.get(overlay), FACTS, !overlay.equals("local")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "staging", "production"})
    void portsAndSettingsAreThoseOfTheServices(String overlay) {
        assertThat(KubernetesRules.ports(RENDERED.get(overlay), FACTS)).isEmpty();
        assertThat(KubernetesRules.settings(RENDERED.get(overlay), FACTS)).isEmpty();
        assertThat(KubernetesRules.secrets(RENDERED.get(overlay))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "staging", "production"})
    void onlyWhatTheCodeCallsIsOpen(String overlay) {
        KubernetesObjects objects = RENDERED.get(overlay);
        KubernetesNetwork network = new KubernetesNetwork(objects);
        assertThat(network.wrong()).isEmpty();
        assertThat(network.open()).isEqualTo(KubernetesNetwork.needed(objects, FACTS));
        assertThat(network.outside()).isEqualTo(KubernetesNetwork.neededOutside(objects, FACTS));
        JsonNode dns = objects.one("NetworkPolicy", "dns").at("/spec/egress/0/ports");
        assertThat(KubernetesObjects.stream(dns).map(port -> port.path("port").asInt()))
                .containsOnly(53);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "demo", "staging", "production"})
    void imagesAreOursOrThoseThatAreNamedOnce(String overlay) throws IOException {
        assertThat(KubernetesRules.images(RENDERED.get(overlay), others())).isEmpty();
    }

    private static Set<String> others() throws IOException {
        return Files.readString(Tree.ROOT.resolve(".env"))
                .lines()
                .filter(line -> line.contains("_IMAGE="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .collect(Collectors.toSet());
    }

    @Test
    void theListOfTopicsIsWhatTheServicesReadAndWrite() {
        assertThat(KubernetesRules.topicsOfTheCode(TOPICS, FACTS)).isEmpty();
        String maker = Settings.read(Tree.ROOT.resolve(
                "services/platform/messaging/src/main/java/jp/enishi/platform/messaging/Topics.java"));
        assertThat(maker)
                .as("a service makes a topic that is missing as the list says")
                .contains(
                        "PARTITIONS = " + TOPICS.every().partitions() + ";",
                        "endsWith(DEAD) ? " + TOPICS.every().deadPartitions() + " :");
    }

    @ParameterizedTest
    @ValueSource(strings = {"staging", "production"})
    void topicsAndRightsInKafkaAreThoseOfTheList(String overlay) {
        assertThat(KubernetesRules.kafka(RENDERED.get(overlay), TOPICS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"staging", "production"})
    void nothingIsPlainOutsideOfATrial(String overlay) {
        assertThat(KubernetesRules.production(RENDERED.get(overlay))).isEmpty();
    }

    @Test
    void productionMayLoseAZone() {
        assertThat(KubernetesRules.zones(production())).isEmpty();
    }

    @Test
    void theTrialNeedsNoOperator() {
        assertThat(local().all().stream().map(one -> one.path("apiVersion").asText()))
                .containsOnly("v1", "apps/v1", "batch/v1", "policy/v1", "networking.k8s.io/v1");
        assertThat(local().of("Secret")
                        .filter(secret -> !secret.path("data").isEmpty())
                        .flatMap(secret -> secret.path("data").properties().stream())
                        .filter(entry -> !entry.getKey().equals("bff-private.pem"))
                        .map(entry -> new String(java.util.Base64.getDecoder()
                                .decode(entry.getValue().asText()))))
                .allMatch(secret -> secret.startsWith("local-only"));
    }

    @Test
    void keycloaksRealmIsTheOneRealm() throws IOException {
        JsonNode spec = KubernetesObjects.yaml(REALM_IMPORT).path("spec");
        assertThat(spec.path("realm")).as("made anew by -Dkubernetes.refresh").isEqualTo(JSON.readTree(REALM.toFile()));
        Set<String> needed = new TreeSet<>();
        Matcher placeholder = Pattern.compile("\\$\\{(ENISHI_[A-Z_]+)}").matcher(Files.readString(REALM));
        while (placeholder.find()) {
            needed.add(placeholder.group(1));
        }
        assertThat(KubernetesObjects.map(spec.path("placeholders")).keySet()).containsAll(needed);
    }

    private static void refreshRealm() {
        try {
            String text = Files.readString(REALM_IMPORT);
            String realm = JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(JSON.readTree(REALM.toFile()))
                    .replace("\n", "\n  ");
            Files.writeString(
                    REALM_IMPORT, text.substring(0, text.indexOf("\n  realm: ")) + "\n  realm: " + realm + "\n");
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    // --- planted mistakes: each is found by the rule that is there for it
    // ---------------------------------------------------

    /** A mistake, and the rule and words by which it must be found. */
    record Mistake(
            String what,
            Consumer<KubernetesObjects> plant,
            Function<KubernetesObjects, List<String>> rule,
            String found) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static ObjectNode node(JsonNode node) {
        return (ObjectNode) node;
    }

    static Stream<Mistake> mistakes() {
        Function<KubernetesObjects, List<String>> services = objects -> KubernetesRules.services(objects, FACTS, false);
        Function<KubernetesObjects, List<String>> ports = objects -> KubernetesRules.ports(objects, FACTS);
        Function<KubernetesObjects, List<String>> network = objects -> {
            KubernetesNetwork found = new KubernetesNetwork(objects);
            List<String> wrong = new ArrayList<>(found.wrong());
            Set<String> more = new TreeSet<>(found.open());
            more.removeAll(KubernetesNetwork.needed(objects, FACTS));
            more.forEach(edge -> wrong.add("nobody calls " + edge));
            Set<String> less = new TreeSet<>(KubernetesNetwork.needed(objects, FACTS));
            less.removeAll(found.open());
            less.forEach(edge -> wrong.add("closed: " + edge));
            Set<String> outside = new TreeSet<>(found.outside());
            outside.removeAll(KubernetesNetwork.neededOutside(objects, FACTS));
            outside.forEach(edge -> wrong.add("nobody calls " + edge));
            return wrong;
        };
        return Stream.of(
                new Mistake(
                        "a missing probe",
                        objects -> objects.workload("cases").container().remove("readinessProbe"),
                        services,
                        "Deployment cases has no readinessProbe"),
                new Mistake(
                        "a probe at another path",
                        objects -> node(objects.workload("web").container().at("/livenessProbe/httpGet"))
                                .put("path", "/health"),
                        services,
                        "Deployment web has a livenessProbe at a path or port that the service doesn't serve"),
                new Mistake(
                        "killed before it has ended",
                        objects -> objects.workload("gateway").spec().put("terminationGracePeriodSeconds", 30),
                        services,
                        "Deployment gateway is killed before it has ended"),
                new Mistake(
                        "no disruption budget",
                        objects -> objects.all().remove(objects.one("PodDisruptionBudget", "talents")),
                        services,
                        "Deployment talents may be evicted as a whole"),
                new Mistake(
                        "a wrong port",
                        objects -> node(objects.workload("meetings").container().at("/ports/0"))
                                .put("containerPort", 8080),
                        ports,
                        "Deployment meetings has other ports than the service"),
                new Mistake(
                        "a Service to a port that is closed",
                        objects -> node(objects.one("Service", "web").at("/spec/ports/0"))
                                .put("targetPort", "htpp"),
                        ports,
                        "Service web leads to a port that is not open"),
                new Mistake(
                        "a privileged pod",
                        objects -> node(objects.workload("contracts")
                                        .container()
                                        .path("securityContext"))
                                .put("privileged", true),
                        KubernetesRules::safety,
                        "Deployment contracts is privileged"),
                new Mistake(
                        "a pod as root",
                        objects -> objects.workload("kafka").spec().remove("securityContext"),
                        KubernetesRules::safety,
                        "StatefulSet kafka may run as root"),
                new Mistake(
                        "a folder of the node",
                        objects -> ((ArrayNode)
                                        objects.workload("matching").spec().path("volumes"))
                                .addObject()
                                .put("name", "host")
                                .putObject("hostPath"),
                        KubernetesRules::safety,
                        "StatefulSet matching mounts a folder of the node"),
                new Mistake(
                        "an open network edge",
                        objects -> {
                            ObjectNode policy = objects.one("NetworkPolicy", "talents");
                            ((ArrayNode) policy.at("/spec/ingress/0/from")).removeAll();
                        },
                        network,
                        "policy talents is open to everybody or at every port"),
                new Mistake(
                        "an edge that nobody needs, let in but not out",
                        objects -> ((ArrayNode)
                                        objects.one("NetworkPolicy", "talents").at("/spec/ingress/0/from"))
                                .addObject()
                                .putObject("podSelector")
                                .putObject("matchLabels")
                                .put("app.kubernetes.io/name", "cases"),
                        network,
                        "cases -> talents:8082 is let in, but not out"),
                new Mistake(
                        "a label that opens the database",
                        objects -> node(objects.workload("web").template().at("/metadata/labels"))
                                .put("uses.enishi.example/database", "true"),
                        network,
                        "nobody calls web -> database:5432"),
                new Mistake(
                        "a way out",
                        objects -> node(((ArrayNode) objects.one("NetworkPolicy", "gateway")
                                                .at("/spec/egress"))
                                        .addObject()
                                        .put("to", "")
                                        .set(
                                                "ports",
                                                JSON.createArrayNode()
                                                        .add(JSON.createObjectNode()
                                                                .put("port", 443))))
                                .set(
                                        "to",
                                        JSON.createArrayNode()
                                                .add(JSON.createObjectNode()
                                                        .set(
                                                                "ipBlock",
                                                                JSON.createObjectNode()
                                                                        .put("cidr", "0.0.0.0/0")))),
                        network,
                        "nobody calls gateway -> 0.0.0.0/0:443"),
                new Mistake(
                        "an edge that is closed",
                        objects -> objects.all().remove(objects.one("NetworkPolicy", "uses-kafka")),
                        network,
                        "closed: cases -> kafka:9092"),
                new Mistake(
                        "no default that denies",
                        objects -> objects.all().remove(objects.one("NetworkPolicy", "deny-all")),
                        network,
                        "nothing denies what no policy allows"),
                new Mistake(
                        "a setting that is missing",
                        objects -> objects.workload("gateway").container().remove("env"),
                        objects -> KubernetesRules.settings(objects, FACTS),
                        "gateway is given no BFF_KEY_FILE"),
                new Mistake(
                        "a setting that is misspelt",
                        objects -> objects.of("ConfigMap")
                                .forEach(map -> node(map.path("data")).put("TALENT_URL", "x")),
                        objects -> KubernetesRules.settings(objects, FACTS),
                        "TALENT_URL is given, but nobody reads it"),
                new Mistake(
                        "a secret that nothing makes",
                        objects -> objects.all().remove(objects.one("Secret", "web")),
                        KubernetesRules::secrets,
                        "nothing makes the secret web/CSRF_KEY"),
                new Mistake(
                        "another image",
                        objects -> objects.workload("mailpit").container().put("image", "mailpit:latest"),
                        objects -> {
                            try {
                                return KubernetesRules.images(objects, others());
                            } catch (IOException unreadable) {
                                throw new java.io.UncheckedIOException(unreadable);
                            }
                        },
                        "mailpit:latest is no image of ours and none of .env"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aPlantedMistakeIsFound(Mistake mistake) {
        KubernetesObjects objects = local().copy();
        assertThat(mistake.rule().apply(objects)).isEmpty();
        mistake.plant().accept(objects);
        assertThat(mistake.rule().apply(objects)).anyMatch(said -> said.startsWith(mistake.found()));
    }

    @Test
    void aTopicWithoutOwnerOrReaderIsFound() {
        List<Topics.Topic> topics = new ArrayList<>(TOPICS.topics());
        topics.replaceAll(topic ->
                topic.name().equals("cases.view") ? new Topics.Topic(topic.name(), null, topic.consumers()) : topic);
        topics.removeIf(topic -> topic.name().equals("cases.case"));
        assertThat(KubernetesRules.topicsOfTheCode(new Topics(TOPICS.every(), topics), FACTS))
                .contains("cases.view has no owner", "cases.case is read, but in no list");
    }

    @Test
    void aRightTooManyAndOneTooFewAreFound() {
        KubernetesObjects objects = production().copy();
        ArrayNode rules = (ArrayNode) objects.one("KafkaUser", "meetings").at("/spec/authorization/acls");
        rules.remove(0);
        ObjectNode rule = rules.addObject();
        rule.putObject("resource")
                .put("type", "topic")
                .put("name", "talents.talent")
                .put("patternType", "literal");
        rule.putArray("operations").add("Read");
        objects.all().remove(objects.one("KafkaTopic", "cases.view.dead"));
        assertThat(KubernetesRules.kafka(objects, TOPICS))
                .contains(
                        "meetings has a right that it doesn't need: topic talents.talent Read literal",
                        "meetings has no right to group meetings Read literal")
                .anyMatch(said -> said.startsWith("the topics are"));
    }

    @Test
    void plainTransportAndOneZoneAreFound() {
        KubernetesObjects objects = production().copy();
        objects.of("ConfigMap")
                .forEach(map -> node(map.path("data"))
                        .put("OIDC_URL", "http://keycloak:8080")
                        .put("KAFKA_SECURITY_PROTOCOL", "PLAINTEXT"));
        objects.workload("cases").spec().remove("topologySpreadConstraints");
        assertThat(KubernetesRules.production(objects))
                .contains("production has OIDC_URL without https", "production talks to Kafka in the clear");
        assertThat(KubernetesRules.zones(objects)).contains("Deployment cases may be in one zone only");
    }

    @Test
    void whatNoSchemaKnowsIsFound() {
        KubernetesObjects objects = production().copy();
        objects.workload("web").container().put("imagePullPolice", "Always");
        node(objects.workload("gateway").container().at("/readinessProbe")).put("periodSeconds", "five");
        node(objects.one("ScaledObject", "cases").path("spec")).put("minReplica", 1);
        node(objects.one("KafkaUser", "cases").at("/spec/authentication")).put("type", "tsl");
        node(objects.one("Cluster", "database").path("spec")).put("instanses", 3);
        node(objects.one("Keycloak", "keycloak").path("spec")).remove("instances");
        objects.one("Issuer", "enishi").put("kind", "Isuer");
        String wrong = strictlyChecked(Map.of("planted", objects));
        assertThat(wrong)
                .contains(
                        "Deployment web",
                        "imagePullPolice",
                        "Deployment gateway",
                        "periodSeconds",
                        "minReplica",
                        "tsl",
                        "instanses")
                .contains("nothing is known of cert-manager.io/v1 Isuer")
                .contains("'instances' is missing");
    }

    private static String strictlyChecked(Map<String, KubernetesObjects> rendered) {
        try {
            Path objects = Files.createTempDirectory(folder, "objects");
            for (Map.Entry<String, KubernetesObjects> overlay : rendered.entrySet()) {
                JSON.writeValue(
                        objects.resolve(overlay.getKey() + ".json").toFile(),
                        overlay.getValue().all());
            }
            Tree.Outcome outcome = Tree.run(CHECKER, List.of("node", "check.mjs", objects.toString()));
            assertThat(outcome.exit() == 0)
                    .as(outcome.output())
                    .isEqualTo(outcome.output().isBlank());
            return outcome.output().strip();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
