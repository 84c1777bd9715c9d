package jp.enishi.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import jp.enishi.demo.DemoRealm;
import jp.enishi.local.Await;
import jp.enishi.local.EnishiSystem;
import jp.enishi.local.Options;
import jp.enishi.pages.OrderWalk;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Everything, with the demo loaded, once for all test classes that have it as a parameter; stopped after the last one. With
 * {@code -Denishi.attach=true} the tests use the system that {@code ./enishi up} started instead, and leave it running.
 */
final class WholeSystem implements AutoCloseable {
    static final List<String> SERVICES =
            List.of("talents", "cases", "matching", "meetings", "contracts", "notifications", "web", "gateway");
    /**
     * Quick to stop; many people may come from one address; and who waits for something to happen asks less
     * often whether it has, as each service is there once and is woken by its own writes.
     */
    static final Map<String, String> ENVIRONMENT = Map.ofEntries(
            Map.entry("SHUTDOWN_DELAY", "0S"),
            Map.entry("LOG_JSON", "true"),
            Map.entry("ENISHI_MESSAGING_POLL", "1s"),
            Map.entry("MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_FETCH_MAX_WAIT_MS", "2000"),
            Map.entry("RATE_LOGIN", "500"),
            Map.entry("RATE_WRITE", "5000"),
            Map.entry("RATE_READ", "20000"),
            Map.entry("RATE_STREAM", "5000"));

    static final boolean ATTACHED = Boolean.getBoolean("enishi.attach");

    /** Hands the one system to test classes, with everything that the demo does. */
    static class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == WholeSystem.class;
        }

        @Override
        public WholeSystem resolveParameter(ParameterContext parameter, ExtensionContext context) {
            WholeSystem whole = started(context);
            whole.demo.ifPresent(Demo::awaitEnd);
            return whole;
        }

        static WholeSystem started(ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .getOrComputeIfAbsent(WholeSystem.class, type -> get(), WholeSystem.class);
        }
    }

    /** The same, but already when people and cases are there, while the demo still waits for its meetings to be held. */
    static final class Early extends Shared {
        @Override
        public WholeSystem resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return started(context);
        }
    }

    /** The loading of the demo, a process of its own. */
    private record Demo(Process process, Path log) {
        private static final String MEETINGS = "demo: the order flow, from the meetings on";
        private static final Duration PATIENCE = Duration.ofMinutes(10);

        void awaitMeetings() {
            Await.until(
                    "people and cases of the demo are loaded",
                    PATIENCE,
                    () -> said().contains(MEETINGS) || !process.isAlive());
            if (!process.isAlive()) {
                awaitEnd();
            }
        }

        void awaitEnd() {
            try {
                if (!process.waitFor(PATIENCE) || process.exitValue() != 0) {
                    throw new AssertionError("The demo could not be loaded:\n" + said());
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }

        private String said() {
            try {
                return Files.readString(log);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private final EnishiSystem system;
    private final Optional<Demo> demo;
    private final DemoRealm realm;
    private Api coordinator;
    private NineCases nineCases;

    private WholeSystem(EnishiSystem system, Optional<Demo> demo) {
        this.system = system;
        this.demo = demo;
        this.realm = OrderWalk.realm(system);
    }

    private static WholeSystem get() {
        Path root = Path.of(System.getProperty("enishi.root")).toAbsolutePath().normalize();
        if (ATTACHED) {
            return new WholeSystem(
                    EnishiSystem.attached(Options.at(root, root.resolve(".enishi"), 0)), Optional.empty());
        }
        try {
            Path home = Files.createTempDirectory("enishi-whole");
            Options options = Options.at(root, home, freeOffset()).withoutAot();
            for (String service : SERVICES) {
                options = options.withEnvironment(service, ENVIRONMENT);
            }
            EnishiSystem system = EnishiSystem.start(options);
            Demo demo = loadDemo(system, home);
            demo.awaitMeetings();
            return new WholeSystem(system, Optional.of(demo));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Another run of these tests on the machine may have taken the first one; all stay below the ephemeral ports. */
    private static int freeOffset() {
        return IntStream.iterate(1_500, offset -> offset < 1_550, offset -> offset + 10)
                .filter(offset -> IntStream.of(8_080, 25_432, 29_092).allMatch(port -> free(port + offset)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("five runs of these tests hold every port they may use"));
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static Demo loadDemo(EnishiSystem system, Path home) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "jp.enishi.demo.Load"));
        Path log = home.resolve("logs/demo.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.putAll(system.demoEnvironment());
        environment.put("DEMO_TALENTS", "40");
        return new Demo(builder.start(), log);
    }

    /** Stops what was started; a system that was only attached to goes on. */
    @Override
    public void close() {
        demo.ifPresent(loading -> loading.process().destroy());
        if (nineCases != null) {
            nineCases.close();
        }
        if (coordinator != null) {
            realm.close();
        }
        if (!ATTACHED) {
            // In the tests' own time, not after it: the build waits only so long for a hook that runs at the end of the
            // JVM. Nobody needs what the services would finish.
            SERVICES.forEach(system::kill);
            system.close();
        }
    }

    String url(String path) {
        return system.gatewayUrl() + path;
    }

    String mailUrl() {
        return system.mailUrl();
    }

    EnishiSystem parts() {
        return system;
    }

    /** The services' API as a coordinator. */
    synchronized Api coordinator() {
        if (coordinator == null) {
            realm.open();
            coordinator = new Api(realm::coordinatorToken);
        }
        return coordinator;
    }

    /** The nine cases on their way; the first who asks sends them. */
    synchronized NineCases nineCases() {
        if (nineCases == null) {
            nineCases = new NineCases(this);
        }
        return nineCases;
    }

    /** What the demo does in Keycloak, for tests that need more people. */
    DemoRealm realm() {
        return realm;
    }

    String talents(String path) {
        return system.serviceUrl("talents") + "/api/v1/talents" + path;
    }

    String cases(String path) {
        return system.serviceUrl("cases") + "/api/v1" + path;
    }

    String notifications(String path) {
        return system.serviceUrl("notifications") + "/api/v1/notifications" + path;
    }

    /** A connection that may do everything in the database. */
    Connection database(String name) throws SQLException {
        return DriverManager.getConnection(system.jdbcUrl(name), "postgres", system.databasePassword("postgres"));
    }
}
