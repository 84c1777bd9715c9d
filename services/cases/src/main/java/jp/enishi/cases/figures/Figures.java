package jp.enishi.cases.figures;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import jp.enishi.cases.clientcase.domain.CaseStatus;
import jp.enishi.cases.inquiry.domain.InquiryState;

/**
 * How the business goes, counted in the database now and then, so that the figures survive restarts and are the same in
 * every replica. They name nobody.
 */
@ApplicationScoped
class Figures {
    private static final String COUNTED = """
            select 'inquiries ' || state as name, count(*)::float8 as value from inquiry group by state
            union all
            select 'cases ' || status, count(*) from client_case group by status
            union all
            select 'received', count(*) from inquiry where received_at > now() - interval '1 day'
            union all
            select 'overdue', count(*) from inquiry where state = 'NEW' and due_at < now()
            union all
            select 'fill rate', (count(*) filter (where closing_reason = 'FILLED'))::float8 / nullif(count(*), 0)
            from client_case where status = 'CLOSED' and updated_at > now() - interval '90 days'
            union all
            select 'first proposal ' || share, percentile_cont(share) within group (order by waited)
            from (values (0.5), (0.9)) quantile (share)
            left join (
                select extract(epoch from p.first_sent - l.first_published)::float8 as waited
                from (select case_id, min(sent_at) as first_sent from proposal group by case_id) p
                join (select case_id, min(published_at) as first_published from listing group by case_id) l using (case_id)
                where p.first_sent >= l.first_published and p.first_sent > now() - interval '30 days') known on true
            group by share""";

    private final Pool pool;
    private final MeterRegistry registry;
    private volatile Map<String, Double> counted = Map.of();

    Figures(Pool pool, MeterRegistry registry) {
        this.pool = pool;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        Arrays.stream(InquiryState.values())
                .forEach(state -> Gauge.builder("enishi_inquiries", () -> number("inquiries " + state))
                        .tag("state", state.name())
                        .register(registry));
        Arrays.stream(CaseStatus.values())
                .forEach(status -> Gauge.builder("enishi_cases", () -> number("cases " + status))
                        .tag("status", status.name())
                        .register(registry));
        Gauge.builder("enishi_inquiries_received_last_day", () -> number("received"))
                .register(registry);
        Gauge.builder("enishi_inquiries_overdue", () -> number("overdue")).register(registry);
        Gauge.builder("enishi_fill_rate", () -> measure("fill rate")).register(registry);
        for (String share : new String[] {"0.5", "0.9"}) {
            Gauge.builder("enishi_first_proposal_seconds", () -> measure("first proposal " + share))
                    .tag("share", share)
                    .register(registry);
        }
    }

    /** Of nothing there are none. */
    private double number(String name) {
        return counted.getOrDefault(name, 0.0);
    }

    /** A rate or a time of nothing is not a number. */
    private double measure(String name) {
        return counted.getOrDefault(name, Double.NaN);
    }

    @Scheduled(identity = "figures", every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> count() {
        return pool.query(COUNTED)
                .execute()
                .invoke(rows -> {
                    Map<String, Double> now = new HashMap<>();
                    rows.forEach(row -> {
                        if (row.getDouble("value") != null) {
                            now.put(row.getString("name"), row.getDouble("value"));
                        }
                    });
                    counted = Map.copyOf(now);
                })
                .replaceWithVoid();
    }
}
