package jp.enishi.talents.taxonomy.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.stream.StreamSupport;
import jp.enishi.platform.taxonomy.Taxonomy;
import jp.enishi.talents.taxonomy.domain.Change;
import jp.enishi.talents.taxonomy.domain.Edit;
import jp.enishi.talents.taxonomy.domain.OwnWords;

/** The edits of the taxonomy; the table takes each revision once and changes none. */
@ApplicationScoped
public class TaxonomyEdits {
    private static final String ALL =
            "select change, concept, word, reason, edited_by, edited_at from taxonomy_edit order by revision";

    private final Pool pool;

    TaxonomyEdits(Pool pool) {
        this.pool = pool;
    }

    public Uni<OwnWords> read() {
        return pool.query(ALL)
                .execute()
                .map(rows -> OwnWords.of(
                        Taxonomy.load(),
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(TaxonomyEdits::edit)
                                .toList()));
    }

    /** Part of the running transaction; of two that race for a revision one is refused. */
    public Uni<Void> add(long revision, Edit edit) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "insert into taxonomy_edit (revision, change, concept, word, reason, edited_by, edited_at)"
                                        + " values (:revision, :change, :concept, :word, :reason, :by, :at)")
                        .setParameter("revision", revision)
                        .setParameter("change", edit.change().name())
                        .setParameter("concept", edit.concept())
                        .setParameter("word", edit.word())
                        .setParameter("reason", edit.reason())
                        .setParameter("by", edit.by())
                        .setParameter("at", edit.at().atOffset(ZoneOffset.UTC))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Edit edit(Row row) {
        return new Edit(
                Change.valueOf(row.getString("change")),
                row.getString("concept"),
                row.getString("word"),
                row.getString("reason"),
                row.getUUID("edited_by"),
                row.getOffsetDateTime("edited_at").toInstant());
    }
}
