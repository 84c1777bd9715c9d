package jp.enishi.bench.speed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import jp.enishi.bench.report.Report;
import jp.enishi.matching.index.CaseIndex;
import jp.enishi.matching.index.CaseState;
import jp.enishi.matching.index.Graded;
import jp.enishi.matching.index.MatchAnalyzer;
import jp.enishi.matching.index.MatchIndex;
import jp.enishi.matching.index.StateReader;
import jp.enishi.matching.index.TalentIndex;
import jp.enishi.matching.index.TalentSearch;
import jp.enishi.matching.index.TaxonomyVocabulary;
import jp.enishi.matching.score.Profile;
import jp.enishi.matching.score.Requirement;
import jp.enishi.matching.score.Scorer;
import jp.enishi.matching.score.Weights;
import jp.enishi.platform.taxonomy.Taxonomy;
import org.jspecify.annotations.Nullable;

/** What the index and the scorer take by themselves, with raw Lucene and PostgreSQL in the same interleaved run. */
final class InProcess implements AutoCloseable {
    private static final Instant TIME = Instant.parse("2026-11-20T01:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final int CANDIDATES = 200;
    private static final int SHOWN = 20;
    private static final int NEAR = 50;
    private static final int CHANGING = 12_000;
    /** As many as come in a fifth of a second at 400 a second. */
    private static final int SEEN_AFTER = 80;

    private static final int ROUNDS = 3;
    private static final int CASES = 500;
    private static final int OPEN_CASES = 10_000;
    private static final double WHOLE_TO_RAW = 1.5;
    private static final double POSTGRES_TO_OURS = 4;
    private static final double PROPOSALS_P99 = 20;
    private static final double NEW_CASE = 10_000;

    private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();
    private static final com.sun.management.ThreadMXBean ALLOCATED =
            ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class);

    private final Crowd crowd;
    private final int talents;
    private final int queries;
    private final Report report;
    private final Path folder;
    private final TaxonomyVocabulary vocabulary;
    private final MatchIndex index;
    private final TalentIndex talentIndex;
    private final CaseIndex caseIndex;
    private final StateReader reader;
    private final Scorer scorer;
    private final MatchAnalyzer analyzer;

    InProcess(Taxonomy taxonomy, Crowd crowd, int talents, int queries, Report report) throws IOException {
        this.crowd = crowd;
        this.talents = talents;
        this.queries = queries;
        this.report = report;
        this.folder = Files.createTempDirectory("enishi-speed");
        this.vocabulary = new TaxonomyVocabulary(taxonomy);
        Weights weights = Weights.load();
        this.analyzer = new MatchAnalyzer(vocabulary);
        this.index = MatchIndex.open(folder, vocabulary, weights, analyzer);
        this.talentIndex = new TalentIndex(vocabulary, weights, analyzer);
        this.caseIndex = new CaseIndex(vocabulary, weights);
        this.reader = new StateReader(vocabulary);
        this.scorer = new Scorer(vocabulary, weights);
    }

    void run(boolean postgres) throws IOException, SQLException {
        report.heading("In process, " + talents + " talents");
        build();
        List<CaseState> cases = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            cases.add(reader.caseOf(StateReader.keepCase(crowd.published(i), 1)));
        }
        ratios(cases, postgres);
        changing(cases);
        newCase(cases);
        proposals();
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        long heap = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
        report.text("Heap in use after a collection: " + heap + " MiB (the crowd is generated, not held; PostgreSQL's"
                + " client included).");
    }

    private void build() throws IOException {
        long made = 0;
        long start = System.nanoTime();
        for (int i = 0; i < talents; i++) {
            long making = System.nanoTime();
            ObjectNode talent = crowd.talent(i, 0);
            made += System.nanoTime() - making;
            index.applyTalent(talent, 1, TIME);
        }
        index.refresh();
        index.commit(Map.of());
        double seconds = (System.nanoTime() - start - made) / 1e9;
        long bytes;
        try (Stream<Path> files = Files.walk(folder)) {
            bytes = files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
        report.text("Built with one thread, without the " + Report.number(made / 1e9) + " s of making the crowd up, in "
                + Report.number(seconds) + " s (" + Report.number(talents / seconds) + " talents/s); " + (bytes >> 20)
                + " MiB on disk.");
        double allowed = talents <= 10_000 ? 5 : talents <= 100_000 ? 45 : 300;
        report.atMost("rebuild of " + talents + " in process", seconds, allowed, " s");
    }

    /** Everything that an answer needs, without HTTP. */
    private int whole(CaseState state, boolean explained) {
        Requirement position = state.positions().getFirst();
        return talentIndex.select(index, state, position, TalentSearch.ALL, CANDIDATES, selection -> {
            List<Graded> ranked = selection.graded(TODAY, profile -> scorer.grade(position, profile, TODAY)).stream()
                    .filter(graded -> graded.grade() >= 0)
                    .sorted(Comparator.comparingDouble((Graded graded) -> -graded.grade())
                            .thenComparing(graded -> graded.candidate().talentId()))
                    .toList();
            if (explained) {
                selection.facets();
                for (Graded one : ranked.subList(0, Math.min(SHOWN, ranked.size()))) {
                    scorer.explain(position, one.candidate().state().profile(), TODAY);
                }
            }
            return ranked.size();
        });
    }

    /** The same case as if nobody had asked for it before: nothing that is kept for it is used. */
    private static CaseState neverAsked(CaseState state) {
        return new CaseState(
                state.caseId(),
                state.version(),
                state.organizationId(),
                state.status(),
                state.requirementsVersion(),
                state.closesOn(),
                state.positions(),
                state.requirements(),
                state.text());
    }

    private void ratios(List<CaseState> cases, boolean withPostgres) throws IOException, SQLException {
        try (RawLucene raw = new RawLucene(index.folder(), vocabulary, analyzer);
                PostgresTalents postgres = withPostgres ? new PostgresTalents(crowd, talents, analyzer) : null) {
            Timed ofRaw = new Timed();
            Timed ofWhole = new Timed();
            Timed ofFirst = new Timed();
            Timed ofExplained = new Timed();
            Timed ofPostgres = new Timed();
            Random random = new Random(1);
            long hits = 0;
            for (int round = 0; round <= ROUNDS; round++) {
                boolean warm = round > 0;
                for (int i = 0; i < queries; i++) {
                    CaseState state = cases.get(random.nextInt(cases.size()));
                    timed(warm ? ofRaw : null, () -> raw.search(state));
                    hits += timed(warm ? ofWhole : null, () -> whole(state, false));
                    CaseState first = neverAsked(state);
                    timed(warm ? ofFirst : null, () -> whole(first, false));
                    timed(warm ? ofExplained : null, () -> whole(state, true));
                    if (postgres != null && i % 10 == 0) {
                        timed(warm ? ofPostgres : null, () -> postgres.search(state));
                    }
                }
            }
            List<List<String>> rows = new ArrayList<>();
            row(rows, "raw Lucene, filters and text, 200 ids", ofRaw);
            row(rows, "whole match of a case that was asked for before", ofWhole);
            row(rows, "whole match of a case that nobody asked for before", ofFirst);
            row(rows, "whole match with facets and 20 explanations", ofExplained);
            if (postgres != null) {
                row(rows, "PostgreSQL (its own processes are not counted)", ofPostgres);
            }
            report.text(ROUNDS + " rounds after one to warm up, interleaved query by query, one thread; "
                    + Report.number((double) hits / queries / (ROUNDS + 1)) + " talents scored in the mean.");
            report.table(COLUMNS, rows);
            report.atMost(
                    "whole match to raw Lucene, p50, " + talents, ofWhole.median() / ofRaw.median(), WHOLE_TO_RAW, "×");
            report.atMost(
                    "the same of a case that nobody asked for before, p50, " + talents,
                    ofFirst.median() / ofRaw.median(),
                    WHOLE_TO_RAW,
                    "×");
            if (postgres != null && talents >= 100_000) {
                report.bar(
                        "PostgreSQL to ours (a case that nobody asked for before), p50, " + talents,
                        Report.number(ofPostgres.median() / ofFirst.median()) + "×",
                        "≥ 4×",
                        ofPostgres.median() >= POSTGRES_TO_OURS * ofFirst.median());
            }
        }
    }

    private interface Search {
        int run() throws IOException, SQLException;
    }

    /** On the clock, and on the processor, which other load leaves alone. */
    private record Timed(Times clock, Times processor) {
        Timed() {
            this(new Times(), new Times());
        }

        double median() {
            return clock.median();
        }
    }

    private static final List<String> COLUMNS =
            List.of("what", "runs", "p50 ms", "p95 ms", "p99 ms", "p50 ms of processor", "p99 ms of processor");

    private static void row(List<List<String>> rows, String name, Timed times) {
        List<String> row = new ArrayList<>();
        row(rows, name, times.clock());
        row.addAll(rows.removeLast());
        row.add(Report.number(times.processor().median()));
        row.add(Report.number(times.processor().at(0.99)));
        rows.add(row);
    }

    private static int timed(@Nullable Timed times, Search search) throws IOException, SQLException {
        long processor = PROCESSOR.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        int found = search.run();
        if (times != null) {
            times.clock().add(System.nanoTime() - start);
            times.processor().add(PROCESSOR.getCurrentThreadCpuTime() - processor);
        }
        return found;
    }

    static void row(List<List<String>> rows, String name, Times times) {
        rows.add(List.of(
                name,
                Integer.toString(times.count()),
                Report.number(times.median()),
                Report.number(times.at(0.95)),
                Report.number(times.at(0.99))));
    }

    /** Cases by Zipf, one operation in ten a changed talent, seen by the searches after so many operations. */
    private void changing(List<CaseState> cases) throws IOException, SQLException {
        Random random = new Random(3);
        Timed times = new Timed();
        long bytes = 0;
        int changes = 0;
        for (int i = 0; i < CHANGING; i++) {
            if (i % 10 == 0) {
                changes++;
                index.applyTalent(crowd.talent(random.nextInt(talents), changes), changes + 1, TIME);
            }
            if (i % SEEN_AFTER == 0) {
                index.refresh();
            }
            CaseState state = cases.get(OverHttp.zipf(random, cases.size()));
            long before = ALLOCATED.getCurrentThreadAllocatedBytes();
            timed(i < CHANGING / 3 ? null : times, () -> shown(state));
            bytes += i < CHANGING / 3 ? 0 : ALLOCATED.getCurrentThreadAllocatedBytes() - before;
        }
        List<List<String>> rows = new ArrayList<>();
        row(rows, "search while one operation in ten changes somebody", times);
        report.table(COLUMNS, rows);
        report.text("Each of these, its facets, those just outside and twenty states included, explanations not, takes "
                + Report.number(bytes / 1024.0 / times.clock().count()) + " KiB of the heap.");
    }

    /** Everything of an answer but the explanations, which are kept. */
    private int shown(CaseState state) {
        Requirement position = state.positions().getFirst();
        int found = talentIndex.select(index, state, position, TalentSearch.ALL, CANDIDATES, selection -> {
            selection.facets();
            selection.graded(TODAY, profile -> scorer.grade(position, profile, TODAY)).stream()
                    .sorted(Comparator.comparingDouble((Graded graded) -> -graded.grade()))
                    .limit(SHOWN)
                    .forEach(graded -> graded.candidate().state());
            return selection.total();
        });
        if (found < CANDIDATES) {
            talentIndex.nearMisses(
                    index,
                    state,
                    position,
                    TalentSearch.ALL,
                    NEAR,
                    selection -> selection.graded(TODAY, profile -> scorer.gradeAnyway(position, profile, TODAY)));
        }
        return found;
    }

    private void newCase(List<CaseState> cases) {
        Times times = new Times();
        for (CaseState state : cases.subList(0, 50)) {
            long start = System.nanoTime();
            whole(state, true);
            times.add(System.nanoTime() - start);
        }
        report.atMost(
                "one new case against " + talents + " talents, worst of 50, without writing notices",
                times.at(1),
                NEW_CASE,
                " ms");
    }

    private int fitting(Profile profile) {
        int found = 0;
        for (CaseIndex.Opening opening : caseIndex.candidates(index, profile, TODAY, CANDIDATES)) {
            if (scorer.grade(opening.position(), profile, TODAY) >= 0) {
                found++;
            }
        }
        return found;
    }

    /** A changed talent against open cases: first stage and score of each opening found. */
    private void proposals() throws IOException, SQLException {
        for (int i = 0; i < OPEN_CASES; i++) {
            ObjectNode published = crowd.published(i);
            index.applyCase(published, 1);
        }
        index.refresh();
        Timed times = new Timed();
        int found = 0;
        int changes = Math.min(talents, 1_500);
        for (int i = 0; i < changes; i++) {
            Profile profile = reader.talent(StateReader.keepTalent(crowd.talent(i, 1), 2, TIME))
                    .profile();
            found += timed(i < changes / 3 ? null : times, () -> fitting(profile));
        }
        List<List<String>> rows = new ArrayList<>();
        row(rows, "changed talent → openings among " + OPEN_CASES + " open cases", times);
        report.table(COLUMNS, rows);
        report.text(Report.number((double) found / changes) + " openings in the mean.");
        report.atMost(
                "changed talent → proposals over 10,000 open cases, p99",
                times.clock().at(0.99),
                PROPOSALS_P99,
                " ms");
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
}
