package jp.enishi.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One of our services, from its packaged jar, configured by environment variables only. */
final class ServicePart implements Part {

    /** The same as in the images. */
    private static final List<String> OPTIONS = options();

    private final Service service;
    private final Places places;
    private final Ports ports;
    private final Secrets secrets;
    private final boolean fullSpeed;
    private final boolean second;

    /** @param fullSpeed whether it runs as in its image, and not so that it starts quickly */
    ServicePart(Service service, Places places, Ports ports, Secrets secrets, boolean fullSpeed) {
        this(service, places, ports, secrets, fullSpeed, false);
    }

    /** One more of the same service: with ports, a log and an index of its own. */
    static ServicePart second(Service service, Places places, Ports ports, Secrets secrets) {
        return new ServicePart(service, places, ports, secrets, false, true);
    }

    private ServicePart(
            Service service, Places places, Ports ports, Secrets secrets, boolean fullSpeed, boolean second) {
        this.service = service;
        this.fullSpeed = fullSpeed;
        this.second = second;
        this.places = places;
        this.ports = ports;
        this.secrets = secrets;
    }

    private static List<String> options() {
        try (@Nullable InputStream in = ServicePart.class.getResourceAsStream("/system/jvm.options")) {
            if (in == null) {
                throw new Failure("system/jvm.options is not in the jar of the runner. Build it: ./enishi build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new Failure("Cannot read system/jvm.options: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return second ? secondOf(service.name()) : service.name();
    }

    static String secondOf(String service) {
        return service + "-2";
    }

    private int port() {
        return second ? ports.second(service) : ports.service(service);
    }

    private int management() {
        return port() + Ports.MANAGEMENT;
    }

    @Override
    public void prepare() {
        Path jar = places.serviceJar(service);
        if (!Files.exists(jar)) {
            throw new Failure("The service " + service.name() + " is not built: there is no " + jar
                    + ". Build it: ./enishi build");
        }
    }

    @Override
    public List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Commands.java());
        // A document with its font takes some tens of megabytes while it is made.
        command.add(fullSpeed ? "-Xmx320m" : service.name().equals("contracts") ? "-Xmx192m" : "-Xmx128m");
        command.addAll(OPTIONS);
        if (!fullSpeed) {
            command.add(Commands.QUICK_START);
        }
        command.addAll(List.of("-jar", places.serviceJar(service).toString()));
        return List.copyOf(command);
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_HOST", Ports.HOST);
        environment.put("QUARKUS_MANAGEMENT_HOST", Ports.HOST);
        environment.put("HTTP_PORT", Integer.toString(port()));
        environment.put("MANAGEMENT_PORT", Integer.toString(management()));
        environment.put("ENISHI_MODE", "local");
        // No load balancer has to learn that a service goes.
        environment.put("SHUTDOWN_DELAY", "0S");
        environment.put("KAFKA_BOOTSTRAP", Ports.HOST + ":" + ports.kafka());
        environment.put(
                "OIDC_ISSUER", "http://" + Ports.HOST + ":" + ports.keycloak() + "/realms/" + RealmTemplate.REALM);
        environment.put("KEYCLOAK_URL", "http://" + Ports.HOST + ":" + ports.keycloak());
        environment.put("SMTP_HOST", Ports.HOST);
        environment.put("SMTP_PORT", Integer.toString(ports.smtp()));
        for (Service other : Service.ALL) {
            String variable = other.name().equals("gateway")
                    ? "PUBLIC_URL"
                    : other.name().toUpperCase(java.util.Locale.ROOT) + "_URL";
            environment.put(variable, "http://" + Ports.HOST + ":" + ports.service(other));
        }
        environment.put("INDEX_DIR", places.data(name()).resolve("index").toString());
        if (service.database()) {
            environment.put("DB_HOST", Ports.HOST);
            environment.put("DB_PORT", Integer.toString(ports.postgres()));
            environment.put("DB_NAME", service.name());
            environment.put("DB_USER", service.name() + "_app");
            environment.put("DB_PASSWORD", secrets.value("db-" + service.name() + "_app"));
            environment.put("DB_OWNER", service.name() + "_owner");
            environment.put("DB_OWNER_PASSWORD", secrets.value("db-" + service.name() + "_owner"));
        }
        switch (service.name()) {
            case "gateway" -> {
                environment.put("BFF_KEY_FILE", secrets.bffKey().toString());
                environment.put("STATE_SECRET", secrets.value("gateway-state"));
            }
            case "web" -> environment.put("CSRF_KEY", secrets.value("web-csrf"));
            case "cases" -> {
                environment.put("INQUIRY_FORM_SECRET", secrets.value("inquiry-form"));
                // The demo's people come while one looks; elsewhere the guidance is an hour old at most.
                environment.put("RATES_EVERY", "1m");
            }
            // The demo and the tests of the whole system hold their meetings at once.
            case "meetings" -> environment.put("MEETING_NOTICE", "PT0S");
            default -> {
                // the other services seal nothing
            }
        }
        if (RealmTemplate.SERVICE_CLIENTS.contains(service.name())) {
            environment.put("SERVICE_CLIENT_SECRET", secrets.value("client-" + service.name()));
        }
        return environment;
    }

    @Override
    public boolean ready() {
        return Http.ok("http://" + Ports.HOST + ":" + management() + "/q/health/ready");
    }

    @Override
    public List<Path> aotInputs() {
        Path folder = Objects.requireNonNull(places.serviceJar(service).getParent());
        List<Path> jars = new ArrayList<>(Places.jarsIn(folder));
        for (String part : List.of("app", "lib", "lib/main", "lib/boot", "quarkus")) {
            jars.addAll(Places.jarsIn(folder.resolve(part)));
        }
        return jars;
    }
}
