package jp.enishi.matching.index;

import static jp.enishi.matching.Samples.id;
import static jp.enishi.matching.Samples.talent;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import jp.enishi.matching.Samples;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.TestParts;
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
        Events.publish(IndexFeed.TALENTS, key, null, headers(key));
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

    private IndexFeed started() {
        metrics = new SimpleMeterRegistry();
        IndexFeed feed = new IndexFeed(
                Samples.VOCABULARY, Samples.WEIGHTS, ANALYZER, metrics, root.toString(), TestParts.kafka());
        feed.start();
        await(feed::ready);
        return feed;
    }

    private boolean known(IndexFeed feed, ObjectNode talent) {
        MatchIndex index = feed.index();
        return index != null && talents.find(index, id(talent, "talentId")).isPresent();
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
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }
}
