package jp.enishi.talents.taxonomy.application;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import jp.enishi.platform.http.ReadAtStart;
import jp.enishi.platform.taxonomy.Taxonomy;
import jp.enishi.talents.taxonomy.domain.OwnWords;
import jp.enishi.talents.taxonomy.persistence.TaxonomyEdits;

/** The words of the trade as every replica knows them: what is shipped, and what was added to it some seconds ago at the latest. */
@ApplicationScoped
public class CurrentTaxonomy {
    private final TaxonomyEdits edits;
    private final ReadAtStart start;
    private volatile OwnWords words = OwnWords.of(Taxonomy.load(), List.of());

    CurrentTaxonomy(TaxonomyEdits edits, ReadAtStart start) {
        this.edits = edits;
        this.start = start;
    }

    public OwnWords words() {
        return words;
    }

    public Taxonomy get() {
        return words.taxonomy();
    }

    void load(@Observes StartupEvent event) {
        start.read(refresh());
    }

    @Scheduled(identity = "refresh-taxonomy", every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> refresh() {
        return edits.read().invoke(this::keep).replaceWithVoid();
    }

    /** What hasn't changed stays the same object, by which others see whether it has. */
    private synchronized void keep(OwnWords read) {
        if (read.revision() > words.revision()) {
            words = read;
        }
    }
}
