package jp.enishi.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AsyncApiTest {
    /** Topic, writer, readers. */
    private static final String DESIGN = """
        talents.talent    talents   matching,notifications,cases
        talents.consent   talents   cases
        talents.taxonomy  talents   matching
        cases.company     cases
        cases.case        cases     matching,notifications,meetings,contracts
        cases.candidacy   cases     talents,meetings,contracts,notifications,matching
        cases.proposal    cases     notifications
        cases.view        cases     talents,notifications,matching
        cases.inquiry     cases     notifications
        matching.match    matching  notifications
        matching.alert    matching  notifications
        matching.view     matching  talents
        meetings.meeting  meetings  cases,notifications,matching
        contracts.offer      contracts cases,talents,notifications,matching
        contracts.order      contracts cases,talents,notifications,matching
        contracts.engagement contracts cases,talents,notifications
        """;

    private static JsonNode document;

    @BeforeAll
    static void read() throws IOException {
        try (var in = AsyncApiTest.class.getClassLoader().getResourceAsStream("asyncapi.yaml")) {
            document = new YAMLMapper().readTree(in);
        }
    }

    @Test
    void it_lists_exactly_the_types_that_have_a_schema() {
        var types = Schemas.current().keySet();
        assertThat(names(document.at("/components/messages"))).isEqualTo(types);
        var inChannels = new ArrayList<String>();
        document.get("channels").forEach(channel -> inChannels.addAll(names(channel.get("messages"))));
        assertThat(inChannels).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void a_message_names_its_type_its_source_and_its_schema() {
        document.at("/components/messages").properties().forEach(entry -> {
            JsonNode message = entry.getValue();
            assertThat(message.get("name").asText()).isEqualTo(entry.getKey());
            JsonNode headers = message.at("/headers/allOf/1/properties");
            assertThat(headers.at("/ce_type/const").asText()).isEqualTo(entry.getKey());
            assertThat(headers.at("/ce_source/const").asText())
                    .isEqualTo("/" + entry.getKey().split("\\.")[0]);
            assertThat(message.at("/payload/schema/$ref").asText())
                    .isEqualTo("schemas/" + entry.getKey() + Schemas.SUFFIX);
            assertThat(message.at("/bindings/kafka/key/format").asText()).isEqualTo("uuid");
        });
    }

    @Test
    void every_reference_leads_somewhere() {
        List<String> local = document.findValuesAsText("$ref").stream()
                .filter(ref -> ref.startsWith("#"))
                .toList();
        assertThat(local)
                .isNotEmpty()
                .allSatisfy(ref -> assertThat(document.at(ref.substring(1)).isMissingNode())
                        .as(ref)
                        .isFalse());
    }

    @Test
    void a_topic_has_one_writer_and_the_readers_of_the_design() {
        var writers = new TreeMap<String, String>();
        var readers = new TreeMap<String, TreeSet<String>>();
        document.get("operations").forEach(operation -> {
            String topic = document.at(operation.at("/channel/$ref").asText().substring(1))
                    .get("address")
                    .asText();
            String service = operation.at("/tags/0/name").asText();
            switch (operation.get("action").asText()) {
                case "send" -> assertThat(writers.put(topic, service)).isNull();
                case "receive" ->
                    readers.computeIfAbsent(topic, t -> new TreeSet<>()).add(service);
                default -> throw new AssertionError(operation);
            }
        });
        var expectedWriters = new TreeMap<String, String>();
        var expectedReaders = new TreeMap<String, TreeSet<String>>();
        DESIGN.lines().map(line -> line.trim().split(" +")).forEach(row -> {
            expectedWriters.put(row[0], row[1]);
            if (row.length > 2) {
                expectedReaders.put(row[0], new TreeSet<>(List.of(row[2].split(","))));
            }
        });
        assertThat(writers).isEqualTo(expectedWriters);
        assertThat(readers).isEqualTo(expectedReaders);
    }

    private static TreeSet<String> names(JsonNode node) {
        var names = new TreeSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
