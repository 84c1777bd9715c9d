package jp.enishi.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Keycloak 26, built once for PostgreSQL; its realm is imported from the template at the first start. */
final class Keycloak implements Part {

    static final String NAME = "keycloak";
    static final String VERSION = "26.7.3";
    /** The service account in the realm {@code master} that imports the realm; its secret is {@link #ADMIN_SECRET}. */
    static final String ADMIN_CLIENT = "enishi-setup";

    static final String ADMIN_SECRET = "keycloak-setup-client";
    static final String ADMIN_USER = "admin";
    static final String ADMIN_PASSWORD = "keycloak-admin-password";
    /** The files of the theme: how the pages and mails of accounts look and what they say. */
    static final List<String> THEME = List.of(
            "login/theme.properties",
            "login/footer.ftl",
            "login/info.ftl",
            "login/password-validation.ftl",
            "login/resources/css/enishi.css",
            "login/messages/messages_ja.properties",
            "login/messages/messages_en.properties",
            "email/theme.properties",
            "email/messages/messages_ja.properties",
            "email/messages/messages_en.properties");

    /** The name under which the realm's password policy knows the list. */
    static final String PASSWORD_BLACKLIST = "enishi.txt";

    private final Places places;
    private final Ports ports;
    private final Secrets secrets;
    private final String publicUrl;

    Keycloak(Places places, Ports ports, Secrets secrets, String publicUrl) {
        this.places = places;
        this.ports = ports;
        this.secrets = secrets;
        this.publicUrl = publicUrl;
    }

    @Override
    public String name() {
        return NAME;
    }

    String url() {
        return "http://" + Ports.HOST + ":" + ports.keycloak();
    }

    private Path distribution() {
        return places.cache().resolve("keycloak-" + VERSION);
    }

    @Override
    public void prepare() {
        FileLocks.alone(places.cache().resolve("keycloak.lock"), () -> {
            if (!Files.exists(distribution().resolve("built"))) {
                build();
            }
        });
        putPasswordBlacklist();
        putTheme();
    }

    private void build() {
        Path folder = distribution();
        Path archive = places.keycloakDistribution();
        if (!Files.exists(archive)) {
            throw new Failure("There is no " + archive + ". Build it: ./enishi build");
        }
        Archives.unpackOnce(
                () -> new GZIPInputStream(Files.newInputStream(archive), 1 << 16), folder, 1, archive::toString);
        List<String> build = java("-Xmx768m");
        build.addAll(List.of("build", "--db=postgres", "--health-enabled=true", "--metrics-enabled=true"));
        Commands.run("Building Keycloak", NAME, build, Map.of(), places, 5);
        try {
            Files.createFile(folder.resolve("built"));
        } catch (IOException e) {
            throw new Failure("Cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Where the realm's password policy looks for the passwords that everybody tries first. */
    private void putPasswordBlacklist() {
        put("password-blacklist.txt", Path.of("data/password-blacklists").resolve(PASSWORD_BLACKLIST));
    }

    private void putTheme() {
        THEME.forEach(
                file -> put("themes/enishi/" + file, Path.of("themes/enishi").resolve(file)));
    }

    /** Puts what the runner brings along into the distribution. */
    private void put(String resource, Path place) {
        Path file = distribution().resolve(place);
        try (@Nullable InputStream in = Keycloak.class.getResourceAsStream("/keycloak/" + resource)) {
            if (in == null) {
                throw new Failure(
                        "keycloak/" + resource + " is not in the jar of the runner. Build it: ./enishi build");
            }
            Files.createDirectories(file.getParent());
            Path fresh = Files.createTempFile(file.getParent(), "new", ".tmp");
            Files.write(fresh, in.readAllBytes());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Failure("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private List<String> java(String heap) {
        Path folder = distribution();
        return new ArrayList<>(List.of(
                Commands.java(),
                "-Xms64m",
                heap,
                "-XX:+UseSerialGC",
                Commands.QUICK_START,
                "-XX:ReservedCodeCacheSize=128m",
                "-XX:SweeperThreshold=90",
                "-XX:MetaspaceSize=192m",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Dkc.home.dir=" + folder,
                "-Djboss.server.config.dir=" + folder.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Dpicocli.disable.closures=true",
                "-Dquarkus-log-max-startup-records=10000",
                "-cp",
                folder.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
    }

    @Override
    public List<String> command() {
        List<String> command = java("-Xmx512m");
        command.addAll(List.of("start", "--optimized"));
        return command;
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("KC_DB_URL", "jdbc:postgresql://" + Ports.HOST + ":" + ports.postgres() + "/keycloak");
        environment.put("KC_DB_USERNAME", "keycloak_owner");
        environment.put("KC_DB_PASSWORD", secrets.value("db-keycloak_owner"));
        environment.put("KC_DB_POOL_MAX_SIZE", "20");
        environment.put("KC_CACHE", "local");
        environment.put("KC_HTTP_ENABLED", "true");
        environment.put("KC_HTTP_HOST", Ports.HOST);
        environment.put("KC_HTTP_PORT", Integer.toString(ports.keycloak()));
        environment.put("KC_HTTP_MANAGEMENT_PORT", Integer.toString(ports.keycloakManagement()));
        environment.put("QUARKUS_MANAGEMENT_HOST", Ports.HOST);
        environment.put("KC_HOSTNAME", url());
        // The theme leads back there.
        environment.put("ENISHI_PUBLIC_URL", publicUrl);
        environment.put("KC_LOG_LEVEL", "INFO,org.keycloak.events:WARN,io.smallrye.health:ERROR");
        environment.put("KC_BOOTSTRAP_ADMIN_CLIENT_ID", ADMIN_CLIENT);
        environment.put("KC_BOOTSTRAP_ADMIN_CLIENT_SECRET", secrets.value(ADMIN_SECRET));
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN_USER);
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.value(ADMIN_PASSWORD));
        return environment;
    }

    @Override
    public List<Path> aotInputs() {
        List<Path> jars = new ArrayList<>();
        for (String part : List.of("lib", "lib/lib/boot", "lib/lib/main", "lib/quarkus")) {
            jars.addAll(Places.jarsIn(distribution().resolve(part)));
        }
        return jars;
    }

    @Override
    public boolean ready() {
        return Http.ok("http://" + Ports.HOST + ":" + ports.keycloakManagement() + "/health/ready");
    }

    KeycloakAdmin admin() {
        return new KeycloakAdmin(url(), ADMIN_CLIENT, secrets.value(ADMIN_SECRET));
    }

    @Override
    public void whenReady() {
        importRealm(
                admin(),
                RealmTemplate.local(
                        publicUrl,
                        publicUrl,
                        Ports.HOST,
                        ports.smtp(),
                        secrets.bffKeySet(),
                        client -> secrets.value("client-" + client)));
    }

    /** Imports the realm unless it is there. */
    static void importRealm(KeycloakAdmin admin, Map<String, String> values) {
        if (!admin.realmExists(RealmTemplate.REALM)) {
            admin.importWithoutOfflineTokens(RealmTemplate.load().render(values));
            admin.hardenMaster();
        }
    }
}
