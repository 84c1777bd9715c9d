package jp.enishi.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** One Kafka broker and controller (KRaft) in a JVM of its own. Topics are made here; clients never make any. */
final class Kafka implements Part {

    static final String NAME = "kafka";

    private final Places places;
    private final Ports ports;

    Kafka(Places places, Ports ports) {
        this.places = places;
        this.ports = ports;
    }

    @Override
    public String name() {
        return NAME;
    }

    String bootstrap() {
        return Ports.HOST + ":" + ports.kafka();
    }

    private Path configuration() {
        return places.run().resolve("kafka.properties");
    }

    @Override
    public void prepare() {
        Path data = places.data(NAME);
        try {
            Files.createDirectories(data);
            Files.writeString(configuration(), """
                    process.roles=broker,controller
                    node.id=1
                    controller.quorum.voters=1@127.0.0.1:%2$d
                    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                    controller.listener.names=CONTROLLER
                    inter.broker.listener.name=PLAINTEXT
                    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                    log.dirs=%3$s
                    auto.create.topics.enable=false
                    default.replication.factor=1
                    offsets.topic.replication.factor=1
                    offsets.topic.num.partitions=12
                    transaction.state.log.replication.factor=1
                    transaction.state.log.min.isr=1
                    share.coordinator.state.topic.replication.factor=1
                    share.coordinator.state.topic.min.isr=1
                    log.retention.ms=-1
                    message.max.bytes=1048576
                    broker.session.timeout.ms=2000
                    broker.heartbeat.interval.ms=500
                    group.initial.rebalance.delay.ms=0
                    """.formatted(ports.kafka(), ports.kafkaController(), data));
        } catch (IOException e) {
            throw new Failure("Cannot write " + configuration() + ": " + e.getMessage(), e);
        }
        if (!Files.exists(data.resolve("meta.properties"))) {
            Commands.run(
                    "Formatting the Kafka data folder",
                    NAME,
                    List.of(
                            Commands.java(),
                            Commands.QUICK_START,
                            "-cp",
                            classPath(),
                            "kafka.tools.StorageTool",
                            "format",
                            "-t",
                            org.apache.kafka.common.Uuid.randomUuid().toString(),
                            "-c",
                            configuration().toString()),
                    Map.of(),
                    places,
                    2);
        }
    }

    private String classPath() {
        return places.libraries().stream().map(Path::toString).collect(Collectors.joining(":"));
    }

    @Override
    public List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Commands.java(),
                "-Xms128m",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                Commands.QUICK_START,
                "-Dlog4j2.configurationFile=" + logConfiguration(),
                "-cp",
                classPath(),
                "kafka.Kafka",
                configuration().toString()));
        return command;
    }

    private Path logConfiguration() {
        Path file = places.run().resolve("kafka-log4j2.properties");
        try {
            Files.createDirectories(places.run());
            Files.writeString(file, """
                    rootLogger.level = WARN
                    rootLogger.appenderRef.out.ref = out
                    appender.out.type = Console
                    appender.out.name = out
                    appender.out.layout.type = PatternLayout
                    appender.out.layout.pattern = %d{ISO8601} %-5p %c{1} %m%n
                    logger.server.name = org.apache.kafka.server
                    logger.server.level = WARN
                    logger.broker.name = kafka.server.KafkaRaftServer
                    logger.broker.level = INFO
                    """);
            return file;
        } catch (IOException e) {
            throw new Failure("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public List<Path> aotInputs() {
        return places.libraries();
    }

    @Override
    public boolean ready() {
        if (PortCheck.free(ports.kafka())) {
            return false;
        }
        try (Admin admin = admin()) {
            return !admin.describeCluster().nodes().get(3, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void whenReady() {
        try (Admin admin = admin()) {
            makeTopics(admin);
        }
    }

    /** Makes the topics that are missing. */
    static void makeTopics(Admin admin) {
        try {
            Set<String> present = admin.listTopics().names().get(20, TimeUnit.SECONDS);
            Topics topics = Topics.load();
            List<NewTopic> missing = topics.partitions().entrySet().stream()
                    .filter(topic -> !present.contains(topic.getKey()))
                    .map(topic -> new NewTopic(topic.getKey(), topic.getValue(), (short) 1)
                            .configs(topics.every().configuration()))
                    .toList();
            admin.createTopics(missing).all().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new Failure("Kafka runs, but its topics could not be made: " + e.getCause(), e);
            }
        } catch (TimeoutException e) {
            throw new Failure("Kafka runs, but its topics could not be made within 30 s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted while making topics", e);
        }
    }

    private Admin admin() {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrap());
        properties.put("default.api.timeout.ms", 20_000);
        properties.put("request.timeout.ms", 5_000);
        return Admin.create(properties);
    }
}
