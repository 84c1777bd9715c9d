package jp.enishi.cases;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Says once for all operations with which problems they answer, and that changes name the version they change. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemResponses implements OASFilter {
    private static final Map<Integer, String> COMMON = Map.of(
            400, "Malformed request",
            401, "No valid token",
            403, "Not the caller's function",
            404, "Not there, or not the caller's",
            429, "Too many requests; see Retry-After",
            500, "Our fault; told with a trace id");
    private static final Map<Integer, String> CHANGE =
            Map.of(409, "A rule of the business does not allow it", 422, "Wrong values, each with its JSON pointer");
    private static final Map<Integer, String> VERSIONED =
            Map.of(412, "The version in If-Match is not the current one", 428, "If-Match is missing");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents().addSchema("Problem", problem());
        document.getComponents()
                .addSecurityScheme(
                        "token",
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description("An access token of the realm for the audience cases"));
        document.getPaths().getPathItems().forEach(ProblemResponses::describe);
    }

    private static void describe(String name, PathItem path) {
        path.getOperations().forEach((method, operation) -> {
            add(operation, COMMON);
            if (!name.startsWith("/api/v1/listings")) {
                operation.addSecurityRequirement(
                        OASFactory.createSecurityRequirement().addScheme("token"));
            }
            if (method != PathItem.HttpMethod.GET) {
                add(operation, CHANGE);
            }
            if (method == PathItem.HttpMethod.POST) {
                operation.addParameter(header(
                        "Idempotency-Key", "The same key is the same request: it has one effect and one answer"));
            }
            if (method == PathItem.HttpMethod.PUT || changesWhatIsThere(name, method)) {
                add(operation, VERSIONED);
                operation.addParameter(header("If-Match", "The version to change, as given in ETag"));
            }
        });
    }

    private static boolean changesWhatIsThere(String path, PathItem.HttpMethod method) {
        return method == PathItem.HttpMethod.POST && path.contains("{");
    }

    private static Parameter header(String name, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .required(true)
                .description(description)
                .schema(text());
    }

    private static void add(Operation operation, Map<Integer, String> problems) {
        new TreeMap<>(problems)
                .forEach((status, description) -> operation
                        .getResponses()
                        .addAPIResponse(
                                status.toString(),
                                OASFactory.createAPIResponse()
                                        .description(description)
                                        .content(OASFactory.createContent()
                                                .addMediaType(
                                                        "application/problem+json",
                                                        OASFactory.createMediaType()
                                                                .schema(OASFactory.createSchema()
                                                                        .ref("#/components/schemas/Problem"))))));
    }

    private static Schema problem() {
        var error = OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("pointer", text())
                .addProperty("code", text())
                .addProperty("args", OASFactory.createSchema().addType(Schema.SchemaType.OBJECT));
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("RFC 9457")
                .addProperty("type", text())
                .addProperty("title", text())
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("code", text())
                .addProperty("detail", text())
                .addProperty("args", OASFactory.createSchema().addType(Schema.SchemaType.OBJECT))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(error))
                .addProperty("traceId", text());
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }
}
