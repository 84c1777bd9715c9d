package jp.enishi.local;

import java.util.LinkedHashMap;
import java.util.Map;

/** The ports of every part, all on 127.0.0.1, moved together by one offset so that several systems can run at once. */
public record Ports(int offset) {

    public static final String HOST = "127.0.0.1";

    /** How far above a service's port its management is. */
    static final int MANAGEMENT = 1_000;

    private static final int SECOND = 50;

    /** The highest port, Kafka's controller, stays below 65536. */
    static final int HIGHEST_OFFSET = 30_000;

    public Ports {
        if (offset < 0 || offset > HIGHEST_OFFSET) {
            throw new IllegalArgumentException(
                    "The port offset is " + offset + "; it must be from 0 to " + HIGHEST_OFFSET + ".");
        }
    }

    public int postgres() {
        return 25432 + offset;
    }

    public int kafka() {
        return 29092 + offset;
    }

    int kafkaController() {
        return 29093 + offset;
    }

    public int keycloak() {
        return 8180 + offset;
    }

    public int keycloakManagement() {
        return 9180 + offset;
    }

    public int smtp() {
        return 1025 + offset;
    }

    public int mailPage() {
        return 8025 + offset;
    }

    public int service(Service service) {
        return service.port() + offset;
    }

    public int management(Service service) {
        return service(service) + MANAGEMENT;
    }

    /** Of one more process of the same service, beside the first. */
    public int second(Service service) {
        return service(service) + SECOND;
    }

    /** Every port a part listens on, with what it is for. */
    public Map<Integer, String> of(String part) {
        Map<Integer, String> ports = new LinkedHashMap<>();
        switch (part) {
            case Postgres.NAME -> ports.put(postgres(), "database");
            case Kafka.NAME -> {
                ports.put(kafka(), "broker");
                ports.put(kafkaController(), "controller");
            }
            case Keycloak.NAME -> {
                ports.put(keycloak(), "web");
                ports.put(keycloakManagement(), "management");
            }
            case Mail.NAME -> {
                ports.put(smtp(), "SMTP");
                ports.put(mailPage(), "web page");
            }
            default -> {
                Service service = Service.named(part);
                ports.put(service(service), "web");
                ports.put(management(service), "management");
            }
        }
        return ports;
    }
}
