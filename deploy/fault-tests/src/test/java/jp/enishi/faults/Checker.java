package jp.enishi.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jp.enishi.local.Await;
import jp.enishi.local.TopicChecks;

/**
 * Compares what clients were told, what the database holds, what the topic holds and what consuming did. An empty list of
 * findings means: nothing lost, nothing doubled, per-aggregate order kept.
 */
final class Checker {
    private Checker() {}

    /** Waits until the trial has come to rest (at most {@code patience}), then looks. */
    static List<String> findings(Probe probe, Duration patience, boolean nothingDied) throws SQLException {
        try (Connection connection = probe.connect(probe.name)) {
            Await.happened(
                    patience,
                    () -> TopicChecks.one(connection, "select count(*) from outbox where sent_at is null") == 0
                            && TopicChecks.one(connection, "select count(distinct event_id) from effect")
                                    == TopicChecks.one(connection, "select count(*) from outbox"));
            List<String> findings = new ArrayList<>();
            acknowledged(probe, connection, findings);
            gaps(connection, findings);
            TopicChecks.published(probe.system().kafkaBootstrap(), probe.topic, connection, findings, nothingDied);
            effects(connection, findings);
            return findings;
        }
    }

    private static void acknowledged(Probe probe, Connection connection, List<String> findings) throws SQLException {
        Set<String> kept = TopicChecks.texts(connection, "select key || '@' || version from entry");
        long lost = probe.acknowledged().stream()
                .filter(answer -> !kept.contains(answer.key() + "@" + answer.version()))
                .count();
        if (lost > 0) {
            findings.add(lost + " acknowledged commands are not in the database");
        }
    }

    private static void gaps(Connection connection, List<String> findings) throws SQLException {
        long gaps = TopicChecks.one(connection, """
                select count(*) from (
                  select account.id from account left join outbox on outbox.aggregate_id = account.id
                  group by account.id, account.version
                  having count(outbox.*) <> account.version or max(outbox.version) <> account.version) broken""");
        if (gaps > 0) {
            findings.add(gaps + " accounts whose events are not exactly 1..version");
        }
    }

    private static void effects(Connection connection, List<String> findings) throws SQLException {
        long missing = TopicChecks.one(
                connection,
                "select count(*) from outbox where not exists (select from effect where event_id = outbox.id)");
        if (missing > 0) {
            findings.add(missing + " events had no effect");
        }
        long doubled = TopicChecks.one(
                connection,
                "select count(*) from (select event_id from effect group by event_id having count(*) > 1) doubled");
        if (doubled > 0) {
            findings.add(doubled + " events had their effect more than once");
        }
        long turned = TopicChecks.one(connection, """
                select count(*) from (
                  select version, lag(version) over (partition by account_id order by seq) as earlier from effect) step
                where earlier > version""");
        if (turned > 0) {
            findings.add(turned + " effects came behind a later one of their aggregate");
        }
        long dead = TopicChecks.one(connection, "select count(*) from parked_event where state = 'PARKED'");
        if (dead > 0) {
            findings.add(dead + " events are parked");
        }
    }

    /** A fingerprint of every row that consuming writes. */
    static String fingerprint(Connection connection) throws SQLException {
        return TopicChecks.texts(connection, """
                select 'effect ' || effect::text from effect
                union all select 'inbox ' || inbox::text from inbox
                union all select 'applied ' || applied_version::text from applied_version
                union all select 'parked ' || id || state from parked_event""").stream().sorted().collect(Collectors.joining("\n"));
    }
}
