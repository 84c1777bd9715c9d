package jp.enishi.talents.taxonomy.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.StaleVersion;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import jp.enishi.platform.messaging.Outbox;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Role;
import jp.enishi.talents.taxonomy.domain.Change;
import jp.enishi.talents.taxonomy.domain.Edit;
import jp.enishi.talents.taxonomy.domain.OwnWords;
import jp.enishi.talents.taxonomy.messaging.TaxonomyEvents;
import jp.enishi.talents.taxonomy.persistence.TaxonomyEdits;

/** One of our own words is added or retired; everybody who reads the taxonomy is told all of them. */
@ApplicationScoped
public class EditTaxonomy {
    private final TaxonomyEdits edits;
    private final Outbox outbox;
    private final Audit audit;
    private final Caller caller;
    private final Clock clock;

    EditTaxonomy(TaxonomyEdits edits, Outbox outbox, Audit audit, Caller caller, Clock clock) {
        this.edits = edits;
        this.outbox = outbox;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /** Part of the running transaction. */
    public Uni<OwnWords> edit(long revision, Change change, String concept, String word, String reason) {
        caller.require("taxonomy.edit", Resource.none("taxonomy"));
        UUID by = Objects.requireNonNull(caller.subject().userId());
        var edit = new Edit(
                change,
                concept,
                word.strip(),
                reason.strip(),
                by,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return edits.read()
                .map(known -> {
                    StaleVersion.check(revision, known.revision());
                    return known.after(edit);
                })
                .call(after -> edits.add(after.revision(), edit))
                .call(after -> outbox.append(TaxonomyEvents.revised(after)))
                .call(after -> audit.record(new AuditEntry(
                        by,
                        Role.ADMIN.name(),
                        "taxonomy.edit",
                        "taxonomy",
                        TaxonomyEvents.TAXONOMY,
                        after.revision(),
                        change + " " + concept)));
    }
}
