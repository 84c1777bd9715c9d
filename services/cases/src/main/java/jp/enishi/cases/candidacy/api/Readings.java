package jp.enishi.cases.candidacy.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.proposal.application.Viewing;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.security.Role;

/** A client's reading of a sheet is recorded before it is answered; always in one order, so that no two wait for each other. */
@ApplicationScoped
class Readings {
    private final Viewing viewing;
    private final Caller caller;

    Readings(Viewing viewing, Caller caller) {
        this.viewing = viewing;
        this.caller = caller;
    }

    Uni<Void> ofCandidacies(List<CandidacyView> shown) {
        UUID viewer = caller.subject().userId();
        return viewer == null || shown.isEmpty() || caller.subject().is(Role.COORDINATOR)
                ? Uni.createFrom().voidItem()
                : viewing.noteCandidacies(
                        viewer,
                        shown.stream()
                                .sorted(Comparator.comparing(
                                        one -> one.candidacyId().toString()))
                                .map(one -> new Viewing.Candidate(one.candidacyId(), one.level()))
                                .toList());
    }
}
