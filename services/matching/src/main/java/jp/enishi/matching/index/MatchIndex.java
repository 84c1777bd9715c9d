package jp.enishi.matching.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jp.enishi.matching.score.Explanation;
import jp.enishi.matching.score.Gates;
import jp.enishi.matching.score.LanguageLevel;
import jp.enishi.matching.score.Profile;
import jp.enishi.matching.score.Requirement;
import jp.enishi.matching.score.SkillNeed;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.matching.score.Weights;
import jp.enishi.matching.score.Workplace;
import jp.enishi.platform.messaging.Failpoint;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ReferenceManager;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NRTCachingDirectory;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Talents and cases in one Lucene index, so that one commit holds both with the Kafka offsets that they stand for. One
 * thread writes, or several of which each has talents and cases of its own; any thread searches. A version is applied only if it is newer than the one that is there.
 */
public final class MatchIndex implements Closeable {
    private static final Logger LOG = Logger.getLogger(MatchIndex.class);
    private static final String GENERATION = "generation-";
    private static final String FINGERPRINT = "fingerprint";
    /** What is written at once, in MiB: a share of the heap. */
    private static final int BUFFER_SHARE = 16;

    private static final int LEAST_BUFFER = 16;
    private static final int MOST_BUFFER = 64;
    /** New segments up to this size, in MiB, stay in memory until a commit: most are merged with others before. */
    private static final double CACHED_SEGMENT = 2;

    /** Of all of them together, in MiB. */
    private static final double CACHED = 16;

    /** No length norm: words that don't match must not change a score. */
    private static final float SATURATION = 1.2f;

    static final BM25Similarity SIMILARITY = new BM25Similarity(SATURATION, 0f);

    private final Path folder;
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final String fingerprint;
    private final Vocabulary vocabulary;
    private final Weights weights;
    private final StateReader reader;
    private final Map<String, Long> unrefreshed = new ConcurrentHashMap<>();
    private volatile boolean erased;

    private record CaseVersion(String id, long version) {}

    /** A case that was looked for after so many views had shown something new of any case. */
    private record CaseLook(UUID caseId, long views) {}

    /** A position as it was read once and a version of a talent, on a day. */
    private record Pair(Requirement position, UUID talentId, long version, LocalDate day) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Pair pair
                    && pair.position == position
                    && pair.version == version
                    && pair.talentId.equals(talentId)
                    && pair.day.equals(day);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(position) + talentId.hashCode();
        }
    }

    private final MatchAnalyzer analyzer;
    private final Roster.All rosters = new Roster.All();
    /** Who is shown first of some hundred cases: what is not kept is made again, which takes ten times as long as the search. */
    private final Latest<Pair, Shown> explained = Latest.within(16, 5_000);

    private volatile @Nullable FirstStatistics statistics;
    private final Latest<Asked, PositionQuery> queries = Latest.of(1_000);
    private final Latest<Spot, CaseIndex.Opening> openings = Latest.within(3, 200);
    private final StateCache<Roster.Key, TalentState> talents = new StateCache<>(20, 7_000);
    private final StateCache<CaseVersion, CaseState> cases = new StateCache<>(12, 6_000);
    private final Latest<CaseLook, Optional<CaseState>> looked = Latest.of(1_000);
    private volatile boolean caseChanged;
    private final AtomicLong caseViews = new AtomicLong();
    private volatile Answers answers = new Answers();

    private MatchIndex(Path folder, String fingerprint, Vocabulary vocabulary, Weights weights, MatchAnalyzer analyzer)
            throws IOException {
        this.folder = folder;
        this.fingerprint = fingerprint;
        this.vocabulary = vocabulary;
        this.weights = weights;
        this.analyzer = analyzer;
        this.reader = new StateReader(vocabulary);
        this.directory = new NRTCachingDirectory(FSDirectory.open(folder), CACHED_SEGMENT, CACHED);
        try {
            IndexWriterConfig config = new IndexWriterConfig(analyzer);
            config.setSimilarity(SIMILARITY);
            config.setCommitOnClose(false);
            config.setRAMBufferSizeMB(
                    Math.clamp(Runtime.getRuntime().maxMemory() / BUFFER_SHARE >> 20, LEAST_BUFFER, MOST_BUFFER));
            config.setMergePolicy(new TieredMergePolicy().setForceMergeDeletesPctAllowed(0));
            config.setMergedSegmentWarmer(rosters::of);
            this.writer = new IndexWriter(directory, config);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
        this.searchers = new SearcherManager(writer, new SearcherFactory() {
            @Override
            public IndexSearcher newSearcher(
                    org.apache.lucene.index.IndexReader reader, org.apache.lucene.index.IndexReader previous) {
                IndexSearcher searcher = new IndexSearcher(reader);
                searcher.setSimilarity(SIMILARITY);
                return searcher;
            }
        });
        searchers.addListener(new ReferenceManager.RefreshListener() {
            @Override
            public void beforeRefresh() {
                // Until the new view is there the last one answers.
            }

            @Override
            public void afterRefresh(boolean news) {
                if (news) {
                    answers = new Answers();
                }
            }
        });
    }

    /**
     * Opens the newest usable generation under the root and deletes the others. A damaged one, one made with another schema,
     * analyzer or taxonomy, and one that was never committed are not usable; without any a fresh one is begun.
     */
    public static MatchIndex open(Path root, Vocabulary vocabulary, Weights weights, MatchAnalyzer analyzer)
            throws IOException {
        Files.createDirectories(root);
        String fingerprint = fingerprint(vocabulary, weights);
        for (Path generation : generations(root).reversed()) {
            if (usable(generation, fingerprint)) {
                MatchIndex index = new MatchIndex(generation, fingerprint, vocabulary, weights, analyzer);
                index.deleteOthers();
                return index;
            }
        }
        MatchIndex index = fresh(root, vocabulary, weights, analyzer);
        index.deleteOthers();
        return index;
    }

    /**
     * The newest generation that was made with another analyzer, taxonomy or weights, but is undamaged and has the same
     * fields: it can answer while a fresh one is built beside it. Null when there is none, or one that is up to date.
     */
    static @Nullable MatchIndex outdated(Path root, Vocabulary vocabulary, Weights weights, MatchAnalyzer analyzer)
            throws IOException {
        Files.createDirectories(root);
        String wanted = fingerprint(vocabulary, weights);
        Path newest = null;
        String newestMade = "";
        for (Path generation : generations(root).reversed()) {
            String made = madeWith(generation);
            if (wanted.equals(made)) {
                return null;
            }
            if (newest == null && made != null && made.startsWith(Fields.SCHEMA + "/")) {
                newest = generation;
                newestMade = made;
            }
        }
        if (newest == null) {
            return null;
        }
        MatchIndex index = new MatchIndex(newest, newestMade, vocabulary, weights, analyzer);
        index.deleteOthers();
        return index;
    }

    /** An empty index in a new generation, beside the older ones. */
    public static MatchIndex fresh(Path root, Vocabulary vocabulary, Weights weights, MatchAnalyzer analyzer)
            throws IOException {
        Files.createDirectories(root);
        List<Path> old = generations(root);
        int next = old.isEmpty() ? 1 : number(old.getLast()) + 1;
        return new MatchIndex(
                root.resolve(GENERATION + next), fingerprint(vocabulary, weights), vocabulary, weights, analyzer);
    }

    private static String fingerprint(Vocabulary vocabulary, Weights weights) {
        return Fields.SCHEMA + "/" + MatchAnalyzer.VERSION + "/" + weights.version() + "/" + vocabulary.version();
    }

    /** Whether it was made with these, as they are now. */
    boolean isMadeWith(Vocabulary vocabulary, Weights weights) {
        return fingerprint.equals(fingerprint(vocabulary, weights));
    }

    /** Deletes all other generations, which nobody may be writing any more. */
    public void deleteOthers() throws IOException {
        for (Path generation : generations(folder.resolveSibling(""))) {
            if (!generation.getFileName().equals(folder.getFileName())) {
                delete(generation);
            }
        }
    }

    /** False once it was closed or a write failed beyond repair. */
    boolean isOpen() {
        return writer.isOpen();
    }

    private static boolean usable(Path folder, String fingerprint) {
        return fingerprint.equals(madeWith(folder));
    }

    /** What a committed, undamaged generation was made with; null for others. */
    private static @Nullable String madeWith(Path folder) {
        try (Directory directory = FSDirectory.open(folder)) {
            if (!DirectoryReader.indexExists(directory)) {
                return null;
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                for (var leaf : reader.leaves()) {
                    leaf.reader().checkIntegrity();
                }
                return reader.getIndexCommit().getUserData().get(FINGERPRINT);
            }
        } catch (IOException | RuntimeException damaged) {
            LOG.warnf(damaged, "the index in %s is damaged", folder);
            return null;
        }
    }

    private static List<Path> generations(Path root) throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(child -> child.getFileName().toString().matches(GENERATION + "[0-9]{1,9}"))
                    .sorted(java.util.Comparator.comparingInt(MatchIndex::number))
                    .toList();
        }
    }

    private static int number(Path generation) {
        return Integer.parseInt(generation.getFileName().toString().substring(GENERATION.length()));
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    public Path folder() {
        return folder;
    }

    /** What the last commit said, without this index's own fingerprint. */
    public Map<String, String> committed() {
        Map<String, String> data = new HashMap<>();
        Iterable<Map.Entry<String, String>> live = writer.getLiveCommitData();
        if (live != null) {
            live.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        }
        data.remove(FINGERPRINT);
        return data;
    }

    /**
     * Writes everything to disk together with the data, typically the offsets up to which it was applied. After an erasure
     * the segments are written again without what was erased, so that no file has it any more.
     */
    public void commit(Map<String, String> data) throws IOException {
        Map<String, String> all = new HashMap<>(data);
        all.put(FINGERPRINT, fingerprint);
        if (erased) {
            writer.forceMergeDeletes(true);
            erased = false;
        }
        writer.setLiveCommitData(all.entrySet());
        writer.prepareCommit();
        Failpoint.hit("index.prepared");
        writer.commit();
        Failpoint.hit("index.committed");
    }

    /** What {@link #SIMILARITY} makes of a word that so many of the documents have. */
    static float rarity(long documents, long having) {
        return (float) Math.log(1 + (documents - having + 0.5) / (having + 0.5));
    }

    /** What {@link #SIMILARITY} makes of a word of a weight that a text has so often. */
    static float score(float weight, float times) {
        return weight - weight / (1f + times * (1f / SATURATION));
    }

    /** Makes what was applied visible to searches. */
    public void refresh() throws IOException {
        boolean news = caseChanged;
        searchers.maybeRefreshBlocking();
        if (news) {
            caseChanged = false;
            caseViews.incrementAndGet();
        }
        unrefreshed.clear();
    }

    /**
     * The case as it stands. What was looked for in a view is found again as long as no later one shows anything new of a case:
     * they are looked for with every search, and seldom change.
     */
    Optional<CaseState> found(UUID caseId, Supplier<Optional<CaseState>> look) {
        return looked.get(new CaseLook(caseId, caseViews.get()), look);
    }

    /** Applies a talent event's body; returns false when this or a newer version is there already. */
    public boolean applyTalent(JsonNode data, long version, Instant time) throws IOException {
        var kept = StateReader.keepTalent(data, version, time);
        TalentState state = reader.talent(kept);
        kept.set("concepts", StateReader.array(state.profile().concepts()));
        if (!newer(Fields.TALENT, state.talentId(), version)) {
            return false;
        }
        Document document = talentDocument(state, StateReader.bytes(kept));
        writer.updateDocument(new Term(Fields.ID, key(Fields.TALENT, state.talentId())), document);
        unrefreshed.put(key(Fields.TALENT, state.talentId()), version);
        return true;
    }

    /** Applies a case event's body; returns false when this or a newer version is there already. */
    public boolean applyCase(JsonNode data, long version) throws IOException {
        var kept = StateReader.keepCase(data, version);
        CaseState state = reader.caseOf(kept);
        if (!newer(Fields.CASE, state.caseId(), version)) {
            return false;
        }
        List<Document> documents = new ArrayList<>();
        for (Requirement position : state.positions()) {
            documents.add(positionDocument(state, position));
        }
        Document document = new Document();
        identify(document, Fields.CASE, key(Fields.CASE, state.caseId()), version);
        document.add(new StringField(Fields.CASE_ID, state.caseId().toString(), Field.Store.NO));
        document.add(new StoredField(Fields.STATE, StateReader.bytes(kept)));
        documents.add(document);
        writer.updateDocuments(new Term(Fields.CASE_ID, state.caseId().toString()), documents);
        unrefreshed.put(key(Fields.CASE, state.caseId()), version);
        caseChanged = true;
        return true;
    }

    /**
     * Forgets a talent or case for ever: all that is left is its id, so that what was said of it before, and is read
     * again, doesn't bring it back. Returns false when it was forgotten already.
     */
    public boolean erase(String kind, UUID id) throws IOException {
        String key = key(kind, id);
        if (!newer(kind, id, Long.MAX_VALUE)) {
            return false;
        }
        Document grave = new Document();
        identify(grave, Fields.ERASED, Fields.ERASED + ":" + key, Long.MAX_VALUE);
        if (kind.equals(Fields.CASE)) {
            writer.deleteDocuments(new Term(Fields.CASE_ID, id.toString()));
        }
        writer.updateDocument(new Term(Fields.ID, key), grave);
        talents.forget(talent -> talent.talentId().equals(id));
        cases.forget(known -> known.id().equals(key));
        looked.forget((look, state) -> look.caseId().equals(id));
        explained.forget((pair, shown) ->
                pair.talentId().equals(id) || pair.position().caseId().equals(id));
        queries.forget((asked, query) -> asked.state().caseId().equals(id));
        queries.forEach(query -> query.forget(id));
        openings.forget((spot, opening) -> opening.state().caseId().equals(id));
        answers = new Answers();
        unrefreshed.put(key, Long.MAX_VALUE);
        caseChanged = true;
        erased = true;
        return true;
    }

    /** Whether something was erased that files may still hold. */
    boolean erased() {
        return erased;
    }

    /** Number of documents of a kind that searches see. */
    public int count(String kind) {
        return search(searcher -> searcher.count(new TermQuery(new Term(Fields.KIND, kind))));
    }

    /** Runs a search over one consistent view. */
    <T> T search(Search<T> search) {
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                return search.in(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    interface Search<T> {
        T in(IndexSearcher searcher) throws IOException;
    }

    /** What was asked of the newest view. Taken before a searcher is: then no answer of an older view is kept for a newer one. */
    Answers answers() {
        return answers;
    }

    /** Its talents by segment. */
    Roster.All rosters() {
        return rosters;
    }

    /** The state of a talent that a search hit. */
    TalentState talent(IndexSearcher searcher, int doc, Roster.Key key) throws IOException {
        return talents.of(key, searcher, doc, kept -> reader.talent(kept).withoutText());
    }

    /** The position as queries, with what they have found so far. */
    PositionQuery query(CaseState state, Requirement position, Supplier<PositionQuery> made) {
        Asked asked = new Asked(state, position);
        PositionQuery known = queries.get(asked);
        if (known == null || outgrown(known)) {
            known = made.get();
            queries.put(asked, known);
        }
        return known;
    }

    /** How rare words are, as long as the index is not twice as large. */
    FirstStatistics statistics(IndexSearcher searcher) {
        FirstStatistics known = statistics;
        if (known == null || known.outgrown(searcher.getIndexReader())) {
            known = new FirstStatistics(searcher.getIndexReader().numDocs());
            statistics = known;
        }
        return known;
    }

    private boolean outgrown(PositionQuery query) {
        return search(searcher -> query.outgrown(searcher.getIndexReader()));
    }

    /** A pair's explanation on a day, as it is shown. */
    Shown explained(Requirement position, TalentState talent, LocalDate day, Supplier<Explanation> made) {
        Pair pair = new Pair(position, talent.talentId(), talent.version(), day);
        return explained.get(pair, () -> Shown.of(made.get()));
    }

    /** The opening that a position's document stands for; null when its case is not there. */
    CaseIndex.@Nullable Opening opening(IndexSearcher searcher, int doc) throws IOException {
        Spot spot = Spot.of(searcher, doc);
        CaseIndex.Opening known = openings.get(spot);
        if (known == null) {
            known = CaseIndex.opening(this, searcher, doc);
            if (known != null) {
                openings.put(spot, known);
            }
        }
        return known;
    }

    /** The state of a case that a search hit. */
    CaseState caseOf(IndexSearcher searcher, int doc) throws IOException {
        CaseVersion key = new CaseVersion(StateCache.id(searcher, doc), StateCache.version(searcher, doc));
        return cases.of(key, searcher, doc, reader::caseOf);
    }

    static String key(String kind, UUID id) {
        return kind + ":" + id;
    }

    private boolean newer(String kind, UUID id, long version) {
        Long pending = unrefreshed.get(key(kind, id));
        return version > (pending != null ? pending : version(kind, id).orElse(0));
    }

    /** The version that searches see; empty when there is none. What was erased can't become newer. */
    OptionalLong version(String kind, UUID id) {
        return search(searcher -> {
            OptionalInt doc = number(searcher, key(kind, id));
            if (doc.isPresent()) {
                return OptionalLong.of(StateCache.version(searcher, doc.getAsInt()));
            }
            Term grave = new Term(Fields.ID, Fields.ERASED + ":" + key(kind, id));
            return searcher.getIndexReader().docFreq(grave) == 0
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.MAX_VALUE);
        });
    }

    /** The document with an id, without a search: the newest segments, where most of what is asked for is, first. */
    static OptionalInt number(IndexSearcher searcher, String id) throws IOException {
        Term term = new Term(Fields.ID, id);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves().reversed()) {
            PostingsEnum having = leaf.reader().postings(term, PostingsEnum.NONE);
            Bits live = leaf.reader().getLiveDocs();
            int doc = having == null ? DocIdSetIterator.NO_MORE_DOCS : having.nextDoc();
            while (doc != DocIdSetIterator.NO_MORE_DOCS && live != null && !live.get(doc)) {
                doc = having.nextDoc();
            }
            if (doc != DocIdSetIterator.NO_MORE_DOCS) {
                return OptionalInt.of(leaf.docBase + doc);
            }
        }
        return OptionalInt.empty();
    }

    private static void identify(Document document, String kind, String id, long version) {
        document.add(new StringField(Fields.KIND, kind, Field.Store.NO));
        document.add(new StringField(Fields.ID, id, Field.Store.YES));
        document.add(new SortedDocValuesField(Fields.ID, new BytesRef(id)));
        document.add(new StoredField(Fields.VERSION, version));
        document.add(new NumericDocValuesField(Fields.VERSION, version));
    }

    private Document talentDocument(TalentState state, byte[] kept) {
        Profile profile = state.profile();
        Document document = new Document();
        identify(document, Fields.TALENT, key(Fields.TALENT, state.talentId()), state.version());
        document.add(new StoredField(Fields.STATE, kept));
        if (profile.active()) {
            add(document, Fields.ACTIVE, Set.of(Fields.YES));
            document.add(new LongField(Fields.FROM, profile.availableFrom().toEpochDay(), Field.Store.NO));
        }
        Set<String> phases = new HashSet<>();
        Set<String> industries = new HashSet<>();
        profile.engagements().forEach(engagement -> {
            phases.addAll(engagement.phases());
            industries.add(engagement.industry());
        });
        facet(document, Facet.ROLE, profile.roles().keySet());
        facet(document, Facet.SKILL, profile.abilities().keySet());
        facet(document, Facet.PHASE, phases);
        facet(document, Facet.INDUSTRY, industries);
        add(document, Fields.CONCEPT, profile.concepts());
        profile.abilities().values().forEach(ability -> {
            document.add(new LongPoint(
                    Fields.SKILL_MONTHS, Conditions.amount(ability.skill(), Conditions.months(ability.years()))));
            Integer level = ability.level();
            document.add(
                    new LongPoint(Fields.SKILL_LEVEL, Conditions.amount(ability.skill(), level == null ? 0 : level)));
        });
        profile.languages().forEach((language, level) -> {
            for (LanguageLevel lower : LanguageLevel.values()) {
                if (lower.compareTo(level) <= 0) {
                    add(document, Fields.LANGUAGE, Set.of(language + ":" + lower));
                }
            }
        });
        Profile.Wishes wishes = profile.wishes();
        document.add(new IntField(Fields.UTILISATION_MINIMUM, profile.minimumUtilisation(), Field.Store.NO));
        document.add(new IntField(Fields.UTILISATION_MAXIMUM, profile.maximumUtilisation(), Field.Store.NO));
        document.add(new LongField(Fields.RATE_MINIMUM, wishes.rateMinimum(), Field.Store.NO));
        Set<String> will = new HashSet<>();
        wishes.workplaces().forEach(kind -> will.add(kind.name()));
        facet(document, Facet.WORKPLACE, will);
        if (will.isEmpty()) {
            add(document, Fields.WILL, Set.of(Fields.ANY));
        }
        add(document, Fields.PREFECTURE, wishes.prefectures().isEmpty() ? Set.of(Fields.ANY) : wishes.prefectures());
        document.add(new IntField(Fields.ON_SITE_DAYS, wishes.maximumOnSiteDays(), Field.Store.NO));
        analyzer.fields(state.text()).forEach(document::add);
        return document;
    }

    private Document positionDocument(CaseState state, Requirement position) {
        Document document = new Document();
        identify(document, Fields.POSITION, state.caseId() + ":" + position.positionId(), state.version());
        document.add(new StringField(Fields.CASE_ID, state.caseId().toString(), Field.Store.NO));
        if (state.status() == CaseState.Status.PUBLISHED) {
            add(document, Fields.OPEN, Set.of(Fields.YES));
        }
        LocalDate closesOn = state.closesOn();
        document.add(new LongField(
                Fields.CLOSES_ON, closesOn == null ? Long.MAX_VALUE : closesOn.toEpochDay(), Field.Store.NO));
        add(document, Fields.ROLE, Set.of(position.role()));
        Set<String> must = skills(position.must());
        add(document, Fields.MUST, must);
        count(document, Fields.MUST_COUNT, must.size());
        add(document, Fields.NICE, skills(position.nice()));
        add(document, Fields.PHASE, position.phases());
        position.languages()
                .forEach((language, level) -> add(document, Fields.LANGUAGE, Set.of(language + ":" + level)));
        count(document, Fields.LANGUAGE_COUNT, position.languages().size());
        LocalDate start = position.start();
        document.add(new LongField(
                Fields.LATEST_FROM,
                start == null
                        ? Long.MAX_VALUE
                        : start.plusDays(weights.limits().startSlackDays()).toEpochDay(),
                Field.Store.NO));
        Long ceiling = new Gates(vocabulary, weights).ceiling(position);
        document.add(new LongField(Fields.CEILING, ceiling == null ? Long.MAX_VALUE : ceiling, Field.Store.NO));
        Integer utilisation = position.utilisation();
        document.add(new IntField(
                Fields.UTILISATION_MINIMUM, utilisation == null ? Integer.MAX_VALUE : utilisation, Field.Store.NO));
        document.add(new IntField(
                Fields.UTILISATION_MAXIMUM, utilisation == null ? Integer.MIN_VALUE : utilisation, Field.Store.NO));
        Workplace workplace = position.workplace();
        add(
                document,
                Fields.WILL,
                Set.of(
                        workplace == null
                                ? Workplace.Kind.REMOTE.name()
                                : workplace.kind().name()));
        String prefecture = workplace == null ? null : workplace.prefecture();
        boolean anywhere = prefecture == null
                || (workplace != null && workplace.kind() == Workplace.Kind.HYBRID && workplace.onSiteDays() == 0);
        add(document, Fields.PREFECTURE, Set.of(anywhere || prefecture == null ? Fields.ANY : prefecture));
        document.add(new IntField(Fields.ON_SITE_DAYS, workplace == null ? 0 : workplace.onSiteDays(), Field.Store.NO));
        return document;
    }

    private static Set<String> skills(List<SkillNeed> needs) {
        Set<String> skills = new HashSet<>();
        needs.forEach(need -> skills.add(need.skill()));
        return skills;
    }

    /** As points for a range and as a single value for CoveringQuery, which reads no other kind. */
    private static void count(Document document, String field, long value) {
        document.add(new LongPoint(field, value));
        document.add(new NumericDocValuesField(field, value));
    }

    /** To filter by, and to count. */
    private static void facet(Document document, Facet facet, Set<String> values) {
        add(document, facet.field(), values);
        for (String value : values) {
            document.add(new SortedSetDocValuesField(facet.counted(), new BytesRef(value)));
        }
    }

    private static void add(Document document, String field, Set<String> values) {
        for (String value : values) {
            document.add(new StringField(field, value, Field.Store.NO));
        }
    }

    /** All documents of a kind; a query for tests and counts. */
    static BooleanQuery.Builder of(String kind) {
        return new BooleanQuery.Builder().add(new TermQuery(new Term(Fields.KIND, kind)), Occur.FILTER);
    }

    @Override
    public void close() throws IOException {
        searchers.close();
        writer.close();
        directory.close();
    }
}
