package jp.enishi.bench.speed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Tokens;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The packaged matching service in a process of its own, on a real PostgreSQL, a real broker and an issuer of tokens, as the
 * tests have them. What is published before it starts is there for its index; its other consumers begin behind it, so that
 * the crowd's arrival is no load of the measurement.
 */
final class MatchingService implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String TALENTS = "talents.talent";
    static final String CASES = "cases.case";
    private static final List<String> TOPICS = List.of(
            TALENTS,
            CASES,
            "talents.consent",
            "talents.taxonomy",
            "cases.candidacy",
            "cases.proposal",
            "cases.view",
            "matching.match",
            "meetings.meeting",
            "contracts.offer",
            "contracts.order",
            "contracts.engagement");
    /** A collector, and what else, instead of the one that the images use, to compare them. */
    private static final String JVM_OPTIONS = "ENISHI_BENCH_JVM_OPTIONS";

    private static final int PARTITIONS = 3;
    private static final Duration TOKEN_AGE = Duration.ofMinutes(3);
    private static final Duration ANSWERED = Duration.ofSeconds(30);
    private static final int CONNECTIONS = 500;
    /** Shorter than the service keeps a connection that nobody uses. */
    private static final int KEPT_SECONDS = 30;

    private static final Duration READY = Duration.ofMinutes(15);

    private final EnishiTestResource parts = new EnishiTestResource();
    private final Map<String, String> settings = parts.start();
    private final String bootstrap;
    private final KafkaProducer<String, byte[]> producer;
    private final java.net.http.HttpClient http = java.net.http.HttpClient.newBuilder()
            .version(java.net.http.HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    /** One thread for all callers, so that they take little of the processors that the service needs. */
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    private final HttpClient callers = vertx.createHttpClient(
            new HttpClientOptions().setKeepAliveTimeout(KEPT_SECONDS),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS).setEventLoopSize(1));
    private final int port = freePort();
    private final int management = freePort();
    private final Path folder = Files.createTempDirectory("enishi-matching");
    private Process process;
    private String token = Tokens.coordinator();
    private Instant tokenMade = Instant.now();

    MatchingService(Path project, int heapMegabytes, Iterable<Event> before)
            throws IOException, InterruptedException, ExecutionException {
        bootstrap = settings.getOrDefault("KAFKA_BOOTSTRAP", "");
        Map<String, Object> topics = Map.of("bootstrap.servers", bootstrap);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "1", "linger.ms", 5),
                new StringSerializer(),
                new ByteArraySerializer());
        try (Admin admin = Admin.create(topics)) {
            List<NewTopic> all = new ArrayList<>();
            TOPICS.forEach(topic -> {
                all.add(new NewTopic(topic, PARTITIONS, (short) 1));
                all.add(new NewTopic(topic + ".dead", PARTITIONS, (short) 1));
            });
            admin.createTopics(all).all().get();
            for (Event event : before) {
                publish(event);
            }
            producer.flush();
            Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
            for (String topic : List.of(TALENTS, CASES)) {
                for (int i = 0; i < PARTITIONS; i++) {
                    TopicPartition partition = new TopicPartition(topic, i);
                    long end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                            .partitionResult(partition)
                            .get()
                            .offset();
                    ends.put(partition, new OffsetAndMetadata(end));
                }
            }
            admin.alterConsumerGroupOffsets("matching", ends).all().get();
        }
        process = launch(project, heapMegabytes);
    }

    /** A version of a talent or a case. */
    record Event(String topic, String type, UUID id, long version, ObjectNode body) {
        static Event talent(ObjectNode body, long version) {
            return new Event(
                    TALENTS,
                    "talents.talent-revised.v1",
                    UUID.fromString(body.path("talentId").asText()),
                    version,
                    body);
        }

        static Event published(ObjectNode body) {
            return new Event(
                    CASES,
                    "cases.case-published.v1",
                    UUID.fromString(body.path("caseId").asText()),
                    1,
                    body);
        }
    }

    void publish(Event event) throws IOException {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(event.topic(), event.id().toString(), JSON.writeValueAsBytes(event.body()));
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", UUID.randomUUID().toString());
        header(record, "ce_source", "/bench");
        header(record, "ce_type", event.type());
        header(record, "ce_time", Instant.now().toString());
        header(record, "ce_subject", event.id().toString());
        header(record, "ce_aggregateversion", Long.toString(event.version()));
        header(record, "content-type", "application/json");
        producer.send(record);
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private Process launch(Path project, int heapMegabytes) throws IOException {
        Path jar = project.resolve("services/matching/target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IOException("matching is not built: there is no " + jar);
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMegabytes + "m");
        command.addAll(jvmOptions(project));
        command.addAll(List.of("-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        settings.forEach((name, value) -> {
            if (name.equals(name.toUpperCase(Locale.ROOT))) {
                environment.put(name, value);
            }
        });
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("HTTP_PORT", Integer.toString(port));
        environment.put("MANAGEMENT_PORT", Integer.toString(management));
        environment.put("ENISHI_MODE", "local");
        environment.put("SHUTDOWN_DELAY", "0S");
        environment.put("INDEX_DIR", folder.resolve("index").toString());
        return builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
    }

    /** The options of every service, with another collector when the environment names one. */
    private static List<String> jvmOptions(Path project) throws IOException {
        Path file = project.resolve("deploy/local/src/main/resources/system/jvm.options");
        List<String> options = new ArrayList<>(Files.readAllLines(file));
        options.removeIf(line -> line.isBlank() || line.startsWith("#"));
        String others = System.getenv(JVM_OPTIONS);
        if (others != null) {
            options.removeIf(option -> option.matches("-XX:\\+Use\\w+GC"));
            options.addAll(List.of(others.split(" ")));
        }
        return options;
    }

    Path log() {
        return folder.resolve("matching.log");
    }

    /** Seconds from now until the service says that its index has caught up. */
    double awaitReady() throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        while (System.nanoTime() - start < READY.toNanos() && process.isAlive()) {
            try {
                if (http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return (System.nanoTime() - start) / 1e9;
                }
            } catch (IOException notYet) {
                // Nobody listens before the service has started.
                TimeUnit.MILLISECONDS.sleep(100);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IOException("matching did not become ready; its log is " + log());
    }

    /** The service's own consumer begins behind the crowd; that it has applied those first versions is what it finds. */
    void hasApplied(int talents) throws SQLException {
        String database = "jdbc:postgresql://" + settings.get("DB_HOST") + ":" + settings.get("DB_PORT") + "/"
                + settings.get("DB_NAME");
        try (Connection connection = DriverManager.getConnection(
                        database, settings.get("DB_OWNER"), settings.get("DB_OWNER_PASSWORD"));
                PreparedStatement insert = connection.prepareStatement("""
                        insert into applied_version (consumer, aggregate_id, version)
                        select 'matching-talents', cast(? || lpad(to_hex(number), 12, '0') as uuid), 1
                        from generate_series(0, ?) as number""")) {
            insert.setString(1, Crowd.talentId(0).toString().substring(0, 24));
            insert.setInt(2, talents - 1);
            insert.executeUpdate();
        }
    }

    /** What the service says, when it says anything. */
    record Answer(int status, String body) {}

    /** The first twenty talents of a case with their explanations and facets. */
    Answer search(UUID caseId) throws InterruptedException, ExecutionException {
        return search(caseId, "");
    }

    /** The same among those who have what was typed. */
    Answer search(UUID caseId, String words) throws InterruptedException, ExecutionException {
        String typed = words.isEmpty() ? "" : "&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
        return ask(caseId, typed)
                .compose(response -> response.body().map(body -> new Answer(response.statusCode(), body.toString())))
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    /** The status of the same as {@link #search(UUID)}, 0 for no answer; its body is received, but nothing is made of it. */
    CompletableFuture<Integer> load(UUID caseId) {
        return ask(caseId, "")
                .compose(response -> response.end().map(response.statusCode()))
                .otherwise(0)
                .toCompletionStage()
                .toCompletableFuture();
    }

    private Future<HttpClientResponse> ask(UUID caseId, String more) {
        RequestOptions request = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/api/v1/matches/cases/" + caseId + "?limit=20" + more)
                .putHeader("Authorization", "Bearer " + token())
                .setTimeout(ANSWERED.toMillis());
        return callers.request(request).compose(HttpClientRequest::send);
    }

    /**
     * When the last notice of the case came, by the clock of {@link System#nanoTime}: the last before two seconds without
     * another; 0 when none came in time.
     */
    long lastNotice(UUID caseId, int seconds) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap, "auto.offset.reset", "earliest", "isolation.level", "read_committed");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int i = 0; i < PARTITIONS; i++) {
                partitions.add(new TopicPartition("matching.match", i));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long start = System.nanoTime();
            long last = 0;
            while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds)
                    && (last == 0 || System.nanoTime() - last < TimeUnit.SECONDS.toNanos(2))) {
                for (var record : consumer.poll(Duration.ofMillis(20))) {
                    if (new String(record.value(), StandardCharsets.UTF_8).contains(caseId.toString())) {
                        last = System.nanoTime();
                    }
                }
            }
            return last;
        }
    }

    private synchronized String token() {
        if (tokenMade.plus(TOKEN_AGE).isBefore(Instant.now())) {
            token = Tokens.coordinator();
            tokenMade = Instant.now();
        }
        return token;
    }

    /** What the service has taken of the processors since it started, in milliseconds. */
    double processor() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
    }

    /** What the service's compilers have worked since it started, in milliseconds by the clock. */
    double compiling() throws IOException, InterruptedException {
        Process counters = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "PerfCounter.print")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Map<String, Double> values = new HashMap<>();
        try (BufferedReader lines = counters.inputReader()) {
            lines.lines()
                    .map(line -> line.split("=", 2))
                    .filter(pair -> pair.length == 2 && pair[1].matches("\\d+"))
                    .forEach(pair -> values.put(pair[0], Double.parseDouble(pair[1])));
        }
        counters.waitFor();
        Double ticks = values.get("java.ci.totalTime");
        Double frequency = values.get("sun.os.hrt.frequency");
        if (ticks == null || frequency == null) {
            throw new IOException("matching's JVM doesn't say what its compilers have worked");
        }
        return ticks * 1_000 / frequency;
    }

    /** Collections of garbage for which the process stood still: how many, how long together and at most. */
    record Pauses(double count, double seconds, double longest) {}

    Pauses pauses() throws IOException, InterruptedException {
        return new Pauses(
                metric("jvm_gc_pause_seconds_count").sum(),
                metric("jvm_gc_pause_seconds_sum").sum(),
                metric("jvm_gc_pause_seconds_max").max().orElse(0));
    }

    /** Events that the service could not apply: what it does with them instead is not what is to be measured. */
    double deadLetters() throws IOException, InterruptedException {
        return metric("enishi_dead_letters_total").sum();
    }

    /** Used heap in MiB, from the service's own metrics. */
    String memory() throws IOException, InterruptedException {
        return Math.round(metric("jvm_memory_used_bytes{area=\"heap\"").sum() / (1 << 20)) + " MiB";
    }

    private DoubleStream metric(String beginning) throws IOException, InterruptedException {
        HttpResponse<String> metrics = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/q/metrics"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return metrics.body()
                .lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        producer.close();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        parts.stop();
        http.close();
        vertx.close();
    }
}
