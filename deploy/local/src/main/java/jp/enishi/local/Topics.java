package jp.enishi.local;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The topics of the published language, as {@code system/topics.yaml} tells them: who sends, who reads, how they are
 * kept. Each has a topic for dead letters.
 */
public record Topics(Every every, List<Topic> topics) {

    /** What all topics have in common. */
    public record Every(int partitions, int deadPartitions, Map<String, String> configuration) {}

    /** One topic, which only its owner's events are in. */
    public record Topic(String name, String owner, List<String> consumers) {

        /** Where a consumer puts what it could not apply. */
        public String dead() {
            return name + ".dead";
        }
    }

    private static final String FILE = "/system/topics.yaml";

    public static Topics load() {
        try (@Nullable InputStream in = Topics.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new Failure(FILE + " is not in the jar of the runner. Build it: ./enishi build");
            }
            return new ObjectMapper(new YAMLFactory()).readValue(in, new TypeReference<Topics>() {});
        } catch (IOException e) {
            throw new Failure("Cannot read " + FILE + ": " + e.getMessage(), e);
        }
    }

    /** The number of partitions of every topic, dead-letter topics included. */
    public Map<String, Integer> partitions() {
        return topics.stream()
                .flatMap(topic -> Stream.of(
                        Map.entry(topic.name(), every.partitions()), Map.entry(topic.dead(), every.deadPartitions())))
                .collect(java.util.stream.Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
