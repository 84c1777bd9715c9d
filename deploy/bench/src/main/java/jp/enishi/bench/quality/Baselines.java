package jp.enishi.bench.quality;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/** What everybody could have without us: chance, PostgreSQL's text search and trigrams, and plain BM25. */
final class Baselines {
    private static final long SEED = 42;
    private static final int MOST_CLAUSES = 8192;

    private Baselines() {}

    static double[][] random(int queries, int documents) {
        Random random = new Random(SEED);
        double[][] scores = new double[queries][documents];
        for (double[] row : scores) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextDouble();
            }
        }
        return scores;
    }

    /** Lucene's BM25 as it comes, every term of the query optional. */
    static double[][] bm25(List<String> queries, List<String> documents, Analyzer analyzer) throws IOException {
        IndexSearcher.setMaxClauseCount(MOST_CLAUSES);
        double[][] scores = new double[queries.size()][documents.size()];
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
                for (String text : documents) {
                    Document document = new Document();
                    document.add(new TextField("text", text, Field.Store.NO));
                    writer.addDocument(document);
                }
                writer.forceMerge(1);
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                for (int q = 0; q < queries.size(); q++) {
                    BooleanQuery.Builder any = new BooleanQuery.Builder();
                    for (String term : terms(analyzer, queries.get(q))) {
                        any.add(new TermQuery(new Term("text", term)), Occur.SHOULD);
                    }
                    for (ScoreDoc hit : searcher.search(any.build(), documents.size()).scoreDocs) {
                        scores[q][hit.doc] = hit.score;
                    }
                }
            }
        }
        return scores;
    }

    private static Set<String> terms(Analyzer analyzer, String text) throws IOException {
        Set<String> terms = new HashSet<>();
        try (TokenStream stream = analyzer.tokenStream("text", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        }
        return terms;
    }

    /** PostgreSQL over the same texts. Close it. */
    static final class Postgres implements AutoCloseable {
        private final EmbeddedPostgres server;
        private final Connection connection;
        private final int documents;

        Postgres(List<String> texts, String configuration) throws IOException, SQLException {
            server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
            try {
                connection = DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
                documents = texts.size();
                try (Statement statement = connection.createStatement()) {
                    statement.execute("create extension if not exists pg_trgm");
                    statement.execute("create table document (id int primary key, text text, words tsvector)");
                }
                try (PreparedStatement insert = connection.prepareStatement(
                        "insert into document values (?, ?, to_tsvector('" + configuration + "', ?))")) {
                    for (int i = 0; i < texts.size(); i++) {
                        insert.setInt(1, i);
                        insert.setString(2, texts.get(i));
                        insert.setString(3, texts.get(i));
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
                try (Statement statement = connection.createStatement()) {
                    statement.execute("create index on document using gin (words)");
                    statement.execute("analyze document");
                }
            } catch (SQLException failed) {
                server.close();
                throw failed;
            }
        }

        /** ts_rank (norm 1: divided by the logarithm of the length) with every word of the query optional. */
        double[][] tsRank(List<String> queries, String configuration) throws SQLException {
            return scores(
                    queries,
                    "with q as (select replace(plainto_tsquery('" + configuration + "', ?)::text, '&', '|')::tsquery t)"
                            + " select id, ts_rank(words, t, 1) from document, q where words @@ t");
        }

        double[][] trigrams(List<String> queries) throws SQLException {
            return scores(queries, "select id, similarity(text, ?) from document");
        }

        private double[][] scores(List<String> queries, String sql) throws SQLException {
            List<double[]> all = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                for (String query : queries) {
                    double[] row = new double[documents];
                    select.setString(1, query);
                    try (ResultSet found = select.executeQuery()) {
                        while (found.next()) {
                            row[found.getInt(1)] = found.getDouble(2);
                        }
                    }
                    all.add(row);
                }
            }
            return all.toArray(double[][]::new);
        }

        @Override
        public void close() throws IOException {
            try {
                connection.close();
            } catch (SQLException closed) {
                throw new IOException(closed);
            } finally {
                server.close();
            }
        }
    }
}
