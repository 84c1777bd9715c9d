package jp.enishi.matching.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import jp.enishi.platform.http.ReadAtStart;
import jp.enishi.platform.messaging.EventConsumer;
import jp.enishi.platform.messaging.EventHandler;
import jp.enishi.platform.messaging.EventHandlers;
import jp.enishi.platform.messaging.ReadModel;
import jp.enishi.platform.messaging.ReceivedEvent;
import jp.enishi.platform.taxonomy.AddedWord;
import jp.enishi.platform.taxonomy.Taxonomy;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * The words that administrators added to the taxonomy. One replica is told of them and writes them down; every replica takes
 * them up from there, before its index is opened and from then on within seconds.
 */
@ApplicationScoped
class AddedWords implements EventHandlers {
    private static final String WORDS = "select revision, cast(words as text) as words from added_words";

    private final EventConsumer consumers;
    private final EventHandler handler = EventHandler.of(
            "matching-taxonomy",
            Set.of("talents.taxonomy-revised.v1"),
            this::keep,
            new ReadModel(List.of("added_words.taxonomy_id"), this::keep));
    private final Pool pool;
    private final ObjectMapper json;
    private final IndexFeed feed;
    private final TaxonomyVocabulary vocabulary;
    private final MatchAnalyzer analyzer;
    private final ReadAtStart start;
    private volatile long revision;

    AddedWords(
            EventConsumer consumers,
            Pool pool,
            ObjectMapper json,
            IndexFeed feed,
            TaxonomyVocabulary vocabulary,
            MatchAnalyzer analyzer,
            ReadAtStart start) {
        this.consumers = consumers;
        this.pool = pool;
        this.json = json;
        this.feed = feed;
        this.vocabulary = vocabulary;
        this.analyzer = analyzer;
        this.start = start;
    }

    /** What counts of {@code talents.taxonomy-revised.v1}: all the words in force. */
    record Revised(long revision, List<AddedWord> words) {}

    @Override
    public List<EventHandler> handlers() {
        return List.of(handler);
    }

    @Incoming("taxonomy-in")
    Uni<Void> receive(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, handler).call(this::refresh);
    }

    /**
     * The index is fed from when the words are known, which an index must have been made with to be good. The database may
     * come later than this service.
     */
    void load(@Observes StartupEvent event) {
        start.read(refresh().invoke(feed::start));
    }

    @Scheduled(identity = "refresh-words", every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        return pool.query(WORDS)
                .execute()
                .invoke(rows -> StreamSupport.stream(rows.spliterator(), false).forEach(this::takeUp))
                .replaceWithVoid();
    }

    private synchronized void takeUp(Row row) {
        long newest = row.getLong("revision");
        if (newest > revision) {
            var taxonomy = Taxonomy.load().with(newest, words(row.getString("words")));
            feed.between(() -> {
                vocabulary.become(taxonomy);
                analyzer.renew();
            });
            revision = newest;
        }
    }

    private List<AddedWord> words(String text) {
        try {
            return List.of(json.readValue(text, AddedWord[].class));
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("words that were kept are unreadable", ours);
        }
    }

    private Uni<Void> keep(ReceivedEvent event) {
        var told = event.as(Revised.class);
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                    insert into added_words (taxonomy_id, revision, words)
                    values (:taxonomy, :revision, cast(cast(:words as text) as jsonb))
                    on conflict (taxonomy_id) do update set revision = excluded.revision, words = excluded.words
                    where added_words.revision < excluded.revision\
                    """)
                        .setParameter("taxonomy", event.aggregateId())
                        .setParameter("revision", told.revision())
                        .setParameter("words", event.data().path("words").toString())
                        .executeUpdate())
                .replaceWithVoid();
    }
}
