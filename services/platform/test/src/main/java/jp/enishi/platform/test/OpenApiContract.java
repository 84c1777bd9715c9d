package jp.enishi.platform.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import jp.enishi.platform.test.rest.Rest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/**
 * The checked-in description of a service's API is the one it serves: a service has {@code @QuarkusTest class OpenApiTest
 * extends OpenApiContract}. To take over a wanted change: {@code mvn -pl services/<service> test -Dtest=OpenApiTest
 * -Dopenapi.refresh}, and commit it.
 */
public abstract class OpenApiContract {
    private static final Path CHECKED_IN = Path.of("src/main/openapi/openapi.yaml");

    @Test
    public void theCheckedInDescriptionIsTheServedOne() throws IOException {
        int port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        String served = Rest.given()
                .port(port)
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        if (System.getProperty("openapi.refresh") != null) {
            Files.createDirectories(CHECKED_IN.toAbsolutePath().getParent());
            Files.writeString(CHECKED_IN, served);
        }
        Contracts.checkOpenApi(CHECKED_IN, served);
    }

    /** See {@link Fields}. */
    @Test
    public void noFieldAsksForWhatMustNotCountOrSupervisesWork() {
        Fields.check(CHECKED_IN, otherwiseMeant());
    }

    /** Names of fields that mean something else here than what {@link Fields} refuses. */
    protected Set<String> otherwiseMeant() {
        return Set.of();
    }
}
