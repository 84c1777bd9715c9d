package jp.enishi.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests are measured by route, those of readers and those to services, however many routes there are. */
class MeterTest {
    @ParameterizedTest
    @CsvSource({"http-server, false", "http-client, true"})
    void everyRouteHasRoomInItsMeterAndHalfOfItStaysFree(String meter, boolean asked) throws IOException {
        var settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            settings.load(file);
        }
        long routes = FormsTest.addresses(type -> type.isInterface() == asked, MeterTest::answers).stream()
                .distinct()
                .count();

        assertThat(routes).isGreaterThan(100);
        assertThat(Integer.parseInt(
                        settings.getProperty("quarkus.micrometer.binder." + meter + ".max-uri-tags", "100")))
                .isGreaterThanOrEqualTo(2 * Math.toIntExact(routes));
    }

    private static boolean answers(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }
}
