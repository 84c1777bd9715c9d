package jp.enishi.contracts;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The clock of the database, which alone decides what has expired and which day it is. */
@ApplicationScoped
public class DatabaseClock {
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

    /** The time of this statement; part of the running session. */
    public Uni<Instant> now() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select cast(extract(epoch from clock_timestamp()) * 1000000 as bigint)", Long.class)
                        .getSingleResult())
                .map(micros -> Instant.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L));
    }

    /** The day in Japan at an instant. */
    public static LocalDate dayOf(Instant now) {
        return LocalDate.ofInstant(now, JAPAN);
    }
}
