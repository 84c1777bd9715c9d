package jp.enishi.matching.index;

import static jp.enishi.matching.Samples.TIME;
import static jp.enishi.matching.Samples.TODAY;
import static jp.enishi.matching.Samples.talent;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import jp.enishi.matching.Samples;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept from search to search: found again while it holds, and bounded. */
class KeptTest {
    private static final int EACH = 10;

    @TempDir
    Path root;

    private MatchIndex index;

    @BeforeEach
    void open() throws Exception {
        index = MatchIndex.open(root, Samples.VOCABULARY, Samples.WEIGHTS, new MatchAnalyzer(Samples.VOCABULARY));
    }

    @AfterEach
    void close() throws Exception {
        index.close();
    }

    private void segment(int talents) throws Exception {
        for (int i = 0; i < talents; i++) {
            index.applyTalent(talent(), 1, TIME);
        }
        index.refresh();
    }

    @Test
    void aVersionIsGradedOnceUntilTwiceAsManyAsWereFoundLastAreKept() throws Exception {
        segment(3 * EACH);
        index.search(searcher -> {
            List<Candidate> all = new ArrayList<>();
            for (int doc = 0; doc < 3 * EACH; doc++) {
                all.add(new Candidate(index, searcher, doc));
            }
            List<Candidate> first = all.subList(0, EACH);
            List<Candidate> second = all.subList(EACH, 2 * EACH);
            List<Candidate> third = all.subList(2 * EACH, 3 * EACH);
            Grades grades = new Grades();
            assertThat(graded(grades, first, TODAY, true)).isEqualTo(EACH);
            assertThat(graded(grades, first, TODAY, true)).isZero();
            assertThat(graded(grades, second, TODAY, true)).isEqualTo(EACH);
            assertThat(graded(grades, first, TODAY, true)).isZero();
            assertThat(graded(grades, third, TODAY, true)).as("more than twice").isEqualTo(EACH);
            assertThat(graded(grades, third, TODAY, true)).isZero();
            assertThat(graded(grades, first, TODAY, true)).as("forgotten").isEqualTo(EACH);
            return null;
        });
    }

    @Test
    void aGradeIsOfItsDayOfAWholeSearchAndOfSomebodyWhoIsNotForgotten() throws Exception {
        segment(EACH);
        index.search(searcher -> {
            List<Candidate> found = new ArrayList<>();
            for (int doc = 0; doc < EACH; doc++) {
                found.add(new Candidate(index, searcher, doc));
            }
            Grades grades = new Grades();
            assertThat(graded(grades, found, TODAY, false)).isEqualTo(EACH);
            assertThat(graded(grades, found, TODAY, true))
                    .as("a part was not kept")
                    .isEqualTo(EACH);
            assertThat(graded(grades, found.subList(0, 2), TODAY, false)).isZero();
            grades.forget(found.getFirst().talentId());
            assertThat(graded(grades, found, TODAY, true)).isEqualTo(1);
            assertThat(graded(grades, found, TODAY.plusDays(1), true)).isEqualTo(EACH);
            return null;
        });
    }

    /** How many of them had to be graded. */
    private static int graded(Grades grades, List<Candidate> candidates, LocalDate day, boolean keep) {
        AtomicInteger made = new AtomicInteger();
        List<Graded> graded = grades.of(candidates, day, keep, profile -> {
            made.incrementAndGet();
            return 0.5;
        });
        assertThat(graded).extracting(Graded::candidate).isEqualTo(candidates);
        return made.get();
    }

    @Test
    void whatWasFoundInASegmentIsForgottenWhenItIsGoneAndOthersHaveCome() throws Exception {
        BySegment<String> found = new BySegment<>();
        try (Directory directory = new ByteBuffersDirectory();
                IndexWriter writer =
                        new IndexWriter(directory, new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE))) {
            for (int i = 0; i < 3; i++) {
                writer.addDocument(new Document());
                writer.commit();
            }
            try (DirectoryReader before = DirectoryReader.open(writer)) {
                List<LeafReaderContext> old = look(found, before, "old");
                assertThat(old).hasSize(3);
                look(found, before, "again");
                assertThat(old)
                        .allSatisfy(leaf -> assertThat(found.get(leaf.reader())).isEqualTo("old"));
                writer.getConfig().setMergePolicy(new TieredMergePolicy());
                writer.forceMerge(1);
                try (DirectoryReader after = DirectoryReader.open(writer)) {
                    List<LeafReaderContext> merged = look(found, after, "new");
                    assertThat(merged).hasSize(1);
                    assertThat(found.get(merged.getFirst().reader())).isEqualTo("new");
                    assertThat(old)
                            .allSatisfy(
                                    leaf -> assertThat(found.get(leaf.reader())).isNull());
                }
            }
        }
    }

    /** As a search does: what is not known of a segment is found and kept. */
    private static List<LeafReaderContext> look(BySegment<String> found, DirectoryReader view, String value) {
        List<LeafReaderContext> leaves = view.leaves();
        for (LeafReaderContext leaf : leaves) {
            if (found.get(leaf.reader()) == null) {
                found.put(leaf.reader(), value);
            }
        }
        found.tidy(leaves);
        return leaves;
    }
}
