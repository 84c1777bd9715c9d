package jp.enishi.cases.candidacy.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import jp.enishi.cases.Actor;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.cases.candidacy.domain.Candidacy;
import jp.enishi.cases.candidacy.domain.Candidacy.Person;
import jp.enishi.cases.candidacy.domain.Candidacy.Seat;
import jp.enishi.cases.candidacy.domain.Stage;
import jp.enishi.cases.candidacy.persistence.Candidacies;
import jp.enishi.cases.candidacy.persistence.TalentSheets;
import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.cases.clientcase.domain.Listing;
import jp.enishi.cases.clientcase.persistence.ClientCases;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.security.Resource;
import org.jspecify.annotations.Nullable;

/** A talent applies for a position of an open listing, with a message and the version of the résumé of their choice. */
@ApplicationScoped
public class Application {
    private final ClientCases cases;
    private final Candidacies candidacies;
    private final TalentSheets sheets;
    private final Caller caller;

    Application(ClientCases cases, Candidacies candidacies, TalentSheets sheets, Caller caller) {
        this.cases = cases;
        this.candidacies = candidacies;
        this.sheets = sheets;
        this.caller = caller;
    }

    /**
     * Applies.
     *
     * @throws NotFound when there is no such listing
     * @throws RuleViolation {@code listing-closed}, {@code candidacy-exists}
     * @throws ValidationFailure at {@code /positionId}, {@code /resumeVersion}
     */
    @WithTransaction
    public Uni<Candidacy> apply(UUID caseId, UUID positionId, long resumeVersion, String message) {
        caller.require("candidacy.apply", Resource.own("candidacy"));
        UUID user = Objects.requireNonNull(caller.subject().userId());
        Actor actor = Actor.talent(caller.subject());
        return cases.lock(caseId, OrganizationScope.SYSTEM)
                .chain(locked -> cases.now().chain(now -> {
                    Seat seat = Selection.seat(open(locked.value(), now), positionId);
                    return candidacies
                            .requireSeat(caseId, positionId, Selection.heads(locked.value(), positionId))
                            .chain(() -> sheets.ofUser(user, resumeVersion))
                            .chain(person -> candidacies
                                    .lockOf(caseId, positionId, person.talentId())
                                    .chain(known -> store(known, seat, person, now, message, actor)));
                }));
    }

    private Uni<Candidacy> store(
            @Nullable Candidacy known, Seat seat, Person person, Instant now, String message, Actor actor) {
        if (known == null) {
            return candidacies.add(Candidacy.applied(Ids.next(), seat, person, now, message), actor, "candidacy.apply");
        }
        if (known.stage() != Stage.SELECTED) {
            throw new RuleViolation("candidacy-exists");
        }
        return candidacies.step(known, known.apply(person, now, message), actor, "candidacy.apply");
    }

    private static ClientCase open(ClientCase value, Instant now) {
        Listing listing = value.listing();
        if (listing == null || listing.closesOn().isBefore(ClientCase.dayOf(now))) {
            throw new RuleViolation("listing-closed");
        }
        return value;
    }
}
