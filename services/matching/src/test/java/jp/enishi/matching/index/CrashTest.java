package jp.enishi.matching.index;

import static jp.enishi.matching.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import jp.enishi.matching.Samples;
import jp.enishi.matching.score.Weights;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.TestParts;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that feeds an index dies as by a power cut, at every step at which something is half done, one after the other
 * over the same folder. What goes on from there is, document by document, what a fresh index is made of the topics.
 */
class CrashTest {
    private static final MatchAnalyzer ANALYZER = new MatchAnalyzer(Samples.VOCABULARY);
    private static final int KILLED = 137;
    /** While it indexes, within a commit, after it, and before and after the new index takes the old one's place. */
    private static final List<String> DEATHS = List.of(
            "index.applied:3",
            "index.swapping",
            "index.prepared",
            "index.committed",
            "index.prepared",
            "index.applied",
            "index.swapped");

    @TempDir
    Path folder;

    @Test
    void whateverDiesTheIndexIsWhatTheTopicsSay() throws Exception {
        Events.create(IndexFeed.CASES);
        ObjectNode erased = publish();
        Path killed = Files.createDirectory(folder.resolve("killed"));
        for (String death : DEATHS) {
            ObjectNode talent = publish();
            talent.put("complete", false);
            Events.publish(IndexFeed.TALENTS, "talents.talent-revised.v1", id(talent, "talentId"), 2, talent);
            ObjectNode published = Samples.published();
            Events.publish(IndexFeed.CASES, "cases.case-published.v1", id(published, "caseId"), 1, published);
            assertThat(dies(killed, death)).as(death).isEqualTo(KILLED);
            Events.publish(IndexFeed.TALENTS, id(erased, "talentId").toString(), null, Map.of());
        }
        Path whole = Files.createDirectory(folder.resolve("whole"));
        assertThat(documents(fed(killed))).isEqualTo(documents(fed(whole)));
    }

    /** The index's folder after it has caught up and stopped in order. */
    private static Path fed(Path root) {
        IndexFeed feed = feed(root, TestParts.kafka(), "last");
        feed.start();
        IndexFeedTest.await(() -> feed.ready() && !feed.building());
        Path generation = feed.read(MatchIndex::folder);
        feed.stop();
        return generation;
    }

    /** The same feed in a process of its own. Other weights each time, so that there always is something to swap. */
    private int dies(Path root, String death) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Dying.class.getName(),
                root.toString(),
                TestParts.kafka(),
                death);
        builder.environment().put("ENISHI_FAILPOINTS", death);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as(() -> text(output))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static IndexFeed feed(Path root, String kafka, String weightsVersion) {
        Weights weights = Samples.WEIGHTS;
        Weights named =
                new Weights(weightsVersion, weights.client(), weights.talent(), weights.exponents(), weights.limits());
        return new IndexFeed(
                Samples.VOCABULARY,
                named,
                ANALYZER,
                new SimpleMeterRegistry(),
                root.toString(),
                Map.of("bootstrap.servers", kafka));
    }

    private static ObjectNode publish() {
        ObjectNode talent = Samples.talent();
        Events.publish(IndexFeed.TALENTS, "talents.talent-registered.v1", id(talent, "talentId"), 1, talent);
        return talent;
    }

    /** What each live document holds: its terms, doc values as far as they are numbers, and what is stored of it. */
    private static Map<String, TreeMap<String, String>> documents(Path generation) throws IOException {
        Map<String, TreeMap<String, String>> documents = new TreeMap<>();
        try (FSDirectory directory = FSDirectory.open(generation);
                DirectoryReader reader = DirectoryReader.open(directory)) {
            for (LeafReaderContext context : reader.leaves()) {
                LeafReader leaf = context.reader();
                Map<Integer, TreeMap<String, String>> byNumber = new TreeMap<>();
                for (int doc = 0; doc < leaf.maxDoc(); doc++) {
                    if (leaf.getLiveDocs() == null || leaf.getLiveDocs().get(doc)) {
                        TreeMap<String, String> content = new TreeMap<>();
                        leaf.storedFields().document(doc).forEach(field -> {
                            BytesRef bytes = field.binaryValue();
                            content.put(
                                    "stored " + field.name(),
                                    bytes == null ? String.valueOf(field.stringValue()) : bytes.utf8ToString());
                        });
                        byNumber.put(doc, content);
                        documents.put(leaf.storedFields().document(doc).get(Fields.ID), content);
                    }
                }
                leaf.getFieldInfos().forEach(field -> terms(leaf, field.name, byNumber));
            }
        }
        return documents;
    }

    private static void terms(LeafReader leaf, String field, Map<Integer, TreeMap<String, String>> documents) {
        try {
            Terms terms = leaf.terms(field);
            if (terms == null) {
                return;
            }
            TermsEnum each = terms.iterator();
            for (BytesRef term = each.next(); term != null; term = each.next()) {
                PostingsEnum postings = each.postings(null, PostingsEnum.FREQS);
                for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
                    TreeMap<String, String> content = documents.get(doc);
                    if (content != null) {
                        content.merge(field, term.utf8ToString() + "*" + postings.freq(), (a, b) -> a + " " + b);
                    }
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Feeds an index until the process is killed. */
    static final class Dying {
        private Dying() {}

        /** Folder, broker, version of the weights. */
        public static void main(String[] arguments) throws InterruptedException {
            IndexFeed feed =
                    feed(Path.of(arguments[0]), arguments[1], UUID.randomUUID() + arguments[2].replace(':', '-'));
            feed.start();
            Thread.sleep(TimeUnit.SECONDS.toMillis(50));
        }
    }
}
