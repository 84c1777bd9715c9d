package jp.enishi.contracts.party.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import jp.enishi.contracts.Documents;
import jp.enishi.contracts.party.domain.Declaration;
import jp.enishi.contracts.party.domain.Party;
import jp.enishi.platform.kernel.StaleVersion;
import org.hibernate.LockMode;
import org.jspecify.annotations.Nullable;

/** What parties declared; part of the running session. */
@ApplicationScoped
public class Parties {
    private final Documents documents;

    Parties(Documents documents) {
        this.documents = documents;
    }

    public Uni<@Nullable Declaration> find(UUID partyId) {
        return Panache.getSession()
                .chain(session -> session.find(PartyRow.class, partyId))
                .map(row -> row == null ? null : value(row));
    }

    /** Locks a declaration against changes until the transaction ends. */
    public Uni<@Nullable Declaration> hold(UUID partyId) {
        return Panache.getSession()
                .chain(session -> session.find(PartyRow.class, partyId, LockMode.PESSIMISTIC_READ))
                .map(row -> row == null ? null : value(row));
    }

    /** Puts the next declaration in place; version 0 is that of a party that has declared nothing yet. */
    public Uni<Declaration> put(UUID partyId, long expected, Party party, Instant now) {
        return Panache.getSession()
                .chain(session -> session.find(PartyRow.class, partyId, LockMode.PESSIMISTIC_WRITE)
                        .chain(found -> {
                            StaleVersion.check(expected, found == null ? 0 : found.version);
                            PartyRow row = found == null ? new PartyRow() : found;
                            row.partyId = partyId;
                            row.version = expected + 1;
                            row.document = documents.canonical(party);
                            row.updatedAt = now;
                            Uni<Void> kept = found == null
                                    ? session.persist(row)
                                    : Uni.createFrom().voidItem();
                            return kept.chain(session::flush).replaceWith(() -> value(row));
                        }));
    }

    /** Forgets a declaration. */
    public Uni<Void> forget(UUID partyId) {
        return Panache.getSession()
                .chain(session -> session.find(PartyRow.class, partyId).chain(session::remove));
    }

    private Declaration value(PartyRow row) {
        return new Declaration(row.partyId, row.version, documents.read(row.document, Party.class));
    }
}
