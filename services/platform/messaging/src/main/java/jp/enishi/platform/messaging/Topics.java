package jp.enishi.platform.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Makes the topics that are missing: 12 partitions, kept for ever; dead letters have one partition. Where topics are made
 * by others a service has no right to make any, so it looks first.
 */
@ApplicationScoped
public class Topics {
    static final String DEAD = ".dead";
    private static final Logger LOG = Logger.getLogger(Topics.class);
    private static final int PARTITIONS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Config config;
    private final MessagingSettings settings;
    private final Admin admin;

    Topics(Config config, MessagingSettings settings, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.config = config;
        this.settings = settings;
        Map<String, Object> client = new HashMap<>(kafka);
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        client.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        admin = Admin.create(client);
    }

    /** Before the consumers subscribe; when Kafka is down the service starts all the same. */
    void start(@Observes @Priority(1) StartupEvent event) {
        if (!settings.enabled()) {
            return;
        }
        for (String topic : consumed()) {
            try {
                ensure(topic).chain(() -> ensure(topic + DEAD)).await().atMost(PATIENCE);
            } catch (RuntimeException kafkaIsDown) {
                LOG.warnf("Topics are made later, Kafka does not answer: %s", kafkaIsDown);
                retryLater();
                return;
            }
        }
    }

    void stop(@Observes @Priority(10_000) ShutdownEvent event) {
        admin.close(PATIENCE);
    }

    /** Completes when the topic is there. Fails with {@link TransientFailure} when Kafka does not answer. */
    Uni<Void> ensure(String topic) {
        if (known.contains(topic)) {
            return Uni.createFrom().voidItem();
        }
        NewTopic wanted = new NewTopic(topic, Optional.of(topic.endsWith(DEAD) ? 1 : PARTITIONS), Optional.empty())
                .configs(Map.of("retention.ms", "-1", "cleanup.policy", "delete"));
        return Uni.createFrom()
                .completionStage(() -> admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .<Void>thenApply(found -> null)
                        .toCompletionStage())
                .onFailure(UnknownTopicOrPartitionException.class)
                .recoverWithUni(() -> Uni.createFrom()
                        .completionStage(
                                () -> admin.createTopics(List.of(wanted)).all().toCompletionStage()))
                .onFailure(TopicExistsException.class)
                .recoverWithNull()
                .onFailure()
                .transform(failure -> new TransientFailure("Kafka did not make the topic " + topic, failure))
                .invoke(() -> known.add(topic))
                .replaceWithVoid();
    }

    private void retryLater() {
        Uni.join()
                .all(consumed().stream()
                        .map(topic -> ensure(topic).chain(() -> ensure(topic + DEAD)))
                        .toList())
                .andFailFast()
                .onFailure()
                .retry()
                .withBackOff(Duration.ofSeconds(1), Duration.ofSeconds(10))
                .indefinitely()
                .subscribe()
                .with(
                        done -> LOG.info("Kafka answers again, the topics are there"),
                        failure -> LOG.error("The topics could not be made", failure));
    }

    private Set<String> consumed() {
        Set<String> topics = new TreeSet<>();
        for (String name : config.getPropertyNames()) {
            if (name.startsWith("mp.messaging.incoming.") && name.endsWith(".topic")) {
                config.getOptionalValue(name, String.class).ifPresent(topics::add);
            }
        }
        return topics;
    }
}
