package jp.enishi.notifications.news;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.enishi.notifications.news.News.Audience;
import jp.enishi.platform.operations.Trace;
import org.jspecify.annotations.Nullable;

/** Takes news down inside the running transaction; they are told after its commit. */
@ApplicationScoped
class NewsDesk {

    Uni<Void> take(List<News> news) {
        return Multi.createFrom()
                .iterable(news)
                .onItem()
                .transformToUniAndConcatenate(this::take)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Integer> take(News news) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into news (kind, event, subject_id, edition, case_id, case_version, audience, audience_id, details,
                                    mailed, trace_id, span_id)
                                values (:kind, :event, :subject, :edition, cast(nullif(:case, '') as uuid), cast(nullif(:caseVersion, '') as bigint), :audience,
                                    cast(nullif(:to, '') as uuid), cast(cast(:details as text) as jsonb), :mailed, nullif(:trace, ''),
                                    nullif(:span, ''))""")
                        .setParameter("kind", news.occasion().kind().name())
                        .setParameter("event", news.occasion().event())
                        .setParameter("subject", news.subject())
                        .setParameter("edition", news.edition())
                        .setParameter("case", text(news.caseId()))
                        .setParameter("caseVersion", text(news.caseVersion()))
                        .setParameter("audience", news.audience().name())
                        .setParameter("to", text(news.audience() == Audience.COORDINATORS ? null : news.audienceId()))
                        .setParameter("details", details(news.details()))
                        .setParameter("trace", text(Trace.current()))
                        .setParameter("span", text(Trace.span()))
                        .setParameter("mailed", news.occasion().mailed())
                        .executeUpdate());
    }

    private static String details(Map<String, Object> details) {
        return new JsonObject(new LinkedHashMap<>(details)).encode();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
