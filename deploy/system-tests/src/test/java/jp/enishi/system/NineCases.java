package jp.enishi.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import jp.enishi.demo.OrderFlow;
import jp.enishi.demo.Person;
import jp.enishi.local.Await;
import jp.enishi.system.FlowWorld.Case;
import jp.enishi.system.FlowWorld.Member;
import jp.enishi.system.FlowWorld.Talent;

/**
 * All nine cases walk the order flow at once, through the gateway, with everybody signed in at Keycloak: some to orders, one by
 * recruiting, one with a team of which one refuses, one refused, one expired, one cancelled while a meeting is booked, one
 * adjusted. They walk beside the tests, since much of it is waiting for the minute at which the meetings begin.
 */
final class NineCases implements AutoCloseable {
    private static final int MEETINGS = 11;
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private final WholeSystem system;
    private final FlowWorld world;
    private final OrderFlow flow;
    private final Walk walk;
    private final List<IntConsumer> walks = List.of(
            this::orderedWithConsent,
            this::orderedAfterACounterOffer,
            this::orderedWithAnItemLeftForLater,
            this::filledByRecruiting,
            this::refusedByTheTalent,
            this::expired,
            this::cancelledWhileAMeetingIsBooked,
            this::adjusted,
            this::aTeamOfThreeOfWhichOneRefuses);
    /** Everybody calls their meeting at the same time, when all want one. */
    private final Phaser wanting = new Phaser(walks.size()) {
        @Override
        protected boolean onAdvance(int phase, int parties) {
            meetingsAt = OrderFlow.minuteAfter(Duration.ofSeconds(30));
            return false;
        }
    };
    /** Cases whose meetings are booked, or that ended before. */
    private final Set<Integer> booked = ConcurrentHashMap.newKeySet();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> running = new ArrayList<>();
    private volatile Instant meetingsAt;

    /** Sets out. */
    NineCases(WholeSystem system) {
        this.system = system;
        world = new FlowWorld(system, MEETINGS, 13);
        flow = world.flow();
        walk = new Walk(world);
        for (int number = 0; number < walks.size(); number++) {
            int one = number;
            running.add(threads.submit(() -> {
                try {
                    walks.get(one).accept(one);
                } finally {
                    wanting.arriveAndDeregister();
                    booked.add(one);
                }
            }));
        }
    }

    /** Waits until all meetings are booked; says which cases ended before, where and why. */
    List<String> stuckBeforeMeetings() {
        Await.until("all meetings are booked", PATIENCE, () -> booked.size() == walks.size());
        return stuck(number -> running.get(number).state() == Future.State.FAILED);
    }

    /** Waits for the ends; says which cases did not come to theirs, where and why. */
    List<String> stuck() {
        return stuck(number -> true);
    }

    private List<String> stuck(IntPredicate asked) {
        return IntStream.range(0, running.size())
                .filter(asked)
                .mapToObj(this::stuck)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> stuck(int number) {
        try {
            running.get(number).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return Optional.empty();
        } catch (ExecutionException failure) {
            StackTraceElement at = Arrays.stream(failure.getCause().getStackTrace())
                    .filter(frame -> frame.getClassName().equals(NineCases.class.getName()))
                    .findFirst()
                    .orElseThrow();
            return Optional.of(
                    "case " + number + " at " + at + ": " + failure.getCause().getMessage());
        } catch (TimeoutException slow) {
            return Optional.of("case " + number + " is still under way");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void orderedWithConsent(int number) {
        Case open = world.open(number, 1);
        Talent talent = world.talent();
        Member client = world.member(number);
        String candidacy = walk.proposed(open, client, talent);
        String named = "/talents/" + talent.talentId() + "/versions/4/disclosed?caseId=" + open.caseId();
        assertThat(client.person().attempt("GET", named, null, null).status()).isIn(403, 404);
        flow.await(
                talent.person(),
                "/candidacies/mine?limit=100",
                page -> page.toString().contains(open.caseId()));
        flow.consent(talent.person(), talent.talentId(), world.organizationId(), "検証商事株式会社", open.caseId());
        JsonNode resume = flow.await(client.person(), named, answer -> true);
        assertThat(resume.toString()).contains("familyName");
        flow.await(
                talent.person(),
                "/talents/" + talent.talentId() + "/disclosures?limit=100",
                page -> page.toString().contains(open.caseId()));
        flow.want(client.person(), candidacy);
        met(number, client, talent, candidacy, "PROCEED", "PROCEED");
        String offer =
                flow.offer(client.person(), candidacy, OrderFlow.terms(open.requirements(), 900_000), Walk.inDays(7));
        flow.accept(talent.person(), offer);
        walk.ordered(open, client, talent, candidacy);
    }

    private void orderedAfterACounterOffer(int number) {
        Case open = world.open(number, 1);
        Talent talent = world.talent();
        Member client = world.member(number);
        String candidacy = walk.wanted(open, client, talent);
        met(number, client, talent, candidacy, "PROCEED", "PROCEED");
        String offer =
                flow.offer(client.person(), candidacy, OrderFlow.terms(open.requirements(), 800_000), Walk.inDays(7));
        flow.counter(
                talent.person(),
                offer,
                OrderFlow.terms(open.requirements(), 880_000),
                Walk.inDays(6),
                "経験年数を踏まえてご相談です。");
        JsonNode now = client.person().get("/offers/" + offer);
        assertThat(now.get("versions")).hasSize(2);
        assertThat(now.at("/versions/1/changes").toString()).contains("/fee/amount");
        // The version before can't be accepted any more, by nobody.
        Person.Answer old = talent.person()
                .attempt(
                        "POST",
                        "/offers/" + offer + "/acceptance",
                        now.get("version").asLong(),
                        Map.of("termsHash", now.at("/versions/0/termsHash").asText()));
        assertThat(old.status()).isEqualTo(409);
        flow.accept(client.person(), offer);
        walk.ordered(open, client, talent, candidacy);
    }

    private void orderedWithAnItemLeftForLater(int number) {
        Case open = world.open(number, 1);
        Talent talent = world.talent();
        Member client = world.member(number);
        String candidacy = walk.wanted(open, client, talent);
        met(number, client, talent, candidacy, "PROCEED", "PROCEED");
        ObjectNode terms = OrderFlow.terms(open.requirements(), 950_000);
        terms.remove("place");
        terms.putArray("pending")
                .addObject()
                .put("item", "PLACE")
                .put("plannedOn", terms.at("/period/start").asText())
                .putObject("reason")
                .put("ja", "入居するフロアが来月決まるため");
        String offer = flow.offer(client.person(), candidacy, terms, Walk.inDays(7));
        flow.accept(talent.person(), offer);
        JsonNode order = walk.ordered(open, client, talent, candidacy);
        assertThat(order.get("tasks")).hasSize(1);
    }

    private void filledByRecruiting(int number) {
        Case open = world.open(number, 1);
        Talent talent = world.talent();
        Member client = world.member(number);
        Person visitor = Person.visitor(system.url(""), FlowWorld.PATIENCE);
        assertThat(visitor.get("/listings/" + open.caseId()).get("status").asText())
                .isEqualTo("OPEN");
        String candidacy = flow.apply(talent.person(), open.caseId(), open.positionId(), 4, "工程管理の経験を活かせます。");
        walk.propose(open, Map.of(candidacy, 900_000L));
        flow.want(client.person(), candidacy);
        met(number, client, talent, candidacy, "PROCEED", "PROCEED");
        String offer =
                flow.offer(client.person(), candidacy, OrderFlow.terms(open.requirements(), 900_000), Walk.inDays(7));
        flow.accept(talent.person(), offer);
        walk.ordered(open, client, talent, candidacy);
        // The seat is filled, so the listing is taken back by itself.
        Await.until(
                "the listing is taken back",
                Duration.ofSeconds(30),
                () -> visitor.attempt("GET", "/listings/" + open.caseId(), null, null)
                                .status()
                        == 410);
    }

    private void refusedByTheTalent(int number) {
        Case open = world.open(number, 1);
        Talent talent = world.talent();
        Member client = world.member(number);
        String candidacy = walk.wanted(open, client, talent);
        met(number, client, talent, candidacy, "PROCEED", "PROCEED");
        String offer =
                flow.offer(client.person(), candidacy, OrderFlow.terms(open.requirements(), 700_000), Walk.inDays(7));
        flow.refuse(talent.person(), offer, "希望の単価に届かないため");
        walk.stage(candidacy, "REFUSED");
        cannotAccept(talent, offer, "offer-refused");
        assertThat(client.person().get("/orders?limit=100").toString()).doesNotContain(candidacy);
    }

    private void expired(int number) {
        Case open = world.open(number, 1);
        Talent talent = world.talent();
        Member client = world.member(number);
        String candidacy = walk.wanted(open, client, talent);
        met(number, client, talent, candidacy, "PROCEED", "PROCEED");
        String offer = flow.offer(
                client.person(),
                candidacy,
                OrderFlow.terms(open.requirements(), 900_000),
                Instant.now().plusSeconds(3));
        flow.await(
                talent.person(),
                "/offers/" + offer,
                now -> now.get("state").asText().equals("EXPIRED"));
        cannotAccept(talent, offer, "offer-expired");
        walk.stage(candidacy, "MET");
    }

    private void cancelledWhileAMeetingIsBooked(int number) {
        Case open = world.open(number, 1);
        Talent talent = world.talent();
        Member client = world.member(number);
        String candidacy = walk.wanted(open, client, talent);
        wanting.arriveAndAwaitAdvance();
        String meeting = walk.booked(number, client, talent, candidacy, meetingsAt.plus(Duration.ofDays(3)));
        booked.add(number);
        JsonNode now = world.coordinator().get("/cases/" + open.caseId());
        world.coordinator()
                .post(
                        "/cases/" + open.caseId() + "/closing",
                        now.get("version").asLong(),
                        Map.of("reason", "CANCELLED"));
        walk.stage(candidacy, "CLOSED");
        flow.await(
                talent.person(),
                "/meetings/" + meeting,
                it -> it.get("state").asText().equals("CANCELLED"));
        Await.until(
                "the calendars are told",
                Duration.ofSeconds(30),
                () -> mails(talent.email()).contains("METHOD:CANCEL"));
    }

    private void adjusted(int number) {
        Case open = world.open(number, 1);
        Talent talent = world.talent();
        Talent passed = world.talent();
        Member client = world.member(number);
        String candidacy = flow.select(world.coordinator(), open.caseId(), open.positionId(), talent.talentId());
        String other = flow.select(world.coordinator(), open.caseId(), open.positionId(), passed.talentId());
        walk.propose(open, Map.of(candidacy, 900_000L, other, 800_000L));
        flow.pass(client.person(), other, "SKILLS", "クラウドの経験がもう少し必要です。");
        flow.want(client.person(), candidacy);
        met(number, client, talent, candidacy, "ADJUST", "PROCEED");
        walk.stage(candidacy, "MET");
        JsonNode now = world.coordinator().get("/cases/" + open.caseId());
        ObjectNode wanted = now.get("requirements").deepCopy();
        wanted.put("utilisation", 80);
        JsonNode revised = world.coordinator()
                .put(
                        "/cases/" + open.caseId() + "/requirements",
                        now.get("version").asLong(),
                        Map.of("reason", "商談で稼働率を調整したため", "requirements", wanted));
        assertThat(revised.get("requirementsVersion").asLong()).isEqualTo(2);
        flow.await(
                world.coordinator(),
                "/matches/cases/" + open.caseId() + "?limit=1",
                ranked -> ranked.get("caseVersion").asLong()
                        >= revised.get("version").asLong());
        String offer = flow.offer(client.person(), candidacy, OrderFlow.terms(wanted, 850_000), Walk.inDays(7));
        flow.accept(talent.person(), offer);
        walk.ordered(open, client, talent, candidacy);
        walk.stage(other, "PASSED");
    }

    private void aTeamOfThreeOfWhichOneRefuses(int number) {
        Case open = world.open(number, 3);
        Map<String, Talent> team = new LinkedHashMap<>();
        Map<String, Long> rates = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            Talent talent = world.talent();
            String candidacy = flow.select(world.coordinator(), open.caseId(), open.positionId(), talent.talentId());
            team.put(candidacy, talent);
            rates.put(candidacy, 700_000L + i * 50_000L);
        }
        walk.propose(open, rates);
        List<String> candidacies = List.copyOf(team.keySet());
        for (int i = 0; i < 3; i++) {
            flow.want(world.member(number + i).person(), candidacies.get(i));
        }
        wanting.arriveAndAwaitAdvance();
        List<String> meetings = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String candidacy = candidacies.get(i);
            meetings.add(walk.booked(number + i, world.member(number + i), team.get(candidacy), candidacy, meetingsAt));
        }
        booked.add(number);
        for (int i = 0; i < 3; i++) {
            walk.held(meetings.get(i), "PROCEED", "PROCEED");
            walk.stage(candidacies.get(i), "MET");
        }
        Member client = world.member(number);
        Map<String, ObjectNode> terms = new LinkedHashMap<>();
        rates.forEach((candidacy, yen) -> terms.put(candidacy, OrderFlow.terms(open.requirements(), yen)));
        flow.offerTeam(client.person(), open.caseId(), "PARTIAL", terms, Walk.inDays(7));
        for (int i = 0; i < 3; i++) {
            Talent talent = team.get(candidacies.get(i));
            String offer = flow.offerFor(talent.person(), candidacies.get(i))
                    .get("offerId")
                    .asText();
            if (i == 2) {
                flow.refuse(talent.person(), offer, "別の案件が決まったため");
            } else {
                flow.accept(talent.person(), offer);
            }
        }
        walk.ordered(open, client, team.get(candidacies.get(0)), candidacies.get(0));
        walk.ordered(open, client, team.get(candidacies.get(1)), candidacies.get(1));
        walk.stage(candidacies.get(2), "REFUSED");
        assertThat(client.person().get("/orders?limit=100").toString()).doesNotContain(candidacies.get(2));
    }

    private void met(int number, Member client, Talent talent, String candidacy, String clientSays, String talentSays) {
        wanting.arriveAndAwaitAdvance();
        String meeting = walk.booked(number, client, talent, candidacy, meetingsAt);
        booked.add(number);
        walk.held(meeting, clientSays, talentSays);
        if (clientSays.equals("PROCEED")) {
            walk.stage(candidacy, "MET");
        }
    }

    private static void cannotAccept(Talent talent, String offer, String code) {
        JsonNode now = talent.person().get("/offers/" + offer);
        Person.Answer answer = talent.person()
                .attempt(
                        "POST",
                        "/offers/" + offer + "/acceptance",
                        now.get("version").asLong(),
                        Map.of("termsHash", now.get("termsHash").asText()));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("code").asText()).isEqualTo(code);
    }

    private String mails(String address) {
        return new String(
                Person.visitor(system.mailUrl(), FlowWorld.PATIENCE)
                        .page("/api/mails?to=" + address)
                        .bytes(),
                StandardCharsets.UTF_8);
    }
}
