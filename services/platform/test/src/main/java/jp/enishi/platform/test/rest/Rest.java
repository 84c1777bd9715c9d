package jp.enishi.platform.test.rest;

import org.eclipse.microprofile.config.ConfigProvider;

/** How tests ask over HTTP: {@code given().oauth2(token).get("/api/v1/cases").then().statusCode(200)}. */
public final class Rest {
    /** What was last read: threads of the common pool don't see the settings of the application under test. */
    private static volatile int known;

    private Rest() {}

    /** A request to the part under test. */
    public static Request given() {
        return new Request(port());
    }

    /** Where the part under test listens; each start of it may choose another port. */
    public static int port() {
        int port = ConfigProvider.getConfig()
                .getOptionalValue("quarkus.http.test-port", Integer.class)
                .orElse(0);
        if (port > 0) {
            known = port;
        }
        return known;
    }
}
