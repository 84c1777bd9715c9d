package jp.enishi.meetings;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.enishi.platform.test.EnishiTestResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The checked-in description is what is served. To take over a wanted change: run with {@code -Dopenapi.refresh}. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
class OpenApiTest {
    private static final Path CHECKED_IN = Path.of("src/main/openapi/openapi.yaml");

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    @Test
    void theCheckedInDescriptionIsTheServedOne() throws IOException {
        var served = given().port(managementPort).get("/q/openapi");
        served.then().statusCode(200);
        if (System.getProperty("openapi.refresh") != null) {
            Files.createDirectories(CHECKED_IN.getParent());
            Files.writeString(CHECKED_IN, served.asString());
        }
        assertThat(served.asString())
                .as(
                        "%s differs from the API. When the change is wanted, refresh it: mvn -pl services/meetings test"
                                + " -Dtest=OpenApiTest -Dopenapi.refresh, and commit it.",
                        CHECKED_IN)
                .isEqualTo(Files.readString(CHECKED_IN));
    }
}
