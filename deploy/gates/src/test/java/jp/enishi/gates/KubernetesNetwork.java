package jp.enishi.gates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may talk to whom, worked out from the NetworkPolicies as a cluster does: a connection is open when its beginning lets
 * it out and its end lets it in.
 */
final class KubernetesNetwork {
    /** A pod of this namespace: one that is rendered, or one that an operator makes. */
    private record Pod(String name, Map<String, String> labels) {}

    private final KubernetesObjects objects;
    private final List<Pod> pods = new ArrayList<>();
    private final Set<String> out = new TreeSet<>();
    private final Set<String> in = new TreeSet<>();
    private final Set<String> outside = new TreeSet<>();
    private final List<String> wrong = new ArrayList<>();

    KubernetesNetwork(KubernetesObjects objects) {
        this.objects = objects;
        objects.workloads().forEach(one -> {
            String is = one.labels().get("enishi.example/is");
            pods.add(new Pod(is == null ? one.name() : is, one.labels()));
        });
        operated("Cluster", "/spec/inheritedMetadata/labels");
        operated("Kafka", "/spec/kafka/template/pod/metadata/labels");
        operated("Kafka", "/spec/entityOperator/template/pod/metadata/labels");
        operated("Keycloak", "/spec/unsupported/podTemplate/metadata/labels");
        if (objects.of("NetworkPolicy").noneMatch(KubernetesNetwork::deniesAll)) {
            wrong.add("nothing denies what no policy allows");
        }
        objects.of("NetworkPolicy").forEach(this::read);
    }

    private void operated(String kind, String labels) {
        objects.of(kind).forEach(object -> {
            Map<String, String> found = KubernetesObjects.map(object.at(labels));
            pods.add(new Pod(found.getOrDefault("enishi.example/is", kind), found));
        });
    }

    private static boolean deniesAll(JsonNode policy) {
        JsonNode spec = policy.path("spec");
        return spec.path("podSelector").isEmpty()
                && spec.path("policyTypes").size() == 2
                && spec.path("ingress").isEmpty()
                && spec.path("egress").isEmpty();
    }

    private void read(ObjectNode policy) {
        JsonNode spec = policy.path("spec");
        String name = KubernetesObjects.name(policy);
        if (name.equals("dns")) {
            return; // everybody's way to names, which its own test looks at
        }
        for (boolean outwards : new boolean[] {true, false}) {
            for (JsonNode rule : spec.path(outwards ? "egress" : "ingress")) {
                JsonNode peers = rule.path(outwards ? "to" : "from");
                if (peers.isEmpty() || rule.path("ports").isEmpty()) {
                    wrong.add("policy " + name + " is open to everybody or at every port");
                }
                for (JsonNode port : rule.path("ports")) {
                    for (JsonNode peer : peers) {
                        read(
                                name,
                                spec.path("podSelector"),
                                peer,
                                port.path("port").asText(),
                                outwards);
                    }
                }
            }
        }
    }

    private void read(String policy, JsonNode selector, JsonNode peer, String port, boolean outwards) {
        for (Pod pod : pods) {
            if (!matches(selector, pod.labels())) {
                continue;
            }
            if (peer.has("ipBlock") || peer.has("namespaceSelector")) {
                String where = peer.has("ipBlock")
                        ? peer.at("/ipBlock/cidr").asText()
                        : "namespace "
                                + String.join(
                                        ",",
                                        KubernetesObjects.map(peer.at("/namespaceSelector/matchLabels"))
                                                .values());
                if (peer.has("namespaceSelector")
                        && peer.at("/namespaceSelector/matchLabels").isEmpty()) {
                    wrong.add("policy " + policy + " is open to every namespace");
                }
                outside.add(
                        outwards ? pod.name() + " -> " + where + ":" + port : where + " -> " + pod.name() + ":" + port);
                continue;
            }
            if (peer.path("podSelector").isEmpty()) {
                wrong.add("policy " + policy + " is open to every pod");
            }
            for (Pod other : pods) {
                if (matches(peer.path("podSelector"), other.labels())) {
                    (outwards ? out : in)
                            .add(
                                    outwards
                                            ? edge(pod.name(), other.name(), port)
                                            : edge(other.name(), pod.name(), port));
                }
            }
        }
    }

    private static String edge(String from, String to, String port) {
        return from + " -> " + to + ":" + port;
    }

    private static boolean matches(JsonNode selector, Map<String, String> labels) {
        Map<String, String> wanted = KubernetesObjects.map(selector.path("matchLabels"));
        if (selector.has("matchExpressions")) {
            throw new AssertionError("The tests understand no matchExpressions in policies: " + selector);
        }
        return labels.entrySet().containsAll(wanted.entrySet());
    }

    /** The connections within the namespace that both ends allow. */
    Set<String> open() {
        Set<String> both = new TreeSet<>(out);
        both.retainAll(in);
        return both;
    }

    /** What is wrong with the policies themselves; an end that only one side allows is a mistake too. */
    List<String> wrong() {
        List<String> all = new ArrayList<>(wrong);
        out.stream().filter(edge -> !in.contains(edge)).forEach(edge -> all.add(edge + " is let out, but not in"));
        in.stream().filter(edge -> !out.contains(edge)).forEach(edge -> all.add(edge + " is let in, but not out"));
        return all;
    }

    /** The connections to and from what is not in the namespace. */
    Set<String> outside() {
        return outside;
    }

    /** What the code calls, from the addresses in the services' settings, and what the parts beside them need. */
    static Set<String> needed(KubernetesObjects objects, List<ServiceFacts> services) {
        boolean operators = objects.of("Keycloak").findAny().isPresent();
        String keycloak = operators ? ":8443" : ":8080";
        Map<String, String> beside = new HashMap<>(Map.of(
                "DB_HOST",
                "database:5432",
                "KAFKA_BOOTSTRAP",
                "kafka:9092",
                "OIDC_URL",
                "keycloak" + keycloak,
                "KEYCLOAK_URL",
                "keycloak" + keycloak));
        if (!operators) {
            beside.put("SMTP_HOST", "mail:1025");
        }
        services.forEach(service -> beside.put(
                service.name().toUpperCase(java.util.Locale.ROOT) + "_URL", service.name() + ":" + service.port()));
        Set<String> needed = new TreeSet<>();
        for (ServiceFacts service : services) {
            service.variables().stream()
                    .filter(beside::containsKey)
                    .forEach(variable -> needed.add(service.name() + " -> " + beside.get(variable)));
        }
        needed.addAll(Set.of("keycloak -> database:5432", "keycloak -> gateway:8080", "database -> database:5432"));
        if (operators) {
            needed.addAll(Set.of(
                    "kafka -> kafka:9090",
                    "kafka -> kafka:9091",
                    "kafka-operator -> kafka:9091",
                    "keycloak -> keycloak:7800",
                    "keycloak -> keycloak:57800"));
        } else {
            needed.addAll(Set.of("keycloak -> mail:1025", "setup -> kafka:9092", "setup -> keycloak:8080"));
        }
        return needed;
    }

    /** As {@link #needed}, to and from outside. */
    static Set<String> neededOutside(KubernetesObjects objects, List<ServiceFacts> services) {
        Set<String> needed = new TreeSet<>();
        if (objects.of("Keycloak").findAny().isEmpty()) {
            return needed;
        }
        services.stream()
                .filter(service -> service.variables().contains("SMTP_HOST"))
                .forEach(service -> needed.add(service.name() + " -> 0.0.0.0/0:587"));
        services.forEach(service -> {
            needed.add("namespace monitoring -> " + service.name() + ":management");
            if (service.variables().contains("OTEL_EXPORTER_OTLP_ENDPOINT")) {
                needed.add(service.name() + " -> namespace tracing:4318");
            }
        });
        needed.addAll(Set.of(
                "keycloak -> 0.0.0.0/0:587",
                // Operators' pods read their resources from the API server; the database also writes its backups.
                "database -> 0.0.0.0/0:443",
                "database -> 0.0.0.0/0:6443",
                "kafka-operator -> 0.0.0.0/0:443",
                "kafka-operator -> 0.0.0.0/0:6443",
                "namespace cnpg-system -> database:8000",
                "namespace cnpg-system -> database:5432",
                "namespace keda -> kafka:9092",
                "namespace public-door -> gateway:8080",
                "namespace public-door -> keycloak:8080"));
        return needed;
    }
}
