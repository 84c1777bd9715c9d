package jp.enishi.platform.test;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** Compares what a service does with what it has promised: schemas of events and its OpenAPI document. */
public final class Contracts {
    private Contracts() {}

    /** Fails unless the record is a CloudEvent whose body is valid against the schema of its type in enishi-events. */
    public static void checkEvent(ConsumerRecord<String, byte[]> record) {
        for (String name : List.of(
                "ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "ce_subject", "ce_aggregateversion")) {
            if (Events.header(record, name) == null) {
                throw new AssertionError("The event has no header " + name);
            }
        }
        if (!String.valueOf(record.key()).equals(Events.header(record, "ce_subject"))) {
            throw new AssertionError("The key is not the subject");
        }
        byte[] body = record.value();
        checkData(
                String.valueOf(Events.header(record, "ce_type")),
                body == null ? "null" : new String(body, StandardCharsets.UTF_8));
    }

    /** Fails unless the JSON text is valid against the schema of the type. */
    public static void checkData(String type, String json) {
        String resource = "schemas/" + type + ".schema.json";
        try (InputStream schema = Contracts.class.getClassLoader().getResourceAsStream(resource)) {
            if (schema == null) {
                throw new AssertionError("There is no " + resource + " on the class path");
            }
            List<Error> errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON)
                    .validate(
                            json,
                            InputFormat.JSON,
                            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
            if (!errors.isEmpty()) {
                throw new AssertionError(type + " breaks its schema: " + errors + "\n" + json);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Fails unless both OpenAPI documents are the same; where operations or their answers differ, it tells which. */
    public static void checkOpenApi(Path checkedIn, String served) {
        try {
            String document = Files.readString(checkedIn);
            Map<String, List<String>> promised = operations(document);
            Map<String, List<String>> actual = operations(served);
            if (promised.isEmpty() || !promised.equals(actual)) {
                throw new AssertionError(
                        checkedIn + " differs from the routes.\npromised: " + promised + "\nserved:   " + actual);
            }
            if (!document.equals(served)) {
                Iterator<String> others = served.lines().iterator();
                long same = document.lines()
                        .takeWhile(line -> others.hasNext() && others.next().equals(line))
                        .count();
                throw new AssertionError(checkedIn + " differs from what is served, first in line " + (same + 1)
                        + ". When the change is wanted, refresh it, see OpenApiContract.");
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, List<String>> operations(String document) {
        Map<String, List<String>> result = new TreeMap<>();
        map(map(new Yaml().load(document)).get("paths"))
                .forEach((path, item) -> map(item).forEach((verb, operation) -> {
                    if (List.of("get", "post", "put", "delete", "patch").contains(String.valueOf(verb))) {
                        List<String> answers = new ArrayList<>();
                        map(map(operation).get("responses"))
                                .keySet()
                                .forEach(status -> answers.add(String.valueOf(status)));
                        answers.sort(null);
                        result.put(verb + " " + path, answers);
                    }
                }));
        return result;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
