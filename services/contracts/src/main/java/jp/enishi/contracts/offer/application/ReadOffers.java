package jp.enishi.contracts.offer.application;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import jp.enishi.contracts.Scope;
import jp.enishi.contracts.Text;
import jp.enishi.contracts.candidacy.Candidacies;
import jp.enishi.contracts.offer.domain.Ending;
import jp.enishi.contracts.offer.domain.Offer;
import jp.enishi.contracts.offer.domain.OfferState;
import jp.enishi.contracts.offer.domain.OfferVersion;
import jp.enishi.contracts.offer.persistence.Offers;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Subject;
import org.jspecify.annotations.Nullable;

/** Offers as their parties and coordinators read them. */
@ApplicationScoped
public class ReadOffers {
    private final Offers offers;
    private final Candidacies candidacies;
    private final Caller caller;

    ReadOffers(Offers offers, Candidacies candidacies, Caller caller) {
        this.offers = offers;
        this.candidacies = candidacies;
        this.caller = caller;
    }

    /** An offer with all its versions. */
    public record Whole(
            Offer offer,
            List<OfferVersion> versions,
            @Nullable Text caseTitle,
            @Nullable Ending ending) {}

    @WithSession
    public Uni<Whole> read(UUID offerId) {
        Subject subject = caller.subject();
        return offers.find(offerId, Scope.of(subject)).chain(found -> {
            if (found == null) {
                throw new NotFound("offer", offerId);
            }
            caller.require("offer.read", Resource.of("offer", found.seat().isOwn(subject), found.state()));
            return offers.versions(offerId)
                    .chain(versions -> candidacies
                            .title(found.seat().caseId())
                            .chain(title -> offers.ending(offerId)
                                    .map(ending -> new Whole(
                                            found,
                                            versions,
                                            title,
                                            ending == null
                                                    ? null
                                                    : ending.seenBy(found.seat().sideOf(subject))))));
        });
    }

    @WithSession
    public Uni<List<Offer>> list(@Nullable OfferState state, @Nullable UUID caseId, @Nullable UUID before, int most) {
        caller.require("offer.list", Resource.none("offer"));
        return offers.list(Scope.of(caller.subject()), state, caseId, before, most);
    }

    /** The offers of a team. */
    @WithSession
    public Uni<List<Offer>> team(UUID teamOfferId) {
        return offers.ofTeam(teamOfferId);
    }
}
