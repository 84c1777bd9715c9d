package jp.enishi.platform.messaging;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jp.enishi.platform.test.TestParts;

/** Looks into the database past the application. */
final class TestSql {
    private TestSql() {}

    static long number(String sql) {
        try (var connection = TestParts.database().connect();
                var rows = connection.createStatement().executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : -1;
        } catch (SQLException refused) {
            throw new IllegalStateException(sql, refused);
        }
    }

    static String text(String sql) {
        try (var connection = TestParts.database().connect();
                var rows = connection.createStatement().executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException refused) {
            throw new IllegalStateException(sql, refused);
        }
    }

    static void run(String sql) {
        try (var connection = TestParts.database().connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new IllegalStateException(sql, refused);
        }
    }

    /** Waits until the query answers the number, at most 20 seconds. */
    static void await(String sql, long expected) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        long last = number(sql);
        while (last != expected) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(sql + " is " + last + ", not " + expected);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            last = number(sql);
        }
    }
}
