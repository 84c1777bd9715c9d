package jp.enishi.matching.index;

import static jp.enishi.matching.Samples.id;
import static jp.enishi.matching.Samples.talent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import jp.enishi.matching.Samples;
import jp.enishi.matching.score.Weights;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.TestParts;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feed against a real broker; other tests of the same JVM may have put events on the topics before. */
class IndexFeedTest {
    private static final String REGISTERED = "talents.talent-registered.v1";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final MatchAnalyzer ANALYZER = new MatchAnalyzer(Samples.VOCABULARY);

    private final TalentIndex talents = new TalentIndex(Samples.VOCABULARY, Samples.WEIGHTS, ANALYZER);
    private SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @TempDir
    Path root;

    @BeforeEach
    void topics() {
        Events.create(IndexFeed.TALENTS);
        Events.create(IndexFeed.CASES);
    }

    @Test
    void aRestartGoesOnFromTheCommittedOffsets() {
        ObjectNode first = publish();
        IndexFeed feed = started();
        await(() -> known(feed, first));
        feed.stop();
        assertThat(feed.ready()).isFalse();

        ObjectNode second = publish();
        IndexFeed again = started();
        await(() -> known(again, second));
        assertThat(known(again, first)).isTrue();
        assertThat(metrics.counter("enishi.matching.feed.applied").count())
                .as("only what came after the commit is applied again")
                .isEqualTo(1);
        again.stop();
    }

    @Test
    void poisonIsCountedAndNeverStopsTheFeed() {
        IndexFeed feed = started();
        double before = feed.invalidCount();
        String key = UUID.randomUUID().toString();
        Events.publish(IndexFeed.TALENTS, key, new byte[] {'{'}, headers(key));
        Events.publish(IndexFeed.TALENTS, "no id", null, headers(key));
        Events.publish(IndexFeed.TALENTS, key, "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8), Map.of());
        Events.publish(IndexFeed.TALENTS, REGISTERED, UUID.randomUUID(), 1, talent());
        Events.publish(
                IndexFeed.CASES, "cases.case-opened.v1", UUID.fromString(key), 1, Map.of("caseId", key, "status", 7));
        ObjectNode good = publish();
        await(() -> known(feed, good));
        await(() -> feed.invalidCount() - before >= 5);
        assertThat(feed.ready()).isTrue();
        feed.stop();
    }

    @Test
    void offsetsThatTheTopicDoesNotHaveMeanBuildingAgain() throws Exception {
        ObjectNode known = publish();
        IndexFeed feed = started();
        await(() -> known(feed, known));
        feed.stop();
        try (MatchIndex index = MatchIndex.open(root, Samples.VOCABULARY, Samples.WEIGHTS, ANALYZER)) {
            Map<String, String> committed = index.committed();
            committed.replaceAll((name, value) -> name.startsWith("offset.") ? "1000000" : value);
            index.commit(committed);
        }
        IndexFeed again = started();
        await(() -> known(again, known));
        assertThat(metrics.counter("enishi.matching.feed.rebuilds").count()).isEqualTo(1);
        again.stop();
    }

    @Test
    void theOldIndexAnswersUntilTheNewOneHasTakenItsPlace() throws Exception {
        ObjectNode known = publish();
        IndexFeed feed = started();
        await(() -> known(feed, known));
        Path old = feed.read(MatchIndex::folder);
        feed.stop();
        assertThatThrownBy(() -> feed.read(MatchIndex::folder)).isInstanceOf(Matchmaker.NotReady.class);
        try (MatchIndex index = MatchIndex.open(root, Samples.VOCABULARY, Samples.WEIGHTS, ANALYZER)) {
            Map<String, String> committed = index.committed();
            committed.replaceAll((name, value) -> name.startsWith("offset.") ? "1000000" : value);
            index.commit(committed);
        }

        IndexFeed again = feed();
        again.start();
        Set<Path> answered = new LinkedHashSet<>();
        await(() -> {
            if (answers(again)) {
                answered.add(again.read(MatchIndex::folder));
                assertThat(known(again, known)).isTrue();
            } else {
                assertThat(answered).as("once it answers it goes on").isEmpty();
            }
            return answered.size() == 2;
        });
        assertThat(answered).first().isEqualTo(old);
        await(again::ready);
        assertThat(old).doesNotExist();
        ObjectNode second = publish();
        await(() -> known(again, second));
        again.stop();
    }

    @Test
    void anIndexThatWasNeverWholeDoesNotAnswer() throws Exception {
        ObjectNode known = publish();
        try (MatchIndex index = MatchIndex.open(root, Samples.VOCABULARY, Samples.WEIGHTS, ANALYZER)) {
            index.applyTalent(talent(), 1, Samples.TIME);
            index.commit(Map.of());
        }
        IndexFeed feed = feed();
        assertThat(answers(feed)).isFalse();
        feed.start();
        await(() -> answers(feed));
        assertThat(known(feed, known)).as("the first answer is a whole one").isTrue();
        feed.stop();
    }

    private static boolean answers(IndexFeed feed) {
        try {
            return feed.read(index -> true);
        } catch (Matchmaker.NotReady notReady) {
            return false;
        }
    }

    @Test
    void aTopicThatWasMadeAnewMeansBuildingAgain() throws Exception {
        ObjectNode known = publish();
        try (MatchIndex index = MatchIndex.open(root, Samples.VOCABULARY, Samples.WEIGHTS, ANALYZER)) {
            index.applyTalent(talent(), 1, Samples.TIME);
            index.commit(Map.of("topic." + IndexFeed.TALENTS, "anotherTopicId"));
        }
        IndexFeed feed = started();
        await(() -> known(feed, known));
        assertThat(metrics.counter("enishi.matching.feed.rebuilds").count()).isEqualTo(1);
        feed.stop();
    }

    @Test
    void anotherTaxonomyOrWeightsBuildBesideTheIndexThatAnswersAndIsFed() throws Exception {
        ObjectNode known = publish();
        IndexFeed feed = started();
        await(() -> known(feed, known));
        Path old = feed.read(MatchIndex::folder);
        feed.stop();

        IndexFeed again = feed(other());
        again.start();
        ObjectNode second = publish();
        boolean oldAnswered = false;
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!again.ready() || again.read(MatchIndex::folder).equals(old)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            if (answers(again)) {
                oldAnswered |= again.read(MatchIndex::folder).equals(old);
                assertThat(known(again, known)).as("answers at every moment").isTrue();
            } else {
                assertThat(oldAnswered).as("once it answers it goes on").isFalse();
            }
        }
        assertThat(oldAnswered).isTrue();
        assertThat(metrics.counter("enishi.matching.feed.rebuilds").count()).isEqualTo(1);
        await(() -> known(again, second));
        await(() -> !Files.exists(old));
        again.stop();
        assertThat(MatchIndex.outdated(root, Samples.VOCABULARY, other(), ANALYZER))
                .isNull();
    }

    private static Weights other() {
        Weights weights = Samples.WEIGHTS;
        return new Weights("another", weights.client(), weights.talent(), weights.exponents(), weights.limits());
    }

    @Test
    void whoIsErasedIsGoneWithinSecondsAndForGood() throws Exception {
        ObjectNode erased = publish();
        ObjectNode stays = publish();
        IndexFeed feed = started();
        await(() -> known(feed, erased) && known(feed, stays));
        String key = id(erased, "talentId").toString();
        long before = System.nanoTime();
        Events.publish(IndexFeed.TALENTS, key, null, Map.of());
        await(() -> !known(feed, erased));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        Events.publish(IndexFeed.TALENTS, REGISTERED, UUID.fromString(key), 2, erased);
        ObjectNode after = publish();
        await(() -> known(feed, after));
        assertThat(known(feed, erased))
                .as("what is told again brings nobody back")
                .isFalse();
        assertThat(known(feed, stays)).isTrue();
        feed.stop();
        assertThat(everythingStored()).as("no file has it").noneMatch(stored -> stored.contains(key));
        assertThat(everythingStored())
                .anyMatch(stored -> stored.contains(id(stays, "talentId").toString()));

        IndexFeed rebuilt = feed(other());
        rebuilt.start();
        await(() -> rebuilt.ready() && !rebuilt.building());
        await(() -> known(rebuilt, after));
        assertThat(known(rebuilt, erased)).isFalse();
        rebuilt.stop();
    }

    /** The stored states of all documents of the last commit, deleted ones too. */
    private List<String> everythingStored() throws IOException {
        List<String> stored = new ArrayList<>();
        try (var folders = Files.list(root)) {
            for (Path folder : folders.toList()) {
                try (var directory = FSDirectory.open(folder);
                        var reader = DirectoryReader.open(directory)) {
                    for (var leaf : reader.leaves()) {
                        for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
                            var state =
                                    leaf.reader().storedFields().document(doc).getBinaryValue(Fields.STATE);
                            stored.add(state == null ? "" : state.utf8ToString());
                        }
                    }
                }
            }
        }
        return stored;
    }

    @Test
    void damageThatAReadFindsMeansBuildingAgain() {
        ObjectNode known = publish();
        IndexFeed feed = started();
        await(() -> known(feed, known));
        Path old = feed.read(MatchIndex::folder);
        assertThatThrownBy(() -> feed.read(index -> {
                    throw new UncheckedIOException(new CorruptIndexException("a bit fell over", "a file"));
                }))
                .isInstanceOf(Matchmaker.NotReady.class);
        await(() -> !feed.read(MatchIndex::folder).equals(old));
        assertThat(known(feed, known)).isTrue();
        feed.stop();
    }

    private IndexFeed started() {
        IndexFeed feed = feed();
        feed.start();
        await(feed::ready);
        return feed;
    }

    private IndexFeed feed() {
        return feed(Samples.WEIGHTS);
    }

    private IndexFeed feed(Weights weights) {
        metrics = new SimpleMeterRegistry();
        return new IndexFeed(
                Samples.VOCABULARY,
                weights,
                ANALYZER,
                metrics,
                root.toString(),
                Map.of("bootstrap.servers", TestParts.kafka()));
    }

    private boolean known(IndexFeed feed, ObjectNode talent) {
        try {
            return feed.read(index -> talents.find(index, id(talent, "talentId")))
                    .isPresent();
        } catch (Matchmaker.NotReady notReady) {
            return false;
        }
    }

    private static ObjectNode publish() {
        ObjectNode talent = talent();
        Events.publish(IndexFeed.TALENTS, REGISTERED, id(talent, "talentId"), 1, talent);
        return talent;
    }

    private static Map<String, String> headers(String id) {
        return Events.headers(UUID.randomUUID(), REGISTERED, UUID.fromString(id), 1);
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }
}
