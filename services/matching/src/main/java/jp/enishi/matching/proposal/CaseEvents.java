package jp.enishi.matching.proposal;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import jp.enishi.matching.search.Alerts;
import jp.enishi.platform.messaging.EventConsumer;
import jp.enishi.platform.messaging.EventHandler;
import jp.enishi.platform.messaging.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A case that was published, or revised while published, looks for talents; saved searches are told what newly fits. */
@ApplicationScoped
class CaseEvents implements EventHandler {
    private static final String PUBLISHED = "cases.case-published.v1";
    private static final String REVISED = "cases.case-revised.v1";

    private final EventConsumer consumers;
    private final IndexedFirst index;
    private final Proposals proposals;
    private final Alerts alerts;

    CaseEvents(EventConsumer consumers, IndexedFirst index, Proposals proposals, Alerts alerts) {
        this.consumers = consumers;
        this.index = index;
        this.proposals = proposals;
        this.alerts = alerts;
    }

    @Incoming("case-in")
    Uni<Void> receive(ConsumerRecord<String, byte[]> record) {
        return index.applied(record).chain(() -> consumers.receive(record, this));
    }

    @Override
    public String consumer() {
        return "matching-cases";
    }

    @Override
    public Set<String> types() {
        return Set.of("cases.case-opened.v1", REVISED, PUBLISHED, "cases.case-closed.v1");
    }

    @Override
    public Uni<Void> handle(ReceivedEvent event) {
        boolean looks = event.type().equals(PUBLISHED)
                || (event.type().equals(REVISED)
                        && "PUBLISHED".equals(event.data().path("status").asText()));
        Uni<Void> proposed =
                looks ? proposals.ofCase(event.aggregateId()) : Uni.createFrom().voidItem();
        return proposed.chain(() -> alerts.ofCase(event.aggregateId()));
    }
}
