package jp.enishi.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code system/roles.sql} without psql: its variables, {@code \gexec} and {@code \connect} are all of psql that it
 * uses, and all that is understood here.
 */
final class RolesScript {

    /** Opens a connection as the superuser. */
    interface Server {
        Connection connect(String database) throws SQLException;
    }

    private static final String FILE = "/system/roles.sql";
    private static final Pattern VARIABLE = Pattern.compile(":(['\"])(\\w+)\\1");
    private static final String EXECUTE = "\\gexec";
    private static final String CONNECT = "\\connect ";

    private final List<String> lines;

    private RolesScript(String text) {
        lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("--"))
                .toList();
    }

    static RolesScript load() {
        try (@Nullable InputStream in = RolesScript.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new Failure(FILE + " is not in the jar of the runner. Build it: ./enishi build");
            }
            return new RolesScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Failure("Cannot read " + FILE, e);
        }
    }

    /** Makes the database and its roles, or gives them these passwords. */
    void run(Server server, String database, String ownerPassword, String appPassword) throws SQLException {
        Map<String, String> values = Map.of(
                "database", database,
                "owner", database + "_owner",
                "owner_password", ownerPassword,
                "app", database + "_app",
                "app_password", appPassword);
        int connect = connectLine();
        try (Connection connection = server.connect("postgres")) {
            run(connection, lines.subList(0, connect), values);
        }
        try (Connection connection = server.connect(database)) {
            run(connection, lines.subList(connect + 1, lines.size()), values);
        }
    }

    private int connectLine() {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(CONNECT)) {
                return i;
            }
        }
        throw new Failure(FILE + " does not connect to the database that it makes.");
    }

    private static void run(Connection connection, List<String> lines, Map<String, String> values) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String line : lines) {
                String sql = with(values, line);
                if (sql.endsWith(EXECUTE)) {
                    for (String made : made(statement, sql.substring(0, sql.length() - EXECUTE.length()))) {
                        statement.execute(made);
                    }
                } else {
                    statement.execute(sql);
                }
            }
        }
    }

    private static List<String> made(Statement statement, String query) throws SQLException {
        List<String> made = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                made.add(rows.getString(1));
            }
        }
        return made;
    }

    private static String with(Map<String, String> values, String line) {
        Matcher matcher = VARIABLE.matcher(line);
        return matcher.replaceAll(found -> {
            String quote = found.group(1);
            @Nullable String value = values.get(found.group(2));
            if (value == null) {
                throw new Failure(FILE + " needs a value for " + found.group(2) + ".");
            }
            return Matcher.quoteReplacement(quote + value.replace(quote, quote + quote) + quote);
        });
    }
}
