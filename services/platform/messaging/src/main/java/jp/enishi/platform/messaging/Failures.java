package jp.enishi.platform.messaging;

import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.RetriableException;
import org.hibernate.exception.JDBCConnectionException;

/** Which failures pass by themselves, and how the others are told without naming classes. */
final class Failures {
    private static final Pattern CLASS_NAME =
            Pattern.compile("(?:[\\w$]+\\.){2,}[\\w$]+(?:Exception|Error|Violation)?:?");
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}+");
    private static final int LONGEST = 500;
    private static final int DEEPEST = 20;

    private Failures() {}

    /** Connections, deadlocks, serialisation, shut-downs, full pools: worth another try with the same event. */
    static boolean isTransient(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (isTransientItself(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isTransientItself(Throwable failure) {
        return switch (failure) {
            case PgException postgres -> isTransientState(String.valueOf(postgres.getSqlState()));
            case TransientFailure ignored -> true;
            case RetriableException ignored -> true;
            case JDBCConnectionException ignored -> true;
            case SocketException ignored -> true;
            case SocketTimeoutException ignored -> true;
            case UnknownHostException ignored -> true;
            case ClosedChannelException ignored -> true;
            case TimeoutException ignored -> true;
            case HttpClosedException ignored -> true;
            case ClosedConnectionException ignored -> true;
            case VertxException closed -> text(closed).contains("closed");
            // Vert.x gives a full or closed connection pool no type of its own.
            default -> {
                String name = failure.getClass().getSimpleName();
                yield name.startsWith("ConnectionPoolTooBusy")
                        || name.startsWith("NoStackTraceTimeout")
                        || name.startsWith("NoStackTraceThrowable")
                                && text(failure).contains("timeout")
                        || failure instanceof IllegalStateException
                                && text(failure).contains("pool closed");
            }
        };
    }

    private static boolean isTransientState(String state) {
        return state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P0")
                // The database ended a transaction in which nothing was asked for too long: the machine is busy.
                || state.equals("25P03")
                || state.equals("40001")
                || state.equals("40P01")
                || state.equals("55P03");
    }

    private static String text(Throwable failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    }

    /** A stable code: that of the malformed event, of the database, or {@code handler-failed}. */
    static String code(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof MalformedEvent malformed) {
                return malformed.code();
            }
            if (cause instanceof PgException postgres) {
                return "sql-" + postgres.getSqlState();
            }
            cause = cause.getCause();
        }
        return "handler-failed";
    }

    /** One printable line without class names. */
    static String describe(Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        String plain = CLASS_NAME
                .matcher(UNPRINTABLE.matcher(text).replaceAll(" "))
                .replaceAll("")
                .strip();
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    }
}
