package jp.enishi.platform.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/**
 * Says in every service's description what holds for all of them: who may call, which problems come back, which headers
 * a change needs and how large a value may be. What annotations say already stays. A service's own limits are its
 * settings {@code openapi.limit.<Schema>.<property>} ({@code most} or {@code least..most}; items of an array end in
 * {@code []}), {@code openapi.values.…}, {@code openapi.required.<Schema>} and {@code openapi.tag.<tag>}; one that
 * names nothing in the description fails the build.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiRules implements OASFilter {
    private static final String SETTINGS = "openapi.";
    private static final String TOKEN = "token";
    private static final String PROBLEM = "Problem";
    private static final String REFERENCE = "#/components/schemas/";

    private static final int LONGEST_IN_REQUEST_LINE = 4_096;
    private static final int MOST_ITEMS = 10_000;
    private static final long MOST_EXACT = 9_007_199_254_740_991L;
    private static final String NO_NUL = "^[^\\u0000]*$";

    private static final Map<String, Integer> LENGTHS =
            Map.of("uuid", 36, "date", 10, "date-time", 40, "email", 254, "uri", 2_000);
    private static final List<String> VERBS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final String JAX_RS = "jakarta.ws.rs.";

    private static final DotName API_RESPONSE =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.responses.APIResponse");
    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");

    private final IndexView index;
    private final Map<String, String> settings;

    public OpenApiRules(IndexView index) {
        this(index, settings(ConfigProvider.getConfig()));
    }

    OpenApiRules(IndexView index, Map<String, String> settings) {
        this.index = index;
        this.settings = new TreeMap<>(settings);
    }

    private static Map<String, String> settings(Config config) {
        Map<String, String> settings = new HashMap<>();
        for (String name : config.getPropertyNames()) {
            if (name.matches("openapi\\.(limit|values|required|tag)\\..+")) {
                settings.put(name.substring(SETTINGS.length()), config.getValue(name, String.class));
            }
        }
        return settings;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        var components = document.getComponents();
        components.addSchema(PROBLEM, problem());
        String title = document.getInfo() == null
                ? ""
                : String.valueOf(document.getInfo().getTitle());
        components.addSecurityScheme(
                TOKEN,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description("An access token of the realm for the audience "
                                + title.substring(title.lastIndexOf(' ') + 1)
                                + ", verified as RFC8725 advises"));
        Map<String, Schema> schemas = components.getSchemas();
        if (schemas.containsKey("YearMonth")) {
            components.addSchema(
                    "YearMonth", text("^[0-9]{4}-(0[1-9]|1[0-2])$", 7).description("A month of a year, as 2026-04"));
        }
        Map<String, MethodInfo> methods = methods();
        Map<String, Integer> names = new HashMap<>();
        Set<String> tags = new TreeSet<>();
        if (document.getPaths() != null) {
            document.getPaths()
                    .getPathItems()
                    .forEach((path, item) -> item.getOperations().forEach((verb, operation) -> {
                        content(document, operation, methods.get(verb + " " + path));
                        describe(path, verb, operation, methods.get(verb + " " + path));
                        names.merge(String.valueOf(operation.getOperationId()), 1, Integer::sum);
                    }));
            document.getPaths()
                    .getPathItems()
                    .forEach((path, item) -> item.getOperations().forEach((verb, operation) -> {
                        if (names.getOrDefault(String.valueOf(operation.getOperationId()), 0) > 1) {
                            rename(operation, methods.get(verb + " " + path));
                        }
                        tag(path, operation, tags);
                    }));
            strict(document, schemas);
            document.getPaths().getPathItems().values().forEach(this::limit);
        }
        settings.forEach((name, value) -> {
            if (name.startsWith("required.")) {
                Schema schema = schemas.get(name.substring("required.".length()));
                if (schema == null) {
                    throw new IllegalStateException(SETTINGS + name + " names no schema");
                }
                schema.setRequired(List.of(value.split(",")));
            }
        });
        Set<String> seen = new HashSet<>();
        schemas.forEach((name, schema) -> limit(name, schema, StrictJson.LONGEST_TEXT, seen));
        settings.keySet().stream()
                .filter(name -> name.startsWith("limit.") || name.startsWith("values."))
                .filter(name -> !seen.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalStateException(SETTINGS + name + " names nothing in the description");
                });
        describeTags(document, tags);
    }

    /** The resource methods by verb and path. */
    private Map<String, MethodInfo> methods() {
        Map<String, MethodInfo> methods = new HashMap<>();
        DotName path = DotName.createSimple(JAX_RS + "Path");
        for (AnnotationInstance annotation : index.getAnnotations(path)) {
            if (annotation.target().kind() != AnnotationTarget.Kind.CLASS) {
                continue;
            }
            ClassInfo resource = annotation.target().asClass();
            for (MethodInfo method : resource.methods()) {
                for (String verb : VERBS) {
                    if (method.hasDeclaredAnnotation(DotName.createSimple(JAX_RS + verb))) {
                        AnnotationInstance below = method.declaredAnnotation(path);
                        String whole = "/" + annotation.value().asString()
                                + (below == null ? "" : "/" + below.value().asString());
                        String clean = whole.replaceAll("/+", "/");
                        methods.put(
                                verb + " "
                                        + (clean.endsWith("/") && clean.length() > 1
                                                ? clean.substring(0, clean.length() - 1)
                                                : clean),
                                method);
                    }
                }
            }
        }
        return methods;
    }

    private static void describe(String path, HttpMethod verb, Operation operation, @Nullable MethodInfo method) {
        boolean open = method != null && method.hasDeclaredAnnotation(DotName.createSimple(Public.class.getName()));
        boolean change = verb != HttpMethod.GET;
        boolean versioned = method != null
                && method.parameterTypes().stream()
                        .anyMatch(type -> type.name().toString().equals(JAX_RS + "core.HttpHeaders"));
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        var responses = operation.getResponses();
        problem(responses, 400, "Malformed request");
        problem(responses, 401, "No valid token");
        if (!open) {
            problem(responses, 403, "Not the caller's function");
        }
        if (change || path.contains("{") || path.endsWith("/me")) {
            problem(responses, 404, "Not there, or not the caller's");
        }
        if (change) {
            problem(responses, 409, "A rule of the business does not allow it");
        }
        if (operation.getRequestBody() != null) {
            problem(responses, 413, "The body is too large");
        }
        if (change || has(operation, Parameter.In.QUERY, null)) {
            problem(responses, 422, "Wrong values, each with its JSON pointer");
        }
        if (versioned) {
            problem(responses, 412, "The version in If-Match is not the current one");
            problem(responses, 428, "If-Match is missing");
            header(operation, "If-Match", "The version to change, as given in ETag", "^\"[0-9]{1,18}\"$", 20);
        }
        if (verb == HttpMethod.POST) {
            header(
                    operation,
                    "Idempotency-Key",
                    "The same key is the same request: it has one effect and one answer",
                    "^[!-~]{1,200}$",
                    200);
        }
        problem(responses, 429, "Too many requests; see Retry-After");
        problem(responses, 500, "Our fault; told with a trace id");
        Map<String, APIResponse> sorted = new TreeMap<>(responses.getAPIResponses());
        sorted.forEach((status, response) -> {
            if (status.startsWith("4") || status.startsWith("5")) {
                if (response.getContent() == null
                        || response.getContent().getMediaTypes() == null
                        || response.getContent().getMediaTypes().isEmpty()) {
                    response.setContent(problemContent());
                }
            }
        });
        responses.setAPIResponses(sorted);
        SecurityRequirement token = OASFactory.createSecurityRequirement().addScheme(TOKEN);
        operation.setSecurity(open ? List.of(OASFactory.createSecurityRequirement(), token) : List.of(token));
        if (operation.getDescription() == null) {
            operation.setDescription(permission(method, open));
        }
    }

    /** An annotation that names a response's class but no media type gives no content: everything here is JSON. */
    private void content(OpenAPI document, Operation operation, @Nullable MethodInfo method) {
        if (method == null || operation.getResponses() == null) {
            return;
        }
        for (AnnotationInstance said : method.declaredAnnotationsWithRepeatable(API_RESPONSE, index)) {
            APIResponse response = said.value("responseCode") == null
                    ? null
                    : operation
                            .getResponses()
                            .getAPIResponse(said.value("responseCode").asString());
            String schema = schemaOf(said);
            if (response != null
                    && schema != null
                    && (response.getContent() == null
                            || response.getContent().getMediaTypes() == null
                            || response.getContent().getMediaTypes().isEmpty())
                    && document.getComponents().getSchemas().containsKey(schema)) {
                response.setContent(OASFactory.createContent()
                        .addMediaType(
                                "application/json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(REFERENCE + schema))));
            }
        }
    }

    private @Nullable String schemaOf(AnnotationInstance response) {
        if (response.value("content") == null || response.value("content").asNestedArray().length != 1) {
            return null;
        }
        var schema = response.value("content").asNestedArray()[0].value("schema");
        var type = schema == null ? null : schema.asNested().value("implementation");
        ClassInfo shape =
                type == null ? null : index.getClassByName(type.asClass().name());
        if (shape == null) {
            return null;
        }
        AnnotationInstance named = shape.declaredAnnotation(SCHEMA);
        return named == null || named.value("name") == null
                ? shape.simpleName()
                : named.value("name").asString();
    }

    private static String permission(@Nullable MethodInfo method, boolean open) {
        if (open) {
            return "Open to everybody, with or without a token.";
        }
        AnnotationInstance action =
                method == null ? null : method.declaredAnnotation(DotName.createSimple(Action.class.getName()));
        return action == null
                ? "Needs a token."
                : "Needs the function `" + action.value().asString() + "` of the access rules.";
    }

    private static void rename(Operation operation, @Nullable MethodInfo method) {
        if (method != null && operation.getOperationId() != null) {
            String resource = method.declaringClass().simpleName();
            operation.setOperationId(operation.getOperationId()
                    + (resource.endsWith("Resource")
                            ? resource.substring(0, resource.length() - "Resource".length())
                            : resource));
        }
    }

    /** {@code /api/v1/cases/…} belongs to the tag cases, unless an annotation says otherwise. */
    private static void tag(String path, Operation operation, Set<String> used) {
        List<String> tags = operation.getTags();
        String[] segments = path.split("/");
        if ((tags == null || tags.isEmpty() || tags.getFirst().endsWith(" Resource")) && segments.length > 3) {
            operation.setTags(List.of(segments[3]));
        }
        if (operation.getTags() != null) {
            used.addAll(operation.getTags());
        }
    }

    private void describeTags(OpenAPI document, Set<String> used) {
        Set<String> defined = new HashSet<>();
        if (document.getTags() != null) {
            document.getTags().forEach(tag -> defined.add(tag.getName()));
        }
        for (String tag : used) {
            String description = settings.get("tag." + tag);
            if (description != null && !defined.contains(tag)) {
                document.addTag(OASFactory.createTag().name(tag).description(description));
            }
        }
    }

    /** What a request may contain is closed: unknown fields are refused. */
    private static void strict(OpenAPI document, Map<String, Schema> schemas) {
        Set<String> reached = new HashSet<>();
        document.getPaths()
                .getPathItems()
                .values()
                .forEach(item -> item.getOperations().values().forEach(operation -> {
                    if (operation.getRequestBody() != null) {
                        each(operation.getRequestBody().getContent(), schema -> close(schema, schemas, reached));
                    }
                }));
    }

    private static void close(Schema schema, Map<String, Schema> schemas, Set<String> reached) {
        if (schema.getRef() != null) {
            String name = schema.getRef().substring(schema.getRef().lastIndexOf('/') + 1);
            Schema target = schemas.get(name);
            if (target != null && reached.add(name)) {
                close(target, schemas, reached);
            }
            return;
        }
        if (schema.getItems() != null) {
            close(schema.getItems(), schemas, reached);
        }
        if (schema.getProperties() != null && !schema.getProperties().isEmpty()) {
            if (schema.getAdditionalPropertiesSchema() == null) {
                schema.setAdditionalPropertiesSchema(OASFactory.createSchema().booleanSchema(false));
            }
            schema.getProperties().values().forEach(property -> close(property, schemas, reached));
        }
    }

    private void limit(PathItem item) {
        Set<String> seen = new HashSet<>();
        item.getOperations().values().forEach(operation -> {
            if (operation.getParameters() != null) {
                operation.getParameters().forEach(parameter -> limit(parameter, seen));
            }
            if (operation.getRequestBody() != null) {
                each(
                        operation.getRequestBody().getContent(),
                        schema -> limit("", schema, StrictJson.LONGEST_TEXT, seen));
            }
            operation.getResponses().getAPIResponses().values().forEach(response -> {
                each(response.getContent(), schema -> limit("", schema, StrictJson.LONGEST_TEXT, seen));
                if (response.getHeaders() != null) {
                    response.getHeaders().values().forEach(header -> {
                        if (header.getSchema() != null) {
                            limit("", header.getSchema(), LONGEST_IN_REQUEST_LINE, seen);
                        }
                    });
                }
            });
        });
    }

    private void limit(Parameter parameter, Set<String> seen) {
        if (parameter.getIn() == Parameter.In.QUERY && "limit".equals(parameter.getName())) {
            parameter.setSchema(OASFactory.createSchema()
                    .addType(Schema.SchemaType.INTEGER)
                    .format("int32")
                    .minimum(BigDecimal.ONE)
                    .maximum(BigDecimal.valueOf(PageRequest.MOST))
                    .defaultValue(PageRequest.USUAL));
        } else if (parameter.getIn() == Parameter.In.QUERY && "cursor".equals(parameter.getName())) {
            parameter.setSchema(text("^[A-Za-z0-9_=-]+$", 2_000));
        } else if (parameter.getSchema() != null) {
            limit("", parameter.getSchema(), LONGEST_IN_REQUEST_LINE, seen);
        }
    }

    private void limit(String name, Schema schema, int longest, Set<String> seen) {
        if (schema.getRef() != null || schema.getBooleanSchema() != null) {
            return;
        }
        apply(name, schema, seen);
        List<Schema.SchemaType> types = schema.getType() == null ? List.of() : schema.getType();
        if (types.contains(Schema.SchemaType.STRING)) {
            boolean listed =
                    schema.getEnumeration() != null && !schema.getEnumeration().isEmpty();
            if (!listed && schema.getMaxLength() == null) {
                schema.setMaxLength(
                        schema.getFormat() == null ? longest : LENGTHS.getOrDefault(schema.getFormat(), longest));
            }
            if (!listed && schema.getFormat() == null && schema.getPattern() == null) {
                schema.setPattern(NO_NUL);
            }
        }
        if (types.contains(Schema.SchemaType.INTEGER)) {
            if (schema.getFormat() == null) {
                schema.setFormat("int32");
            }
            if (schema.getMinimum() == null && schema.getExclusiveMinimum() == null) {
                schema.setMinimum(BigDecimal.ZERO);
            }
            if (schema.getMaximum() == null && schema.getExclusiveMaximum() == null) {
                schema.setMaximum(
                        BigDecimal.valueOf("int64".equals(schema.getFormat()) ? MOST_EXACT : Integer.MAX_VALUE));
            }
        }
        if (types.contains(Schema.SchemaType.ARRAY) && schema.getMaxItems() == null) {
            schema.setMaxItems(MOST_ITEMS);
        }
        if (schema.getItems() != null) {
            limit(name + "[]", schema.getItems(), longest, seen);
        }
        Map<String, Schema> properties = schema.getProperties();
        if (properties != null) {
            if (properties.containsKey("items") && properties.containsKey("next")) {
                properties.get("items").setMaxItems(PageRequest.MOST);
            }
            properties.forEach((property, value) -> limit(name + "." + property, value, longest, seen));
        }
        if (schema.getAdditionalPropertiesSchema() != null) {
            limit(name + "{}", schema.getAdditionalPropertiesSchema(), longest, seen);
        }
    }

    private void apply(String name, Schema schema, Set<String> seen) {
        String values = settings.get("values." + name);
        if (values != null) {
            seen.add("values." + name);
            schema.setEnumeration(new ArrayList<>(List.of(values.split(","))));
        }
        String limit = settings.get("limit." + name);
        if (limit == null) {
            return;
        }
        seen.add("limit." + name);
        int dots = limit.indexOf("..");
        BigDecimal most = new BigDecimal(dots < 0 ? limit : limit.substring(dots + 2));
        BigDecimal least = dots < 0 ? BigDecimal.ZERO : new BigDecimal(limit.substring(0, dots));
        switch (schema.getType().getFirst()) {
            case STRING -> {
                schema.setMaxLength(most.intValueExact());
                if (least.signum() > 0) {
                    schema.setMinLength(least.intValueExact());
                }
            }
            case ARRAY -> {
                schema.setMaxItems(most.intValueExact());
                if (least.signum() > 0) {
                    schema.setMinItems(least.intValueExact());
                }
            }
            case INTEGER, NUMBER -> schema.minimum(least).maximum(most);
            default ->
                throw new IllegalStateException(SETTINGS + "limit." + name + " is on a "
                        + schema.getType().getFirst().toString().toLowerCase(Locale.ROOT));
        }
    }

    private static void each(@Nullable Content content, Consumer<Schema> action) {
        if (content != null && content.getMediaTypes() != null) {
            content.getMediaTypes().values().forEach(type -> {
                if (type.getSchema() != null) {
                    action.accept(type.getSchema());
                }
            });
        }
    }

    private static boolean has(Operation operation, Parameter.In in, @Nullable String name) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> parameter.getIn() == in
                                && (name == null || name.equalsIgnoreCase(parameter.getName())));
    }

    private static void header(Operation operation, String name, String description, String pattern, int longest) {
        if (!has(operation, Parameter.In.HEADER, name)) {
            operation.addParameter(OASFactory.createParameter()
                    .name(name)
                    .in(Parameter.In.HEADER)
                    .required(true)
                    .description(description)
                    .schema(text(pattern, longest)));
        }
    }

    private static void problem(APIResponses responses, int status, String description) {
        if (!responses.hasAPIResponse(Integer.toString(status))) {
            responses.addAPIResponse(
                    Integer.toString(status),
                    OASFactory.createAPIResponse().description(description).content(problemContent()));
        }
    }

    private static Content problemContent() {
        return OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(REFERENCE + PROBLEM)));
    }

    private static Schema problem() {
        String code = "^[a-z0-9-]+$";
        Schema error = object().addProperty("pointer", text(NO_NUL, 1_000).description("JSON Pointer, RFC 6901"))
                .addProperty("code", text(code, 100))
                .addProperty("args", object());
        return object().description("RFC 9457")
                .addProperty("type", text(null, 200).format("uri"))
                .addProperty("title", text(NO_NUL, 200))
                .addProperty(
                        "status",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.INTEGER)
                                .format("int32")
                                .minimum(BigDecimal.valueOf(400))
                                .maximum(BigDecimal.valueOf(599)))
                .addProperty("code", text(code, 100).description("Stable"))
                .addProperty("detail", text(NO_NUL, 2_000))
                .addProperty("args", object())
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .maxItems(MOST_ITEMS)
                                .items(error))
                .addProperty("traceId", text("^[0-9a-f]{32}$", 32));
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT);
    }

    private static Schema text(@Nullable String pattern, int longest) {
        Schema schema =
                OASFactory.createSchema().addType(Schema.SchemaType.STRING).maxLength(longest);
        return pattern == null ? schema : schema.pattern(pattern);
    }
}
