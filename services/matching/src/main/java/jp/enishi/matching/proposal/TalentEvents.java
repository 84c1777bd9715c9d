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

/** A new or changed talent looks for open cases; saved searches are told who newly fits. */
@ApplicationScoped
class TalentEvents implements EventHandler {
    private final EventConsumer consumers;
    private final IndexedFirst index;
    private final Proposals proposals;
    private final Alerts alerts;
    private final Erasures erasures;

    TalentEvents(EventConsumer consumers, IndexedFirst index, Proposals proposals, Alerts alerts, Erasures erasures) {
        this.consumers = consumers;
        this.index = index;
        this.proposals = proposals;
        this.alerts = alerts;
        this.erasures = erasures;
    }

    @Incoming("talent-in")
    Uni<Void> receive(ConsumerRecord<String, byte[]> record) {
        return record.value() == null
                ? erasures.forget(record.key())
                : index.applied(record).chain(() -> consumers.receive(record, this));
    }

    @Override
    public String consumer() {
        return "matching-talents";
    }

    @Override
    public Set<String> types() {
        return Set.of("talents.talent-registered.v1", "talents.talent-revised.v1");
    }

    @Override
    public Uni<Void> handle(ReceivedEvent event) {
        Uni<Void> proposed = event.data().path("complete").asBoolean(false)
                ? proposals.ofTalent(event.aggregateId())
                : Uni.createFrom().voidItem();
        return proposed.chain(() -> alerts.ofTalent(event.aggregateId()));
    }
}
