package jp.enishi.platform.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The rules of structure that each service checks with one test: {@code ArchitectureRules.check("jp.enishi.talents")},
 * which also reads the service's {@code application.properties}.
 */
public final class ArchitectureRules {
    private static final Set<String> CLOCKED = Set.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.LocalTime",
            "java.time.OffsetDateTime",
            "java.time.YearMonth",
            "java.time.ZonedDateTime");
    private static final Set<String> CHANGING =
            Set.of("jakarta.ws.rs.POST", "jakarta.ws.rs.PUT", "jakarta.ws.rs.DELETE", "jakarta.ws.rs.PATCH");
    private static final String CANCELLABLE = "org.jboss.resteasy.reactive.server.Cancellable";
    private static final String ENISHI = "jp.enishi.";
    private static final String PLATFORM = "jp.enishi.platform.";

    private ArchitectureRules() {}

    /** Checks the main classes of the package and the service's settings by every rule; fails with all violations. */
    public static void check(String servicePackage) {
        check(servicePackage, Set.of());
    }

    /** The same but for some rules, by name, that don't apply to a part without events and data of its own. */
    public static void check(String servicePackage, Set<String> except) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(servicePackage);
        if (classes.isEmpty()) {
            throw new AssertionError("There are no classes in " + servicePackage);
        }
        List<String> broken = new ArrayList<>();
        Map<String, ArchRule> rules = all(servicePackage);
        if (!rules.keySet().containsAll(except)) {
            throw new AssertionError("There are no such rules: " + except);
        }
        rules.keySet().removeAll(except);
        rules.forEach((name, rule) -> {
            var result = rule.evaluate(classes);
            if (result.hasViolation()) {
                broken.add(name + ": " + result.getFailureReport());
            }
        });
        if (!broken.isEmpty()) {
            throw new AssertionError(String.join("\n", broken));
        }
        checkConfiguration(Path.of("src/main/resources/application.properties"));
    }

    /** The rules by name. */
    public static Map<String, ArchRule> all(String servicePackage) {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("domain is plain", domainIsPlain());
        rules.put("layers point inward", layersPointInward(servicePackage));
        rules.put("time comes from a clock", timeComesFromAClock());
        rules.put("a time has a zone", aTimeHasAZone());
        rules.put("no field for what must not count", noFieldForWhatMustNotCount());
        rules.put("a session is one chain", aSessionIsOneChain());
        rules.put("only reactive transactions", onlyReactiveTransactions());
        rules.put("every route is authorised", everyRouteIsAuthorised());
        rules.put("no change is cancelled", noChangeIsCancelled());
        rules.put("every POST is idempotent", everyPostIsIdempotent());
        rules.put("no event is sent and forgotten", noEventIsSentAndForgotten());
        rules.put("an event is acknowledged by its effect", anEventIsAcknowledgedByItsEffect());
        rules.put("no code of other services", noCodeOfOtherServices(servicePackage));
        return rules;
    }

    public static ArchRule domainIsPlain() {
        return noClasses()
                .that()
                .resideInAPackage("..domain..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "io.smallrye..",
                        "io.vertx..",
                        "jakarta..",
                        "org.eclipse.microprofile..",
                        "org.hibernate..",
                        "com.fasterxml.jackson..",
                        "jp.enishi.platform.http..",
                        "jp.enishi.platform.messaging..")
                .because("rules are read and tested without a framework")
                .allowEmptyShould(true);
    }

    public static ArchRule layersPointInward(String servicePackage) {
        ArchRule domain = noClasses()
                .that()
                .resideInAPackage("..domain..")
                .should()
                .dependOnClassesThat(inLayers(servicePackage, "api", "application", "messaging", "persistence"))
                .allowEmptyShould(true);
        ArchRule storage = noClasses()
                .that()
                .resideInAnyPackage("..persistence..", "..messaging..")
                .should()
                .dependOnClassesThat(inLayers(servicePackage, "api", "application"))
                .allowEmptyShould(true);
        return CompositeArchRule.of(domain)
                .and(storage)
                .because("what is decided doesn't know who asks or what stores it");
    }

    private static DescribedPredicate<JavaClass> inLayers(String servicePackage, String... layers) {
        return new DescribedPredicate<>("belong to " + List.of(layers)) {
            @Override
            public boolean test(JavaClass type) {
                String name = type.getPackageName() + ".";
                return name.startsWith(servicePackage + ".")
                        && Arrays.stream(layers).anyMatch(layer -> name.contains("." + layer + "."));
            }
        };
    }

    public static ArchRule timeComesFromAClock() {
        return noClasses()
                .should()
                .callMethodWhere(new DescribedPredicate<>("asks the machine for the time") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        AccessTarget.MethodCallTarget target = call.getTarget();
                        boolean now = target.getName().equals("now")
                                && CLOCKED.contains(target.getOwner().getName())
                                && target.getRawParameterTypes().stream()
                                        .noneMatch(type -> type.isEquivalentTo(java.time.Clock.class));
                        boolean millis = target.getName().equals("currentTimeMillis")
                                && target.getOwner().isEquivalentTo(System.class);
                        return now || millis;
                    }
                })
                .because("a test moves the clock")
                .allowEmptyShould(true);
    }

    /** What somebody types on a page becomes an instant where it is read; between the two nothing keeps or passes it on. */
    public static ArchRule aTimeHasAZone() {
        ArchRule kept =
                noFields().should().haveRawType(java.time.LocalDateTime.class).allowEmptyShould(true);
        ArchRule passedOn = codeUnits()
                .that()
                .areNotPrivate()
                .should(new ArchCondition<>("neither take nor answer a LocalDateTime") {
                    @Override
                    public void check(JavaCodeUnit unit, ConditionEvents events) {
                        boolean zoned = !unit.getRawReturnType().isEquivalentTo(java.time.LocalDateTime.class)
                                && unit.getRawParameterTypes().stream()
                                        .noneMatch(type -> type.isEquivalentTo(java.time.LocalDateTime.class));
                        events.add(new SimpleConditionEvent(unit, zoned, unit.getFullName()));
                    }
                })
                .allowEmptyShould(true);
        return CompositeArchRule.of(kept)
                .and(passedOn)
                .because("a time is an instant and a zone; without one nobody knows when it is");
    }

    public static ArchRule noFieldForWhatMustNotCount() {
        return fields().should(new ArchCondition<>("ask for nothing by which nobody is to be chosen") {
                    @Override
                    public void check(JavaField field, ConditionEvents events) {
                        events.add(new SimpleConditionEvent(
                                field, !Fields.isProtected(field.getName()), field.getFullName()));
                    }
                })
                .allowEmptyShould(true);
    }

    public static ArchRule aSessionIsOneChain() {
        return noClasses()
                .that()
                .resideInAnyPackage("..persistence..", "..application..")
                .should()
                .callMethodWhere(new DescribedPredicate<>("joins or moves Unis") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        return call.getTargetOwner().getName().equals("io.smallrye.mutiny.Uni")
                                && Set.of("combine", "join", "runSubscriptionOn", "emitOn")
                                        .contains(call.getName());
                    }
                })
                .because("a Hibernate Reactive session serves one statement after the other, on one thread")
                .allowEmptyShould(true);
    }

    public static ArchRule onlyReactiveTransactions() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.transaction.Transactional")
                .because("@WithTransaction is the transaction of Hibernate Reactive")
                .allowEmptyShould(true);
    }

    public static ArchRule everyRouteIsAuthorised() {
        return methods()
                .that(areRoutes(Set.of(
                        "jakarta.ws.rs.GET",
                        "jakarta.ws.rs.POST",
                        "jakarta.ws.rs.PUT",
                        "jakarta.ws.rs.DELETE",
                        "jakarta.ws.rs.PATCH")))
                .should(new ArchCondition<>("say their action or that they are public") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean said = method.isAnnotatedWith("jp.enishi.platform.http.Action")
                                || method.isAnnotatedWith("jp.enishi.platform.http.Public");
                        events.add(new SimpleConditionEvent(method, said, method.getFullName()));
                    }
                })
                .allowEmptyShould(true);
    }

    public static ArchRule noChangeIsCancelled() {
        return methods()
                .that(areRoutes(CHANGING))
                .should(new ArchCondition<>("be @Cancellable(false)") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean kept = isKept(method, CANCELLABLE);
                        events.add(new SimpleConditionEvent(method, kept, method.getFullName()));
                    }
                })
                .because("a client that hangs up would roll the transaction back")
                .allowEmptyShould(true);
    }

    private static boolean isKept(JavaMethod method, String annotation) {
        return method.isAnnotatedWith(annotation)
                && Boolean.FALSE.equals(
                        method.getAnnotationOfType(annotation).get("value").orElse(true));
    }

    public static ArchRule everyPostIsIdempotent() {
        return methods()
                .that(areRoutes(Set.of("jakarta.ws.rs.POST")))
                .should(new ArchCondition<>("answer through Idempotency.once") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean once = callsIdempotency(method, new HashSet<>());
                        events.add(new SimpleConditionEvent(method, once, method.getFullName()));
                    }
                })
                .allowEmptyShould(true);
    }

    private static boolean callsIdempotency(JavaMethod method, Set<JavaMethod> visited) {
        if (!visited.add(method)) {
            return false;
        }
        for (JavaMethodCall call : method.getMethodCallsFromSelf()) {
            if (call.getTargetOwner().getName().equals("jp.enishi.platform.http.Idempotency")) {
                return true;
            }
            boolean own = call.getTargetOwner().equals(method.getOwner());
            if (own
                    && call.getTarget()
                            .resolveMember()
                            .filter(next -> callsIdempotency(next, visited))
                            .isPresent()) {
                return true;
            }
        }
        return false;
    }

    public static ArchRule noEventIsSentAndForgotten() {
        return noClasses()
                .should()
                .callMethodWhere(new DescribedPredicate<>("sends and forgets") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        return call.getName().equals("sendAndForget");
                    }
                })
                .allowEmptyShould(true);
    }

    public static ArchRule anEventIsAcknowledgedByItsEffect() {
        return methods()
                .that()
                .areAnnotatedWith("org.eclipse.microprofile.reactive.messaging.Incoming")
                .should(new ArchCondition<>("take the plain record and answer Uni<Void>") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean kept = isUniOfVoid(method.getReturnType())
                                && method.getRawParameterTypes().stream()
                                        .map(JavaClass::getName)
                                        .toList()
                                        .equals(List.of("org.apache.kafka.clients.consumer.ConsumerRecord"));
                        events.add(new SimpleConditionEvent(method, kept, method.getFullName()));
                    }
                })
                .because(
                        "a Message must be acknowledged by hand, and a method without answer is done before its effect")
                .allowEmptyShould(true);
    }

    private static boolean isUniOfVoid(JavaType type) {
        return type instanceof JavaParameterizedType uni
                && uni.toErasure().getName().equals("io.smallrye.mutiny.Uni")
                && uni.getActualTypeArguments().getFirst().getName().equals(Void.class.getName());
    }

    public static ArchRule noCodeOfOtherServices(String servicePackage) {
        return noClasses()
                .should()
                .dependOnClassesThat(new DescribedPredicate<>("belong to another service") {
                    @Override
                    public boolean test(JavaClass type) {
                        String name = type.getName();
                        return name.startsWith(ENISHI)
                                && !name.startsWith(PLATFORM)
                                && !name.startsWith(servicePackage + ".");
                    }
                })
                .because("services share events, not code")
                .allowEmptyShould(true);
    }

    /** Refuses settings by which events get lost. */
    public static void checkConfiguration(Path applicationProperties) {
        Properties settings = new Properties();
        try (Reader text = Files.newBufferedReader(applicationProperties)) {
            settings.load(text);
        } catch (IOException unreadable) {
            throw new AssertionError("Cannot read " + applicationProperties, unreadable);
        }
        List<String> broken = settings.stringPropertyNames().stream()
                .filter(name -> losesEvents(name, settings.getProperty(name).strip()))
                .sorted()
                .toList();
        if (!broken.isEmpty()) {
            throw new AssertionError("Events get lost by " + broken + " of " + applicationProperties);
        }
    }

    private static boolean losesEvents(String name, String value) {
        if (!name.contains("mp.messaging.") && !name.contains("kafka.")) {
            return false;
        }
        return name.endsWith("failure-strategy") && !value.equals("fail")
                || name.endsWith("enable.auto.commit") && value.equals("true")
                || name.endsWith("commit-strategy") && !value.equals("throttled")
                || name.endsWith("auto.offset.reset") && !value.equals("earliest")
                || name.endsWith("enable.idempotence") && value.equals("false")
                || name.endsWith("acks") && !value.equals("all");
    }

    private static DescribedPredicate<JavaMethod> areRoutes(Set<String> verbs) {
        return new DescribedPredicate<>("are routes of " + verbs) {
            @Override
            public boolean test(JavaMethod method) {
                return !method.getOwner().isInterface() && verbs.stream().anyMatch(method::isAnnotatedWith);
            }
        };
    }
}
