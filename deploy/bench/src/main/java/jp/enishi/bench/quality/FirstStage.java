package jp.enishi.bench.quality;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import jp.enishi.matching.index.CaseState;
import jp.enishi.matching.index.MatchAnalyzer;
import jp.enishi.matching.index.MatchIndex;
import jp.enishi.matching.index.StateReader;
import jp.enishi.matching.index.TalentIndex;
import jp.enishi.matching.index.TalentState;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.matching.score.Weights;

/** The service's own index and first stage, in a folder of its own that is gone on close. */
final class FirstStage implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant TIME = Instant.parse("2026-11-20T01:00:00Z");
    static final String ROLE = "PM";

    private final Path folder;
    private final MatchIndex index;
    private final TalentIndex talents;
    private final StateReader reader;

    FirstStage(Vocabulary vocabulary, Weights weights) throws IOException {
        folder = Files.createTempDirectory("enishi-bench");
        MatchAnalyzer analyzer = new MatchAnalyzer(vocabulary);
        index = MatchIndex.open(folder, vocabulary, weights, analyzer);
        talents = new TalentIndex(vocabulary, weights, analyzer);
        reader = new StateReader(vocabulary);
    }

    void add(ObjectNode talent) throws IOException {
        index.applyTalent(talent, 1, TIME);
    }

    void searchable() throws IOException {
        index.refresh();
    }

    CaseState read(ObjectNode published) {
        return reader.caseOf(StateReader.keepCase(published, 1));
    }

    TalentState readTalent(ObjectNode talent) {
        return reader.talent(StateReader.keepTalent(talent, 1, TIME));
    }

    /** Ids of the candidates for the case's first position, the most promising first. */
    List<UUID> candidates(CaseState state, int limit) {
        return talents.candidates(index, state, state.positions().getFirst(), limit).stream()
                .map(TalentState::talentId)
                .toList();
    }

    @Override
    public void close() throws IOException {
        index.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Texts without any structure: everybody is open to everything, so that only the text can rank. */
    static double[][] byText(Vocabulary vocabulary, List<String> queries, List<String> documents) throws IOException {
        try (FirstStage stage = new FirstStage(vocabulary, Weights.load())) {
            Map<UUID, Integer> numbers = new HashMap<>();
            for (int i = 0; i < documents.size(); i++) {
                ObjectNode talent = talent(id("document", i), documents.get(i));
                numbers.put(id("document", i), i);
                stage.add(talent);
            }
            stage.searchable();
            double[][] scores = new double[queries.size()][documents.size()];
            for (int q = 0; q < queries.size(); q++) {
                List<UUID> found = stage.candidates(stage.read(kase(id("query", q), queries.get(q))), documents.size());
                for (int rank = 0; rank < found.size(); rank++) {
                    Integer number = numbers.get(found.get(rank));
                    if (number != null) {
                        scores[q][number] = 1.0 / (rank + 1);
                    }
                }
            }
            return scores;
        }
    }

    private static UUID id(String kind, int number) {
        return UUID.nameUUIDFromBytes((kind + number).getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode talent(UUID id, String text) {
        ObjectNode talent = JSON.createObjectNode();
        talent.put("talentId", id.toString());
        talent.put("userId", id.toString());
        talent.put("status", "ACTIVE");
        talent.put("complete", true);
        ObjectNode sheet = talent.putObject("sheet");
        sheet.put("headline", "");
        sheet.put("summary", text);
        sheet.putArray("roles").addObject().put("role", ROLE).put("years", 1);
        sheet.putArray("skills");
        sheet.putArray("languages");
        sheet.putArray("engagements");
        ObjectNode availability = talent.putObject("availability");
        availability.put("from", "2026-01-01");
        availability.putObject("utilisation").put("minimum", 0).put("maximum", 100);
        talent.putObject("wishes");
        return talent;
    }

    private static ObjectNode kase(UUID id, String text) {
        ObjectNode kase = JSON.createObjectNode();
        kase.put("caseId", id.toString());
        kase.put("organizationId", id.toString());
        kase.put("status", "PUBLISHED");
        kase.put("requirementsVersion", 1);
        ObjectNode requirements = kase.putObject("requirements");
        requirements.putObject("tasks").put("en", text);
        ObjectNode position = requirements.putArray("positions").addObject();
        position.put("positionId", id.toString());
        position.put("role", ROLE);
        return kase;
    }
}
