package jp.enishi.system;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jp.enishi.local.TopicChecks;

/**
 * Compares what the services made of the events with the services that the events came from. An empty list of
 * findings means: each event was applied by each of its consumers, once and in order, and what was made of it is right.
 */
final class ReadModels implements AutoCloseable {
    /** Who reads what: a consumer by the name in its inbox, and the database and topic that it learns from. */
    private record Consumer(String database, String name, String source, String topic) {}

    /** Each topic and the database of the service that writes it. */
    static final Map<String, String> TOPICS = Map.ofEntries(
            Map.entry("talents.talent", "talents"),
            Map.entry("talents.consent", "talents"),
            Map.entry("talents.taxonomy", "talents"),
            Map.entry("cases.company", "cases"),
            Map.entry("cases.inquiry", "cases"),
            Map.entry("cases.case", "cases"),
            Map.entry("cases.candidacy", "cases"),
            Map.entry("cases.proposal", "cases"),
            Map.entry("cases.view", "cases"),
            Map.entry("matching.match", "matching"),
            Map.entry("matching.alert", "matching"),
            Map.entry("matching.view", "matching"),
            Map.entry("meetings.meeting", "meetings"),
            Map.entry("contracts.offer", "contracts"),
            Map.entry("contracts.order", "contracts"),
            Map.entry("contracts.engagement", "contracts"));

    private static final List<Consumer> CONSUMERS = List.of(
            reads("matching", "matching-talents", "talents.talent"),
            reads("matching", "matching-cases", "cases.case"),
            reads("matching", "matching-taxonomy", "talents.taxonomy"),
            reads("matching", "matching-candidacies", "cases.candidacy"),
            reads("matching", "matching-views", "cases.view"),
            reads("matching", "matching-meetings", "meetings.meeting"),
            reads("matching", "matching-offers", "contracts.offer"),
            reads("matching", "matching-orders", "contracts.order"),
            reads("talents", "talents.candidacy", "cases.candidacy"),
            reads("talents", "talents.view", "cases.view"),
            reads("talents", "talents.ranking", "matching.view"),
            reads("talents", "talents.offer", "contracts.offer"),
            reads("talents", "talents.order", "contracts.order"),
            reads("talents", "talents.engagement", "contracts.engagement"),
            reads("cases", "cases.talent", "talents.talent"),
            reads("cases", "cases.consent", "talents.consent"),
            reads("cases", "cases.meeting", "meetings.meeting"),
            reads("cases", "cases.offer", "contracts.offer"),
            reads("cases", "cases.order", "contracts.order"),
            reads("cases", "cases.engagement", "contracts.engagement"),
            reads("meetings", "meetings.candidacy", "cases.candidacy"),
            reads("meetings", "meetings.case", "cases.case"),
            reads("contracts", "contracts-candidacies", "cases.candidacy"),
            reads("contracts", "contracts-cases", "cases.case"),
            reads("notifications", "notifications.talent", "talents.talent"),
            reads("notifications", "notifications.case", "cases.case"),
            reads("notifications", "notifications.match", "matching.match"),
            reads("notifications", "notifications.candidacy", "cases.candidacy"),
            reads("notifications", "notifications.proposal", "cases.proposal"),
            reads("notifications", "notifications.view", "cases.view"),
            reads("notifications", "notifications.alert", "matching.alert"),
            reads("notifications", "notifications.inquiry", "cases.inquiry"),
            reads("notifications", "notifications.meeting", "meetings.meeting"),
            reads("notifications", "notifications.offer", "contracts.offer"),
            reads("notifications", "notifications.order", "contracts.order"),
            reads("notifications", "notifications.engagement", "contracts.engagement"));

    /** The topics whose events a service applies. */
    static List<String> topicsOf(String database) {
        return CONSUMERS.stream()
                .filter(consumer -> consumer.database().equals(database))
                .map(Consumer::topic)
                .distinct()
                .toList();
    }

    /** The names of the consumers that a service has. */
    static List<String> consumersOf(String database) {
        return CONSUMERS.stream()
                .filter(consumer -> consumer.database().equals(database))
                .map(Consumer::name)
                .toList();
    }

    private static Consumer reads(String database, String name, String topic) {
        return new Consumer(database, name, TOPICS.get(topic), topic);
    }

    private static final List<String> DATABASES =
            List.of("talents", "cases", "matching", "meetings", "contracts", "notifications");

    /**
     * Each table but those that the clock writes: how long a relay holds a shard, and under which epoch; and the rate guidance,
     * which is counted again at set times.
     */
    private static final String TABLES = """
        select tablename from pg_tables where schemaname = 'public'
          and tablename not in ('relay_lease', 'rate_guidance', 'rate_group') order by tablename\
        """;

    private final Map<String, Connection> databases = new HashMap<>();

    ReadModels(WholeSystem system) throws SQLException {
        for (String name : DATABASES) {
            databases.put(name, system.database(name));
        }
    }

    Connection database(String name) {
        return databases.get(name);
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : databases.values()) {
            connection.close();
        }
    }

    /** How many events, notifications and mails are still on their way. */
    long underWay() throws SQLException {
        long left = 0;
        for (String topic : TOPICS.keySet()) {
            left += number(
                    TOPICS.get(topic), "select count(*) from outbox where sent_at is null and topic = '" + topic + "'");
        }
        for (Consumer consumer : CONSUMERS) {
            left += Math.abs(
                    number(consumer.source(), "select count(*) from outbox where topic = '" + consumer.topic() + "'")
                            - number(
                                    consumer.database(),
                                    "select count(*) from inbox where consumer = '" + consumer.name() + "'"));
        }
        left += number("notifications", """
            select count(*) from proposed_match m join talent t using (talent_id)
            where m.state = 'PENDING' and t.user_id is not null\
            """);
        left += number("notifications", "select count(*) from recall where not done");
        left += number("notifications", "select count(*) from news where not told");
        // What begins or falls due today does so within a minute of the start.
        left += number("contracts", """
            select count(*) from engagement e where e.state <> 'ENDED' and (
                e.state = 'PLANNED' and e.start_on <= today_in_japan()
                or e.state in ('ACTIVE', 'ENDING') and e.end_on < today_in_japan()
                or exists (select from engagement_due d where d.engagement_id = e.engagement_id
                    and not d.told and d.due_on <= today_in_japan()))
            """);
        for (String database : List.of("cases", "meetings", "contracts", "notifications")) {
            left += number(
                    database,
                    "select count(*) from mail where state in ('NEW', 'SENDING') and next_at < now() + interval '10"
                            + " seconds'");
        }
        return left;
    }

    /** What is wrong with how events were read: each once, in order, by each of its consumers, and by none that isn't known. */
    List<String> consumerFindings() throws SQLException {
        List<String> findings = new ArrayList<>();
        for (String database : databases.keySet()) {
            rows(database, "select distinct consumer, 1 from inbox").keySet().stream()
                    .filter(name -> CONSUMERS.stream()
                            .noneMatch(known -> known.database().equals(database)
                                    && known.name().equals(name)))
                    .forEach(name -> findings.add(name + " reads events in " + database + " unchecked"));
        }
        for (Consumer consumer : CONSUMERS) {
            String name = consumer.name();
            compare(
                    findings,
                    name + ": events and inbox",
                    rows(consumer.source(), "select id, 1 from outbox where topic = '" + consumer.topic() + "'"),
                    rows(consumer.database(), "select event_id, 1 from inbox where consumer = '" + name + "'"));
            compare(
                    findings,
                    name + ": newest and applied versions",
                    rows(
                            consumer.source(),
                            "select aggregate_id, max(version) from outbox where topic = '" + consumer.topic()
                                    + "' group by 1"),
                    rows(
                            consumer.database(),
                            "select aggregate_id, version || coalesce(parked, '') from applied_version where consumer"
                                    + " = '"
                                    + name + "'"));
            order(findings, consumer);
        }
        return findings;
    }

    List<String> findings() throws SQLException {
        List<String> findings = consumerFindings();
        for (String database : DATABASES) {
            long parked = number(database, "select count(*) from parked_event");
            if (parked > 0) {
                findings.add(database + " parked " + parked + " events");
            }
        }
        compare(
                findings,
                "talents as notifications knows them",
                rows(
                        "talents",
                        "select id, coalesce(user_id::text, '-') || (document #>> '{profile,language}') from talent"),
                rows("notifications", "select talent_id, coalesce(user_id::text, '-') || language from talent"));
        compare(findings, "cases as notifications knows them", rows("cases", """
            select c.case_id, c.version || c.status || coalesce(c.closing_reason, '') || coalesce((document::jsonb - 'publishedAt')::text, '')
            from client_case c left join listing l on l.case_id = c.case_id and closed_at is null\
            """), rows("notifications", """
                select case_id, version || status || coalesce(closing_reason, '')
                    || case status when 'PUBLISHED' then (listing - 'publishedAt')::text else '' end from client_case\
                """));
        compare(
                findings,
                "proposals and their events",
                rows("matching", "select match_id, case_id || ' ' || talent_id || ' ' || kind from match_proposal"),
                rows(
                        "matching",
                        "select aggregate_id, (payload ->> 'caseId') || ' ' || (payload ->> 'talentId') || ' ' ||"
                                + " (payload ->> 'kind') from outbox"));
        compare(
                findings,
                "proposals as notifications knows them",
                rows(
                        "matching",
                        "select match_id, case_id || ' ' || talent_id || ' ' || kind || ' ' || position_id from"
                                + " match_proposal"),
                rows(
                        "notifications",
                        "select match_id, case_id || ' ' || talent_id || ' ' || kind || ' ' || position_id from"
                                + " proposed_match"));
        compare(
                findings,
                "proposals told and notifications of them",
                rows(
                        "notifications",
                        "select case_id || '/' || talent_id || '/' || kind, 1 from proposed_match where state ="
                                + " 'TOLD'"),
                rows(
                        "notifications",
                        "select case_id || '/' || talent_id || '/' || kind, 1 from notification where kind in"
                                + " ('NEW_CASE', 'FITTING_CASE') and data <> '{}'"));
        for (Commits commits : Commits.values()) {
            findings.addAll(commits.findings(database(commits.database())));
        }
        return findings;
    }

    /** Each event of an aggregate was applied by a transaction that began after that of the event before it. */
    private void order(List<String> findings, Consumer consumer) throws SQLException {
        Map<String, String> applied = rows(
                consumer.database(),
                "select event_id, to_char(received_at, 'YYYY-MM-DD\"T\"HH24:MI:SS.US') from inbox where consumer = '"
                        + consumer.name() + "'");
        Map<String, String> last = new HashMap<>();
        int turned = 0;
        try (Statement statement = database(consumer.source()).createStatement();
                ResultSet events = statement.executeQuery("select id, aggregate_id from outbox where topic = '"
                        + consumer.topic() + "' order by aggregate_id, version")) {
            while (events.next()) {
                String at = applied.get(events.getString(1));
                if (at != null) {
                    String before = last.put(events.getString(2), at);
                    turned += before != null && before.compareTo(at) >= 0 ? 1 : 0;
                }
            }
        }
        if (turned > 0) {
            findings.add(consumer.name() + " applied " + turned + " events before an earlier one of their aggregate");
        }
    }

    /**
     * What is wrong with the mails, by the Message-IDs that arrived. A mail may have arrived more often than once only when its
     * sender died with it in hand: then it was claimed again, and no sender has more than four in hand.
     */
    List<String> mailFindings(List<String> arrived, int deaths) throws SQLException {
        List<String> findings = new ArrayList<>();
        Map<String, Long> times = arrived.stream().collect(Collectors.groupingBy(id -> id, Collectors.counting()));
        Map<String, String> sent =
                rows("notifications", "select notification_id, attempts from mail where state = 'SENT'");
        for (String service : List.of("cases", "meetings", "contracts")) {
            sent.putAll(rows(service, "select mail_id, attempts from mail where state = 'SENT'"));
        }
        Set<String> lost = new TreeSet<>(sent.keySet());
        lost.removeAll(times.keySet());
        if (!lost.isEmpty()) {
            findings.add(lost.size() + " mails marked as sent never arrived");
        }
        Set<String> unknown = new TreeSet<>(times.keySet());
        unknown.removeAll(sent.keySet());
        if (!unknown.isEmpty()) {
            findings.add(unknown.size() + " mails arrived that are not marked as sent");
        }
        long again = times.entrySet().stream()
                .filter(mail -> mail.getValue() > Long.parseLong(sent.getOrDefault(mail.getKey(), "1")))
                .count();
        if (again > 0) {
            findings.add(again + " mails arrived more often than they were claimed");
        }
        long more = arrived.size() - times.size();
        if (more > 4L * deaths) {
            findings.add(more + " mails arrived again though their sender died only " + deaths + " times");
        }
        return findings;
    }

    /** What each topic holds against what its service wrote. */
    List<String> topicFindings(String bootstrap) throws SQLException {
        List<String> findings = new ArrayList<>();
        for (String topic : TOPICS.keySet()) {
            TopicChecks.published(bootstrap, topic, database(TOPICS.get(topic)), findings, false);
            if (!TopicChecks.read(bootstrap, topic + ".dead").isEmpty()) {
                findings.add(topic + " has dead letters");
            }
        }
        return findings;
    }

    /** A fingerprint of each table, of every row and column. */
    Map<String, String> fingerprints() throws SQLException {
        Map<String, String> fingerprints = new TreeMap<>();
        for (String name : DATABASES) {
            for (String table : column(name, TABLES)) {
                fingerprints.put(
                        name + "." + table, column(name, """
                            select count(*) || ' rows ' || coalesce(md5(string_agg(line, chr(10) order by line)), '')
                            from (select %1$s::text as line from %1$s) lines\
                            """.formatted(table)).getFirst());
            }
        }
        return fingerprints;
    }

    static void compare(List<String> findings, String what, Map<String, String> source, Map<String, String> copy) {
        Set<String> all = new TreeSet<>(source.keySet());
        all.addAll(copy.keySet());
        List<String> different = all.stream()
                .filter(id -> !source.getOrDefault(id, "nothing").equals(copy.getOrDefault(id, "nothing")))
                .toList();
        if (!different.isEmpty()) {
            String first = different.getFirst();
            findings.add("%s differ in %d of %d, first %s: %s / %s"
                    .formatted(what, different.size(), all.size(), first, source.get(first), copy.get(first)));
        }
    }

    long number(String database, String query) throws SQLException {
        return TopicChecks.one(database(database), query);
    }

    private List<String> column(String database, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = database(database).createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    Map<String, String> rows(String database, String query) throws SQLException {
        Map<String, String> found = new HashMap<>();
        try (Statement statement = database(database).createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                if (found.put(rows.getString(1), rows.getString(2)) != null) {
                    found.put(rows.getString(1), "more than once");
                }
            }
        }
        return found;
    }
}
