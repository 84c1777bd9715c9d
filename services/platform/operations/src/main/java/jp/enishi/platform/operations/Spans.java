package jp.enishi.platform.operations;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of a trace that take time here. Their ids are always made and passed on; they are told to OpenTelemetry's
 * collector only when one is named, and then for a share of the traces. Which ones follows from the trace's id alone, so
 * that every service tells of the same and whoever calls us has no say in it. A span says what kind of work it is, and
 * never whose.
 */
@ApplicationScoped
public class Spans {
    private static final Logger LOG = Logger.getLogger(Spans.class);
    private static final Duration TELL_EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final String told;

    @Inject
    Spans(
            @ConfigProperty(name = "enishi.traces.endpoint") Optional<String> endpoint,
            @ConfigProperty(name = "enishi.traces.ratio") double ratio,
            @ConfigProperty(name = "quarkus.application.name", defaultValue = "enishi") String service) {
        SdkTracerProviderBuilder builder = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service))))
                .setSampler(endpoint.isEmpty() ? Sampler.alwaysOff() : Sampler.traceIdRatioBased(ratio));
        endpoint.ifPresent(collector ->
                builder.addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                .setEndpoint(collector.replaceFirst("/*$", "") + "/v1/traces")
                                .setTimeout(PATIENCE)
                                .build())
                        .setScheduleDelay(TELL_EVERY)
                        .build()));
        provider = builder.build();
        tracer = provider.get("jp.enishi");
        told = endpoint.map(collector -> "Tells " + collector + " of traces, share " + ratio)
                .orElse("");
    }

    /** A wrong setting shows when the service starts. */
    void start(@Observes StartupEvent event) {
        if (!told.isEmpty()) {
            LOG.info(told);
        }
    }

    /** Begins a span below the parent, or a trace when that is not valid. Whoever begins it ends it. */
    public Span begin(String name, SpanKind kind, SpanContext parent) {
        return tracer.spanBuilder(name)
                .setSpanKind(kind)
                .setParent(Context.root().with(Span.wrap(parent)))
                .startSpan();
    }

    /** As {@link #begin}, for what only belongs to a trace when something else did: otherwise a span that is not valid. */
    public Span follow(String name, SpanKind kind, SpanContext parent) {
        return parent.isValid() ? begin(name, kind, parent) : Span.getInvalid();
    }

    /** Ends the span; of a failure only its kind is told, since its words could name people. */
    public static void end(Span span, @Nullable Throwable failure) {
        if (failure != null) {
            span.setAttribute("error.type", failure.getClass().getName()).setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    @PreDestroy
    void close() {
        provider.shutdown().join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
