package jp.enishi.contracts.candidacy;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import jp.enishi.contracts.Text;
import jp.enishi.platform.messaging.EventConsumer;
import jp.enishi.platform.messaging.EventHandler;
import jp.enishi.platform.messaging.ReadModel;
import jp.enishi.platform.messaging.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Learns a case's title and how many heads each of its positions has. */
@ApplicationScoped
class CaseEvents implements EventHandler {
    private final EventConsumer consumers;
    private final Candidacies candidacies;

    CaseEvents(EventConsumer consumers, Candidacies candidacies) {
        this.consumers = consumers;
        this.candidacies = candidacies;
    }

    @Incoming("case-in")
    Uni<Void> receive(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, this);
    }

    @Override
    public String consumer() {
        return "contracts-cases";
    }

    @Override
    public Set<String> types() {
        return Set.of(
                "cases.case-opened.v1", "cases.case-revised.v1", "cases.case-published.v1", "cases.case-closed.v1");
    }

    @Override
    public Optional<ReadModel> readModel() {
        return Optional.of(new ReadModel(List.of(), this::handle));
    }

    @Override
    public Uni<Void> handle(ReceivedEvent event) {
        Told told = event.as(Told.class);
        List<Position> positions = told.requirements().positions();
        return candidacies.putCase(
                told.caseId(), told.requirements().title(), told.status(), positions == null ? List.of() : positions);
    }

    private record Told(UUID caseId, String status, Requirements requirements) {}

    private record Requirements(
            @Nullable Text title, @Nullable List<Position> positions) {}

    /** A position and its seats. */
    record Position(UUID positionId, @Nullable Integer headCount) {}
}
