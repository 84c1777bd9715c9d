package jp.enishi.meetings;

import static jp.enishi.meetings.World.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.TestParts;
import jp.enishi.platform.test.rest.Response;
import org.junit.jupiter.api.Test;

/** Nobody is in two meetings at once, however many ask at the same time. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
class BookingRaceTest {
    private static final int CLIENTS = 16;
    private static final int BOOKINGS_EACH = 6;
    private static final String OVERLAPS = """
        select count(*) from booking a join booking b
        on a.participant = b.participant and a.meeting_id < b.meeting_id and a.during && b.during
        where a.live and b.live\
        """;

    @Test
    void sixteen_clients_book_at_random_and_nothing_overlaps() throws Exception {
        Random random = new Random(16);
        List<UUID> people = new ArrayList<>();
        for (int n = 0; n < 9; n++) {
            people.add(UUID.randomUUID());
        }
        Instant base = World.in(24);
        List<Callable<Void>> clients = new ArrayList<>();
        AtomicInteger booked = new AtomicInteger();
        AtomicInteger busy = new AtomicInteger();
        for (int client = 0; client < CLIENTS; client++) {
            List<World> worlds = new ArrayList<>();
            List<Instant> starts = new ArrayList<>();
            for (int n = 0; n < BOOKINGS_EACH; n++) {
                World world = new World();
                world.client = people.get(random.nextInt(3));
                world.talent = people.get(3 + random.nextInt(3));
                world.coordinator = people.get(6 + random.nextInt(3));
                world.stage("MEETING_WANTED");
                worlds.add(world);
                starts.add(base.plusSeconds(1_800L * random.nextInt(30)));
            }
            clients.add(() -> {
                for (int n = 0; n < BOOKINGS_EACH; n++) {
                    World world = worlds.get(n);
                    String id = world.call("COORDINATOR", starts.get(n));
                    Response answer = world.book(id, 1, 0);
                    switch (answer.statusCode()) {
                        case 200 -> booked.incrementAndGet();
                        case 409 -> {
                            assertThat(answer.<String>path("code")).isEqualTo("participant-busy");
                            busy.incrementAndGet();
                        }
                        default -> throw new AssertionError(answer.asString());
                    }
                }
                return null;
            });
        }
        World.eventually(() -> assertThat(sql("select count(*) from candidacy where talent_user_id in ('"
                        + people.get(3) + "','" + people.get(4) + "','" + people.get(5) + "')"))
                .isEqualTo(Integer.toString(CLIENTS * BOOKINGS_EACH)));
        try (var pool = Executors.newFixedThreadPool(CLIENTS)) {
            for (var done : pool.invokeAll(clients)) {
                done.get();
            }
        }
        assertThat(sql(OVERLAPS)).isEqualTo("0");
        assertThat(booked.get() + busy.get()).isEqualTo(CLIENTS * BOOKINGS_EACH);
        assertThat(booked).hasPositiveValue();
        assertThat(busy).hasPositiveValue();
        assertThat(sql("select count(*) from booking b join meeting m using (meeting_id) where m.state <>"
                        + " 'BOOKED' and b.live"))
                .isEqualTo("0");
    }

    @Test
    void the_database_itself_refuses_an_overlap() throws Exception {
        World world = new World().wanted();
        Instant start = World.in(200);
        world.booked(start);
        World other = new World().wanted();
        String id = other.call("COORDINATOR", start);
        try (var connection = TestParts.database().connect();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(
                            "insert into booking (meeting_id, participant, during) values ('%s', '%s', tstzrange('%s', '%s'))"
                                    .formatted(id, world.talent, start.plusSeconds(3_540), start.plusSeconds(7_200))))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("23P01"));
            statement.execute(
                    "insert into booking (meeting_id, participant, during) values ('%s', '%s', tstzrange('%s', '%s'))"
                            .formatted(id, world.talent, start.plusSeconds(3_600), start.plusSeconds(7_200)));
            statement.execute("delete from booking where meeting_id = '" + id + "'");
        }
    }
}
