package jp.enishi.gates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.gates.KubernetesObjects.Workload;
import jp.enishi.local.Topics;

/** What must hold of rendered objects; each rule answers with what is wrong, in sentences. */
final class KubernetesRules {
    private static final Map<String, String> PROBES =
            Map.of("startupProbe", "started", "readinessProbe", "ready", "livenessProbe", "live");
    private static final List<String> OF_THE_NODE = List.of("hostNetwork", "hostPID", "hostIPC");
    /** Needed only with something that is optional. */
    private static final Set<String> OPTIONAL = Set.of("SMTP_PASSWORD", "INGRESS_ADDRESSES");

    private KubernetesRules() {}

    /** Pods keep to the restricted profile, and say what they take. */
    static List<String> safety(KubernetesObjects objects) {
        List<String> wrong = new ArrayList<>();
        for (Workload pod : objects.workloads()) {
            JsonNode spec = pod.spec();
            Check check = new Check(pod.toString(), wrong);
            check.that(spec.at("/securityContext/runAsNonRoot").asBoolean(), "may run as root");
            check.that(
                    spec.at("/securityContext/seccompProfile/type").asText().equals("RuntimeDefault"),
                    "has no seccomp profile");
            check.that(spec.at("/securityContext/runAsUser").asInt() > 0, "runs as nobody in particular");
            check.that(
                    spec.path("automountServiceAccountToken").asText().equals("false"),
                    "has a token of the API server");
            check.that(
                    spec.path("enableServiceLinks").asText().equals("false"),
                    "has variables that are named after Services");
            OF_THE_NODE.forEach(field -> check.that(!spec.path(field).asBoolean(), "has " + field));
            spec.path("volumes").forEach(volume -> check.that(!volume.has("hostPath"), "mounts a folder of the node"));
            for (JsonNode container : pod.containers()) {
                JsonNode security = container.path("securityContext");
                check.that(!security.path("privileged").asBoolean(), "is privileged");
                check.that(
                        security.path("allowPrivilegeEscalation").asText().equals("false"), "may get more privileges");
                check.that(
                        security.at("/capabilities/drop/0").asText().equals("ALL")
                                && security.at("/capabilities/add").isEmpty(),
                        "keeps capabilities");
                check.that(
                        container.at("/resources/requests").has("cpu")
                                && container.at("/resources/requests").has("memory")
                                && container.at("/resources/limits").has("memory"),
                        "does not say what it takes");
                container.path("ports").forEach(port -> check.that(!port.has("hostPort"), "takes a port of the node"));
            }
        }
        return wrong;
    }

    /** Every service can be watched, moved, stopped and spread without anybody noticing. */
    static List<String> services(KubernetesObjects objects, List<ServiceFacts> facts, boolean scaled) {
        List<String> wrong = new ArrayList<>();
        Set<String> found = objects.services().stream().map(Workload::name).collect(Collectors.toSet());
        facts.stream()
                .filter(fact -> !found.contains(fact.name()))
                .forEach(fact -> wrong.add("there is no workload of " + fact.name()));
        for (Workload pod : objects.services()) {
            String name = pod.name();
            JsonNode spec = pod.spec();
            JsonNode container = pod.container();
            Check check = new Check(pod.toString(), wrong);
            check.that(
                    container.at("/securityContext/readOnlyRootFilesystem").asBoolean(),
                    "can write to its image's files");
            PROBES.forEach((probe, path) -> {
                JsonNode http = container.path(probe).path("httpGet");
                check.that(container.has(probe), "has no " + probe);
                check.that(
                        http.path("path").asText().equals("/q/health/" + path)
                                && http.path("port").asText().equals("management"),
                        "has a " + probe + " at a path or port that the service doesn't serve");
            });
            long patience = container.at("/startupProbe/failureThreshold").asLong()
                    * container.at("/startupProbe/periodSeconds").asLong();
            check.that(patience >= 120, "is given less than two minutes to start");
            check.that(spec.path("serviceAccountName").asText().equals(name), "has no account of its own");
            check.that(
                    spec.path("terminationGracePeriodSeconds").asInt() >= shutdown(objects) + 20 + 5,
                    "is killed before it has ended");
            check.that(!spec.path("topologySpreadConstraints").isEmpty(), "may have all replicas on one machine");
            check.that(
                    KubernetesObjects.stream(container.path("volumeMounts"))
                            .anyMatch(mount -> mount.path("mountPath").asText().equals("/tmp")),
                    "has nowhere to put temporary files");
            check.that(
                    has(objects, "ServiceAccount", name)
                            && objects.one("ServiceAccount", name)
                                    .path("automountServiceAccountToken")
                                    .asText()
                                    .equals("false"),
                    "has an account with a token");
            check.that(
                    objects.of("PodDisruptionBudget").anyMatch(budget -> selects(budget, pod)),
                    "may be evicted as a whole");
            long scalers = Stream.concat(objects.of("HorizontalPodAutoscaler"), objects.of("ScaledObject"))
                    .filter(scaler ->
                            scaler.at("/spec/scaleTargetRef/name").asText().equals(name))
                    .count();
            check.that(scalers == (scaled ? 1 : 0), "is scaled by " + scalers);
            if (pod.kind().equals("Deployment")) {
                check.that(
                        pod.object()
                                .at("/spec/strategy/rollingUpdate/maxUnavailable")
                                .asText()
                                .equals("0"),
                        "is updated by taking replicas away first");
            }
        }
        return wrong;
    }

    private static int shutdown(KubernetesObjects objects) {
        return Integer.parseInt(
                objects.settings().getOrDefault("SHUTDOWN_DELAY", "0S").replace("S", ""));
    }

    /** Ports are those that the services open, and Services lead there. */
    static List<String> ports(KubernetesObjects objects, List<ServiceFacts> facts) {
        List<String> wrong = new ArrayList<>();
        for (ServiceFacts fact : facts) {
            Workload pod = objects.workload(fact.name());
            Map<String, Integer> ports = new TreeMap<>();
            pod.container()
                    .path("ports")
                    .forEach(port -> ports.put(
                            port.path("name").asText(),
                            port.path("containerPort").asInt()));
            Map<String, String> environment = environment(objects, pod);
            Check check = new Check(pod.toString(), wrong);
            check.that(
                    ports.equals(Map.of("http", fact.port(), "management", fact.management())),
                    "has other ports than the service: " + ports);
            check.that(
                    environment.get("HTTP_PORT").equals(Integer.toString(fact.port()))
                            && environment.get("MANAGEMENT_PORT").equals(Integer.toString(fact.management())),
                    "is told other ports than its container has");
            check.that(environment.get("HTTP_HOST").equals("0.0.0.0"), "listens to itself only");
            check.that(
                    objects.settings()
                            .getOrDefault(fact.name().toUpperCase(java.util.Locale.ROOT) + "_URL", url(fact))
                            .equals(url(fact)),
                    "is called at another address");
        }
        for (ObjectNode service : objects.of("Service").toList()) {
            List<Workload> pods = objects.workloads().stream()
                    .filter(pod -> pod.labels()
                            .entrySet()
                            .containsAll(KubernetesObjects.map(service.at("/spec/selector"))
                                    .entrySet()))
                    .toList();
            Check check = new Check("Service " + KubernetesObjects.name(service), wrong);
            check.that(pods.size() == 1, "leads to " + pods);
            for (JsonNode port : service.at("/spec/ports")) {
                check.that(
                        pods.stream()
                                .anyMatch(pod -> KubernetesObjects.stream(
                                                pod.container().path("ports"))
                                        .anyMatch(open -> open.path("name")
                                                        .asText()
                                                        .equals(port.path("targetPort")
                                                                .asText())
                                                && open.path("containerPort").asInt()
                                                        == port.path("port").asInt())),
                        "leads to a port that is not open: " + port);
            }
        }
        return wrong;
    }

    private static String url(ServiceFacts fact) {
        return "http://" + fact.name() + ":" + fact.port();
    }

    /** Every setting whose default is only for one machine has a value, and no setting is given that nobody reads. */
    static List<String> settings(KubernetesObjects objects, List<ServiceFacts> facts) {
        List<String> wrong = new ArrayList<>();
        Set<String> known = new TreeSet<>();
        for (ServiceFacts fact : facts) {
            known.addAll(fact.variables());
            Set<String> given = new TreeSet<>(
                    environment(objects, objects.workload(fact.name())).keySet());
            given.addAll(secretSettings(objects.workload(fact.name())));
            boolean encrypted = objects.settings().containsKey("KAFKA_SECURITY_PROTOCOL");
            fact.defaults().forEach((name, value) -> {
                boolean local = value.contains("127.0.0.1") && !given.contains(first(value))
                        || value.equals("local")
                        || name.matches(".*(_PASSWORD|_SECRET|_KEY|_KEY_FILE)")
                                && (encrypted || !name.startsWith("KAFKA_"));
                if (local && !given.contains(name) && !OPTIONAL.contains(name)) {
                    wrong.add(fact.name() + " is given no " + name);
                }
            });
        }
        objects.settings().keySet().stream()
                .filter(name -> !known.contains(name) && !name.startsWith("QUARKUS_"))
                .forEach(name -> wrong.add(name + " is given, but nobody reads it"));
        return wrong;
    }

    /** The variable that a default leads to. */
    private static String first(String value) {
        return value.startsWith("${") ? value.substring(2).replaceAll("[:}].*", "") : "";
    }

    static Map<String, String> environment(KubernetesObjects objects, Workload pod) {
        Map<String, String> all = new LinkedHashMap<>(objects.settings());
        pod.container()
                .path("env")
                .forEach(one ->
                        all.put(one.path("name").asText(), one.path("value").asText()));
        return all;
    }

    private static Set<String> secretSettings(Workload pod) {
        Set<String> names = new TreeSet<>();
        secrets(pod)
                .forEach(secret -> secret.path("items").forEach(item -> {
                    String path = item.path("path").asText();
                    if (path.startsWith("enishi/")) {
                        names.add(path.substring("enishi/".length()));
                    }
                }));
        return names;
    }

    private static List<JsonNode> secrets(Workload pod) {
        List<JsonNode> secrets = new ArrayList<>();
        for (JsonNode volume : pod.spec().path("volumes")) {
            volume.at("/projected/sources").forEach(source -> secrets.add(source.path("secret")));
        }
        return secrets;
    }

    /** Every key of a secret that a pod takes is made by something here. */
    static List<String> secrets(KubernetesObjects objects) {
        Set<String> made = new HashSet<>();
        objects.of("Secret").forEach(secret -> {
            String name = KubernetesObjects.name(secret);
            secret.path("data").fieldNames().forEachRemaining(key -> made.add(name + "/" + key));
        });
        objects.of("ExternalSecret").forEach(secret -> {
            String name = secret.at("/spec/target/name").asText();
            secret.at("/spec/data")
                    .forEach(one -> made.add(name + "/" + one.path("secretKey").asText()));
            secret.at("/spec/target/template/data").fieldNames().forEachRemaining(key -> made.add(name + "/" + key));
        });
        objects.of("Certificate")
                .forEach(certificate -> Stream.of("ca.crt", "tls.crt", "tls.key")
                        .forEach(key ->
                                made.add(certificate.at("/spec/secretName").asText() + "/" + key)));
        objects.of("KafkaUser")
                .forEach(user -> Stream.of("user.p12", "user.password", "user.crt", "user.key")
                        .forEach(key -> made.add("kafka-user-" + KubernetesObjects.name(user) + "/" + key)));
        objects.of("Kafka")
                .forEach(kafka -> Stream.of("ca.p12", "ca.password", "ca.crt")
                        .forEach(key -> made.add(KubernetesObjects.name(kafka) + "-cluster-ca-cert/" + key)));
        objects.of("Cluster").forEach(cluster -> made.add(KubernetesObjects.name(cluster) + "-superuser/password"));

        Set<String> taken = new TreeSet<>();
        for (Workload pod : objects.workloads()) {
            secrets(pod)
                    .forEach(secret -> secret.path("items")
                            .forEach(item -> taken.add(secret.path("name").asText() + "/"
                                    + item.path("key").asText())));
            pod.container().path("env").forEach(one -> {
                JsonNode reference = one.at("/valueFrom/secretKeyRef");
                if (!reference.isMissingNode()) {
                    taken.add(reference.path("name").asText() + "/"
                            + reference.path("key").asText());
                }
            });
        }
        objects.of("KeycloakRealmImport")
                .forEach(realm -> realm.at("/spec/placeholders")
                        .forEach(one -> taken.add(one.at("/secret/name").asText() + "/"
                                + one.at("/secret/key").asText())));
        objects.of("Keycloak")
                .forEach(keycloak -> Stream.of("usernameSecret", "passwordSecret")
                        .forEach(field -> {
                            JsonNode key = keycloak.at("/spec/db/" + field);
                            taken.add(key.path("name").asText() + "/"
                                    + key.path("key").asText());
                        }));
        objects.of("TriggerAuthentication")
                .forEach(trigger -> trigger.at("/spec/secretTargetRef")
                        .forEach(one -> taken.add(one.path("name").asText() + "/"
                                + one.path("key").asText())));
        taken.removeAll(made);
        return taken.stream().map(key -> "nothing makes the secret " + key).toList();
    }

    /** Only our own images with one tag, and those of .env, where a test compares what Compose takes. */
    static List<String> images(KubernetesObjects objects, Set<String> others) {
        List<String> wrong = new ArrayList<>();
        Set<String> tags = new TreeSet<>();
        Stream.concat(
                        objects.workloads().stream().flatMap(pod -> pod.containers().stream()),
                        objects.of("Keycloak").map(keycloak -> (ObjectNode) keycloak.path("spec")))
                .map(container -> container.path("image").asText())
                .forEach(image -> {
                    String[] parts = image.split(":(?=[^/]*$)", 2);
                    if (parts[0].matches("([a-z.-]+/)?enishi/[a-z]+") && parts.length == 2) {
                        tags.add(parts[1]);
                    } else if (!others.contains(image)) {
                        wrong.add(image + " is no image of ours and none of .env");
                    }
                });
        if (tags.size() != 1 || tags.contains("latest")) {
            wrong.add("the tags of our images are " + tags);
        }
        for (Workload pod : objects.services()) {
            if (!pod.container().path("image").asText().matches(".*enishi/" + pod.name() + ":.*")) {
                wrong.add(pod + " runs another image");
            }
        }
        return wrong;
    }

    /** The list of topics is what the services do. */
    static List<String> topicsOfTheCode(Topics topics, List<ServiceFacts> facts) {
        List<String> wrong = new ArrayList<>();
        Map<String, Set<String>> followers = new TreeMap<>();
        facts.forEach(fact -> fact.follows()
                .forEach(topic ->
                        followers.computeIfAbsent(topic, any -> new TreeSet<>()).add(fact.name())));
        Set<String> services = facts.stream().map(ServiceFacts::name).collect(Collectors.toSet());
        for (Topics.Topic topic : topics.topics()) {
            if (topic.owner() == null || !services.contains(topic.owner())) {
                wrong.add(topic.name() + " has no owner");
            } else if (!topic.name().startsWith(topic.owner() + ".")) {
                wrong.add(topic.name() + " is not named after its owner, " + topic.owner());
            }
            Set<String> followed = followers.getOrDefault(topic.name(), Set.of());
            if (!followed.equals(new TreeSet<>(topic.consumers()))) {
                wrong.add(topic.name() + " is read by " + followed + ", not by " + topic.consumers());
            }
        }
        Set<String> known = topics.topics().stream().map(Topics.Topic::name).collect(Collectors.toSet());
        followers.keySet().stream()
                .filter(topic -> !known.contains(topic))
                .forEach(topic -> wrong.add(topic + " is read, but in no list"));
        return wrong;
    }

    /** The topics and rights in Kafka are those of the list. */
    static List<String> kafka(KubernetesObjects objects, Topics topics) {
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> partitions = new TreeMap<>();
        objects.of("KafkaTopic").forEach(topic -> {
            String name = topic.at("/spec/topicName").asText(KubernetesObjects.name(topic));
            partitions.put(name, topic.at("/spec/partitions").asInt());
            if (!KubernetesObjects.map(topic.at("/spec/config"))
                    .equals(new TreeMap<>(topics.every().configuration()))) {
                wrong.add(name + " is kept otherwise than the list says");
            }
            if (topic.at("/spec/replicas").asInt() < 3) {
                wrong.add(name + " has too few copies");
            }
        });
        if (!partitions.equals(new TreeMap<>(topics.partitions()))) {
            wrong.add("the topics are " + partitions + ", not " + new TreeMap<>(topics.partitions()));
        }
        Map<String, Set<String>> rights = new TreeMap<>();
        objects.of("KafkaUser")
                .filter(user -> !KubernetesObjects.name(user).equals("keda"))
                .forEach(user -> {
                    Set<String> own = rights.computeIfAbsent(KubernetesObjects.name(user), any -> new TreeSet<>());
                    if (!user.at("/spec/authentication/type").asText().equals("tls")) {
                        wrong.add(KubernetesObjects.name(user) + " proves itself by no certificate");
                    }
                    user.at("/spec/authorization/acls")
                            .forEach(rule -> rule.path("operations")
                                    .forEach(operation -> own.add(rule.at("/resource/type")
                                                    .asText() + " "
                                            + rule.at("/resource/name").asText() + " " + operation.asText() + " "
                                            + rule.at("/resource/patternType").asText())));
                });
        Map<String, Set<String>> expected = rights(topics);
        for (String user : union(rights.keySet(), expected.keySet())) {
            Set<String> more = new TreeSet<>(rights.getOrDefault(user, Set.of()));
            more.removeAll(expected.getOrDefault(user, Set.of()));
            more.forEach(right -> wrong.add(user + " has a right that it doesn't need: " + right));
            Set<String> less = new TreeSet<>(expected.getOrDefault(user, Set.of()));
            less.removeAll(rights.getOrDefault(user, Set.of()));
            less.forEach(right -> wrong.add(user + " has no right to " + right));
        }
        return wrong;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    private static Map<String, Set<String>> rights(Topics topics) {
        Map<String, Set<String>> rights = new TreeMap<>();
        for (Topics.Topic topic : topics.topics()) {
            rights.computeIfAbsent(topic.owner(), any -> new TreeSet<>())
                    .addAll(Set.of(right(topic.name(), "Describe"), right(topic.name(), "Write")));
            for (String consumer : topic.consumers()) {
                rights.computeIfAbsent(consumer, any -> new TreeSet<>())
                        .addAll(Set.of(
                                right(topic.name(), "Describe"),
                                right(topic.name(), "Read"),
                                right(topic.dead(), "Describe"),
                                right(topic.dead(), "Write"),
                                "group " + consumer + " Read literal"));
            }
        }
        // Who only sends has no group, but one who will follow something has the right already.
        rights.forEach((service, own) -> own.add("group " + service + " Read literal"));
        return rights;
    }

    private static String right(String topic, String operation) {
        return "topic " + topic + " " + operation + " literal";
    }

    /** Nothing is plain, and nothing is for one machine. */
    static List<String> production(KubernetesObjects objects) {
        List<String> wrong = new ArrayList<>();
        Map<String, String> settings = objects.settings();
        Check check = new Check("production", wrong);
        check.that("production".equals(settings.get("ENISHI_MODE")), "does not say that it is");
        for (String address : List.of("PUBLIC_URL", "OIDC_ISSUER", "OIDC_URL", "KEYCLOAK_URL")) {
            check.that(settings.getOrDefault(address, "").startsWith("https://"), "has " + address + " without https");
        }
        check.that("SSL".equals(settings.get("KAFKA_SECURITY_PROTOCOL")), "talks to Kafka in the clear");
        check.that("verify-full".equals(settings.get("DB_SSL_MODE")), "does not check the database");
        check.that("REQUIRED".equals(settings.get("SMTP_START_TLS")), "sends mail in the clear");
        check.that(
                objects.of("Kafka")
                                .allMatch(kafka -> KubernetesObjects.stream(kafka.at("/spec/kafka/listeners"))
                                        .allMatch(
                                                listener -> listener.path("tls").asBoolean()
                                                        && listener.at("/authentication/type")
                                                                .asText()
                                                                .equals("tls")))
                        && objects.of("Kafka")
                                .allMatch(kafka -> kafka.at("/spec/kafka").has("authorization")),
                "has a Kafka that lets everybody in");
        check.that(
                objects.of("ScheduledBackup").findAny().isPresent()
                        && objects.of("Cluster")
                                .allMatch(cluster -> cluster.at("/spec/plugins/0/isWALArchiver")
                                        .asBoolean()),
                "has no backups");
        check.that(
                objects.of("Secret")
                        .allMatch(secret -> KubernetesObjects.name(secret).equals("realm-addresses")),
                "has secrets in the repository");
        return wrong;
    }

    /** A zone may be lost. */
    static List<String> zones(KubernetesObjects objects) {
        List<String> wrong = new ArrayList<>();
        for (Workload pod : objects.services()) {
            Check check = new Check(pod.toString(), wrong);
            check.that(
                    KubernetesObjects.stream(pod.spec().path("topologySpreadConstraints"))
                            .anyMatch(spread -> spread.path("topologyKey")
                                            .asText()
                                            .equals("topology.kubernetes.io/zone")
                                    && spread.path("whenUnsatisfiable").asText().equals("DoNotSchedule")),
                    "may be in one zone only");
            check.that(
                    Stream.concat(
                                    objects.of("HorizontalPodAutoscaler")
                                            .filter(one -> one.at("/spec/scaleTargetRef/name")
                                                    .asText()
                                                    .equals(pod.name()))
                                            .map(one -> one.at("/spec/minReplicas")),
                                    objects.of("ScaledObject")
                                            .filter(one -> one.at("/spec/scaleTargetRef/name")
                                                    .asText()
                                                    .equals(pod.name()))
                                            .map(one -> one.at("/spec/minReplicaCount")))
                            .allMatch(replicas -> replicas.asInt() >= 3),
                    "has fewer replicas than there are zones");
        }
        Check check = new Check("production", wrong);
        check.that(
                objects.of("Cluster")
                        .allMatch(cluster -> cluster.at("/spec/instances").asInt() >= 3
                                && cluster.at("/spec/affinity/topologyKey")
                                        .asText()
                                        .equals("topology.kubernetes.io/zone")),
                "has a database in one zone");
        check.that(
                objects.of("KafkaNodePool")
                                .allMatch(pool -> pool.at("/spec/replicas").asInt() >= 3)
                        && objects.of("Kafka")
                                .allMatch(kafka -> kafka.at("/spec/kafka/rack/topologyKey")
                                        .asText()
                                        .equals("topology.kubernetes.io/zone")),
                "has Kafka in one zone");
        check.that(
                objects.of("Keycloak")
                        .allMatch(keycloak -> keycloak.at("/spec/instances").asInt() >= 3),
                "has Keycloak in one zone");
        return wrong;
    }

    private static boolean has(KubernetesObjects objects, String kind, String name) {
        return objects.of(kind).anyMatch(one -> KubernetesObjects.name(one).equals(name));
    }

    private static boolean selects(JsonNode budget, Workload pod) {
        Map<String, String> wanted = KubernetesObjects.map(budget.at("/spec/selector/matchLabels"));
        return !wanted.isEmpty() && pod.labels().entrySet().containsAll(wanted.entrySet());
    }

    /** Collects what is wrong with one thing. */
    private record Check(String what, List<String> wrong) {
        void that(boolean holds, String otherwise) {
            if (!holds) {
                wrong.add(what + " " + otherwise);
            }
        }
    }
}
