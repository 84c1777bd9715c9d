package jp.enishi.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jp.enishi.matching.index.CaseState;
import jp.enishi.matching.index.MatchAnalyzer;
import jp.enishi.matching.score.Requirement;
import jp.enishi.matching.score.SkillNeed;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * The same talents in PostgreSQL as one would do it well: arrays with GIN for skills, plain indexes for the rest, and text
 * split by our analyzer for ts_rank, which it couldn't do for Japanese by itself. It scores by fewer features than ours, which
 * favours it.
 */
final class PostgresTalents implements AutoCloseable {
    private static final String SEARCH = """
            select id from talent
            where skills @> ? and minimum <= ? and free_from <= ? and utilisation_minimum <= ? and utilisation_maximum >= ?
              and (? or places && array['ON_SITE'])
            order by 3 * (select count(*) from unnest(skills) s where s = any(?))
                + (case when role = ? then 4 else 0 end) + ts_rank(words, ?::tsquery) desc, id
            limit 200""";
    private static final int BATCH = 1_000;

    private final EmbeddedPostgres server;
    private final Connection connection;
    private final PreparedStatement search;
    private final MatchAnalyzer analyzer;

    PostgresTalents(Crowd crowd, int talents, MatchAnalyzer analyzer) throws IOException, SQLException {
        this.analyzer = analyzer;
        server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("jit", "off")
                .start();
        connection = DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table talent (id int primary key, role text, skills text[], minimum bigint,"
                    + " free_from date, utilisation_minimum int, utilisation_maximum int, places text[],"
                    + " words tsvector)");
        }
        load(crowd, talents);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create index on talent using gin (skills)");
            statement.execute("create index on talent (minimum)");
            statement.execute("vacuum analyze talent");
        }
        search = connection.prepareStatement(SEARCH);
    }

    private void load(Crowd crowd, int talents) throws SQLException, IOException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into talent values (?, ?, ?, ?, ?, ?, ?, ?, array_to_tsvector(?))")) {
            for (int i = 0; i < talents; i++) {
                ObjectNode talent = crowd.talent(i, 0);
                JsonNode sheet = talent.path("sheet");
                List<String> skills = new ArrayList<>();
                sheet.path("skills")
                        .forEach(skill -> skills.add(skill.path("skill").asText()));
                StringBuilder text = new StringBuilder(sheet.path("summary").asText());
                sheet.path("engagements")
                        .forEach(engagement ->
                                text.append(engagement.path("tasks").asText()));
                List<String> places = new ArrayList<>();
                talent.path("wishes").path("workplaces").forEach(place -> places.add(place.asText()));
                JsonNode availability = talent.path("availability");
                insert.setInt(1, i);
                insert.setString(2, sheet.path("roles").path(0).path("role").asText());
                insert.setArray(3, array(skills));
                insert.setLong(
                        4,
                        talent.path("wishes")
                                .path("rate")
                                .path("minimum")
                                .path("amount")
                                .asLong());
                insert.setObject(5, LocalDate.parse(availability.path("from").asText()));
                insert.setInt(
                        6, availability.path("utilisation").path("minimum").asInt());
                insert.setInt(
                        7, availability.path("utilisation").path("maximum").asInt());
                insert.setArray(8, array(places));
                insert.setArray(9, array(List.copyOf(terms(text.toString()))));
                insert.addBatch();
                if (i % BATCH == BATCH - 1) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private Array array(List<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }

    private Set<String> terms(String text) throws IOException {
        Set<String> terms = new LinkedHashSet<>();
        try (TokenStream stream = analyzer.tokenStream("ja", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        }
        return terms;
    }

    int search(CaseState state) throws SQLException, IOException {
        Requirement position = state.positions().getFirst();
        List<String> must = position.must().stream().map(SkillNeed::skill).toList();
        List<String> all = new ArrayList<>(must);
        position.nice().forEach(need -> all.add(need.skill()));
        Long upper = position.budgetUpper();
        LocalDate start = position.start();
        int utilisation = position.utilisation() == null ? 100 : position.utilisation();
        List<String> quoted = terms(state.text()).stream()
                .map(term -> "'" + term.replace("'", "''").replace("\\", "\\\\") + "'")
                .toList();
        search.setArray(1, array(must));
        search.setLong(2, upper == null ? Long.MAX_VALUE : upper + upper / 10);
        search.setObject(3, start == null ? LocalDate.of(9999, 1, 1) : start.plusDays(30));
        search.setInt(4, utilisation);
        search.setInt(5, utilisation);
        search.setBoolean(
                6, position.workplace() == null || position.workplace().onSiteDays() < 5);
        search.setArray(7, array(all));
        search.setString(8, position.role());
        search.setString(9, String.join(" | ", quoted));
        int found = 0;
        try (ResultSet rows = search.executeQuery()) {
            while (rows.next()) {
                found++;
            }
        }
        return found;
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
