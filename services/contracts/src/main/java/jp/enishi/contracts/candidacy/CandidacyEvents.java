package jp.enishi.contracts.candidacy;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import jp.enishi.contracts.offer.application.EndOffers;
import jp.enishi.platform.messaging.EventConsumer;
import jp.enishi.platform.messaging.EventHandler;
import jp.enishi.platform.messaging.ReadModel;
import jp.enishi.platform.messaging.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Follows the candidacies: who may be offered something, and whose offer ends because the candidacy did. */
@ApplicationScoped
class CandidacyEvents implements EventHandler {
    private final EventConsumer consumers;
    private final Candidacies candidacies;
    private final EndOffers endOffers;

    CandidacyEvents(EventConsumer consumers, Candidacies candidacies, EndOffers endOffers) {
        this.consumers = consumers;
        this.candidacies = candidacies;
        this.endOffers = endOffers;
    }

    @Incoming("candidacy-in")
    Uni<Void> receive(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, this);
    }

    @Override
    public String consumer() {
        return "contracts-candidacies";
    }

    @Override
    public Set<String> types() {
        return Set.of("cases.candidacy-changed.v1");
    }

    @Override
    public Optional<ReadModel> readModel() {
        return Optional.of(new ReadModel(List.of(), event -> candidacies.put(event.as(Told.class))));
    }

    @Override
    public Uni<Void> handle(ReceivedEvent event) {
        Told told = event.as(Told.class);
        return candidacies
                .put(told)
                .chain(() -> Candidacy.isEnded(told.stage())
                        ? endOffers.withdraw(told.candidacyId(), told.stage())
                        : Uni.createFrom().voidItem());
    }

    /** What is needed of the event. */
    record Told(
            UUID candidacyId,
            UUID caseId,
            UUID positionId,
            UUID organizationId,
            UUID talentId,
            @Nullable UUID talentUserId,
            String stage,
            @Nullable UUID coordinatorId,
            @Nullable UUID clientUserId) {}
}
