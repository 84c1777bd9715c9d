package jp.enishi.contracts;

import static jp.enishi.contracts.Api.accept;
import static jp.enishi.contracts.Api.count;
import static jp.enishi.contracts.Api.get;
import static jp.enishi.contracts.Api.hash;
import static jp.enishi.contracts.Api.inDays;
import static jp.enishi.contracts.Api.met;
import static jp.enishi.contracts.Api.offered;
import static jp.enishi.contracts.Api.post;
import static jp.enishi.contracts.Api.sql;
import static jp.enishi.contracts.Api.terms;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jp.enishi.contracts.Api.Met;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.rest.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many answer at once and one is heard; at full size by {@code ./enishi chaos}. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class RaceTest {
    private static final int OFFERS = 3;
    private static final int MANY = 1_000;
    private static final int ACCEPTORS = 50;

    @Test
    void ofFiftyAcceptorsOneWins() throws InterruptedException, ExecutionException {
        race(OFFERS);
    }

    @Test
    @Tag("chaos")
    void ofFiftyAcceptorsOneWinsAThousandTimes() throws InterruptedException, ExecutionException {
        race(MANY);
    }

    private static void race(int offers) throws InterruptedException, ExecutionException {
        try (ExecutorService people = Executors.newFixedThreadPool(ACCEPTORS)) {
            for (int i = 0; i < offers; i++) {
                Met met = met();
                String id = offered(met);
                String hash = hash(met.talent(), id);
                String talent = met.talent();
                var answers = all(people, Collections.nCopies(ACCEPTORS, () -> accept(talent, id, 1, hash)));
                assertThat(answers.stream().filter(answer -> answer.statusCode() == 200))
                        .hasSize(1);
                assertThat(answers.stream().filter(answer -> answer.statusCode() != 200))
                        .allSatisfy(answer -> {
                            assertThat(answer.statusCode()).isEqualTo(409);
                            assertThat(answer.<String>path("code")).isEqualTo("offer-agreed");
                        });
            }
        }
        assertThat(count("select count(*) from (select offer_id from offer_version where state = 'ACCEPTED'"
                        + " group by offer_id having count(*) > 1)"))
                .isZero();
        assertThat(count("select count(*) from agreement a full join work_order o using (offer_id)"
                        + " where a.offer_id is null or o.offer_id is null or a.terms_hash <> o.terms_hash"))
                .isZero();
    }

    @Test
    void acceptWithdrawRefuseAndCounterExcludeEachOther() throws InterruptedException, ExecutionException {
        try (ExecutorService people = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 6; i++) {
                Met met = met();
                String id = offered(met);
                String hash = hash(met.talent(), id);
                String path = "/offers/" + id;
                List<Callable<Response>> acts = new ArrayList<>(List.of(
                        () -> accept(met.talent(), id, 1, hash),
                        () -> accept(met.talent(), id, 1, hash),
                        () -> post(met.client(), path + "/withdrawal", 1, Map.of()),
                        () -> post(met.talent(), path + "/refusal", 1, Map.of()),
                        () -> post(
                                met.talent(),
                                path + "/versions",
                                1,
                                Map.of("terms", terms(950_000), "expiresAt", inDays(3)))));
                Collections.rotate(acts, i);
                var answers = all(people, acts);
                assertThat(answers.stream().filter(answer -> answer.statusCode() == 200))
                        .hasSize(1);
                assertThat(answers.stream().map(Response::statusCode))
                        .allMatch(status -> List.of(200, 409, 412).contains(status));
                String state = get(met.talent(), path).then().extract().path("state");
                assertThat(count("select count(*) from work_order where offer_id = '" + id + "'"))
                        .isEqualTo(state.equals("AGREED") ? 1 : 0);
            }
        }
    }

    @Test
    void acceptanceAndExpiryExcludeEachOther() throws InterruptedException, ExecutionException {
        try (ExecutorService people = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                Met met = met();
                String id = offered(met);
                String hash = hash(met.talent(), id);
                moveEnd(id, 60L * i - 120);
                var answers = all(people, Collections.nCopies(4, () -> accept(met.talent(), id, 1, hash)));
                long won = answers.stream()
                        .filter(answer -> answer.statusCode() == 200)
                        .count();
                assertThat(won).isLessThanOrEqualTo(1);
                assertThat(answers.stream().filter(answer -> answer.statusCode() != 200))
                        .allSatisfy(answer ->
                                assertThat(answer.<String>path("code")).isIn("offer-expired", "offer-agreed"));
                assertThat(count("select count(*) from work_order where offer_id = '" + id + "'"))
                        .isEqualTo(won);
                assertThat(count("select count(*) from offer_version where offer_id = '" + id
                                + "' and state = 'ACCEPTED' and expires_at < now() - interval '1 hour'"))
                        .isZero();
            }
        }
    }

    /** The end of an offer is written once, so the test takes the guards away for a moment. */
    private static void moveEnd(String id, long milliseconds) {
        String end = "now() + " + milliseconds + " * interval '1 millisecond'";
        sql("set session_replication_role = replica; update offer_version set expires_at = " + end
                + " where offer_id = '" + id + "'; update offer set expires_at = " + end + " where offer_id = '" + id
                + "'");
    }

    private static List<Response> all(ExecutorService people, List<Callable<Response>> acts)
            throws InterruptedException, ExecutionException {
        var answers = new ArrayList<Response>();
        for (Future<Response> act : people.invokeAll(acts)) {
            answers.add(act.get());
        }
        return answers;
    }
}
