package jp.enishi.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

class OpenApiRulesTest {
    private static OpenAPI document() {
        Schema text = OASFactory.createSchema().addType(Schema.SchemaType.STRING);
        return OASFactory.createOpenAPI()
                .components(OASFactory.createComponents()
                        .addSchema(
                                "Asked",
                                OASFactory.createSchema()
                                        .addType(Schema.SchemaType.OBJECT)
                                        .addProperty("name", text)))
                .paths(
                        OASFactory.createPaths()
                                .addPathItem(
                                        "/api/v1/things",
                                        OASFactory.createPathItem()
                                                .POST(
                                                        OASFactory.createOperation()
                                                                .requestBody(
                                                                        OASFactory.createRequestBody()
                                                                                .content(
                                                                                        OASFactory.createContent()
                                                                                                .addMediaType(
                                                                                                        "application/json",
                                                                                                        OASFactory
                                                                                                                .createMediaType()
                                                                                                                .schema(
                                                                                                                        OASFactory
                                                                                                                                .createSchema()
                                                                                                                                .ref(
                                                                                                                                        "#/components/schemas/Asked"))))))));
    }

    private static OpenAPI filtered(Map<String, String> settings) throws IOException {
        OpenAPI document = document();
        new OpenApiRules(Index.of(List.of()), settings).filterOpenAPI(document);
        return document;
    }

    @Test
    void aRequestIsClosedAndItsTextLimited() throws IOException {
        Schema asked = filtered(Map.of("limit.Asked.name", "50"))
                .getComponents()
                .getSchemas()
                .get("Asked");
        assertThat(asked.getAdditionalPropertiesSchema().getBooleanSchema()).isFalse();
        assertThat(asked.getProperties().get("name").getMaxLength()).isEqualTo(50);
    }

    @Test
    void aChangeNeedsATokenAndAKeyAndAnswersProblems() throws IOException {
        var post = filtered(Map.of())
                .getPaths()
                .getPathItem("/api/v1/things")
                .getOperations()
                .get(HttpMethod.POST);
        assertThat(post.getSecurity())
                .singleElement()
                .satisfies(one -> assertThat(one.getSchemes()).containsOnlyKeys("token"));
        assertThat(post.getParameters()).extracting("name").containsExactly("Idempotency-Key");
        assertThat(post.getResponses().getAPIResponses())
                .containsOnlyKeys("400", "401", "403", "404", "409", "413", "422", "429", "500");
    }

    @Test
    void aSettingThatNamesNothingIsRefused() {
        assertThatThrownBy(() -> filtered(Map.of("limit.Asked.nothing", "50")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("openapi.limit.Asked.nothing");
    }
}
