package jp.enishi.platform.http;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.SocketException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's refusals that are the request's fault or a lost race, by SQLSTATE (PostgreSQL documentation, appendix A). */
final class SqlStates {
    /** Also when the client lost the connection before it could read a state. */
    private static final String CONNECTION_LOST = "08006";

    private static final boolean CLIENT_PRESENT = clientPresent();

    private SqlStates() {}

    static @Nullable Problem problem(Throwable failure, String traceId) {
        String state = failure instanceof SQLException refused ? refused.getSQLState() : clientState(failure);
        return switch (String.valueOf(state)) {
            case "22021", "22P02", "22P05" ->
                Problems.problem(400, "text-invalid", "a text has a character that cannot be kept", traceId);
            case "22001", "22003" -> Problems.problem(422, "value-too-large", "a value is too large", traceId);
            case "23505" -> Problems.problem(409, "already-exists", "there is one already", traceId);
            case "23P01" -> Problems.problem(409, "overlap", "it overlaps with another", traceId);
            case "40001", "40P01", "55P03" ->
                Problems.problem(409, "conflict", "another change came first; try again", traceId);
            case "53300", "57P01", "57P03", "57014", "25P03", CONNECTION_LOST ->
                Problems.problem(503, "unavailable", "not available now; wait and try again", traceId);
            default -> null;
        };
    }

    private static @Nullable String clientState(Throwable failure) {
        return CLIENT_PRESENT ? Client.state(failure) : null;
    }

    /** Kept apart so that a part without a database needs no PostgreSQL client. */
    private static final class Client {
        static @Nullable String state(Throwable failure) {
            return switch (failure) {
                case PgException refused -> refused.getSqlState();
                case ClosedConnectionException lost -> CONNECTION_LOST;
                case SocketException lost -> CONNECTION_LOST;
                default -> null;
            };
        }
    }

    private static boolean clientPresent() {
        try {
            Class.forName("io.vertx.pgclient.PgException", false, SqlStates.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException none) {
            return false;
        }
    }
}
