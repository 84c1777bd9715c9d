package jp.enishi.local;

import java.util.List;

/** One of our services: its port (management is 1000 above) and whether it owns a database. This list is the only one. */
public record Service(String name, int port, boolean database) {

    public static final List<Service> ALL = List.of(
            new Service("talents", 8082, true),
            new Service("cases", 8083, true),
            new Service("matching", 8084, true),
            new Service("meetings", 8086, true),
            new Service("contracts", 8087, true),
            new Service("notifications", 8085, true),
            new Service("web", 8081, false),
            new Service("gateway", 8080, true));

    /** @throws IllegalArgumentException when there is no such service */
    public static Service named(String name) {
        return ALL.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no part named \"" + name + "\"."));
    }
}
