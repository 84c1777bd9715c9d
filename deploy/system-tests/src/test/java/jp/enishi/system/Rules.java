package jp.enishi.system;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Rules about a database, each a name and a query; whatever the query finds breaks the rule. */
final class Rules {
    private Rules() {}

    /**
     * What is broken, with some of the rows concerned.
     *
     * @param rules separated by empty lines; each is its name with a colon, then the query
     */
    static List<String> findings(String database, String rules, Connection connection) throws SQLException {
        List<String> findings = new ArrayList<>();
        for (String rule : rules.strip().split("\n\n")) {
            String[] parts = rule.split(":\n", 2);
            List<String> rows = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery(parts[1])) {
                while (found.next()) {
                    rows.add(found.getString(1));
                }
            }
            if (!rows.isEmpty()) {
                findings.add("%s: %d %s: %s"
                        .formatted(
                                database,
                                rows.size(),
                                parts[0],
                                rows.stream().limit(3).toList()));
            }
        }
        return findings;
    }
}
