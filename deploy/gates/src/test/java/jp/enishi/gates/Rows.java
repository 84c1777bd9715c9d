package jp.enishi.gates;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a row into every table it can, with a value for each required column, so that migrations meet data. */
final class Rows {
    /**
     * Every table, and of each column that needs a value and makes none itself: its type, the column it refers to, and a
     * word that the table's checks name beside it.
     */
    private static final String REQUIRED = """
            select quote_ident(t.relname) as table, quote_ident(a.attname) as column, y.typname as type, (
                    select format('(select %I from %s order by ctid desc limit 1)', r.attname, k.confrelid::regclass)
                    from pg_constraint k join pg_attribute r on r.attrelid = k.confrelid and r.attnum = k.confkey[1]
                    where k.contype = 'f' and k.conrelid = t.oid and k.conkey[1] = a.attnum limit 1) as reference, (
                    select (regexp_match(pg_get_constraintdef(k.oid), '''([^'']+)'''))[1] from pg_constraint k
                    where k.contype = 'c' and k.conrelid = t.oid and pg_get_constraintdef(k.oid) ~ ''''
                        and pg_get_constraintdef(k.oid) ~ ('\\m' || a.attname || '\\M') limit 1) as word
            from pg_class t
            left join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attnotnull
                and not a.atthasdef and a.attidentity = ''
            left join pg_type y on y.oid = a.atttypid
            where t.relkind = 'r' and t.relnamespace = 'public'::regnamespace and t.relname <> 'flyway_schema_history'
            order by t.relname, a.attnum""";

    private Rows() {}

    /**
     * Puts one more row into each table, within the connection's transaction, and returns how many rows each table has that
     * has any. Constraints between columns may keep a table as it is.
     */
    static Map<String, Long> fill(Connection connection) throws SQLException {
        Map<String, String> inserts = inserts(connection);
        List<String> left = List.copyOf(inserts.keySet());
        // A table may refer to one that comes later.
        for (int round = 0; round < 3; round++) {
            List<String> refused = new ArrayList<>();
            for (String table : left) {
                if (!insert(connection, inserts.get(table))) {
                    refused.add(table);
                }
            }
            left = refused;
        }
        Map<String, Long> rows = new HashMap<>();
        for (String table : inserts.keySet()) {
            long count = count(connection, table);
            if (count > 0) {
                rows.put(table, count);
            }
        }
        return rows;
    }

    static long count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from " + table)) {
            count.next();
            return count.getLong(1);
        }
    }

    private static Map<String, String> inserts(Connection connection) throws SQLException {
        Map<String, Map<String, String>> tables = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(REQUIRED)) {
            while (found.next()) {
                Map<String, String> values =
                        tables.computeIfAbsent(found.getString("table"), table -> new LinkedHashMap<>());
                String column = found.getString("column");
                String reference = found.getString("reference");
                if (column != null) {
                    values.put(
                            column,
                            reference == null ? value(found.getString("type"), found.getString("word")) : reference);
                }
            }
        }
        Map<String, String> inserts = new LinkedHashMap<>();
        tables.forEach((table, values) -> inserts.put(
                table,
                values.isEmpty()
                        ? "insert into " + table + " default values"
                        : "insert into %s (%s) values (%s)"
                                .formatted(
                                        table,
                                        String.join(", ", values.keySet()),
                                        String.join(", ", values.values()))));
        return inserts;
    }

    private static boolean insert(Connection connection, String row) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(row);
            connection.releaseSavepoint(before);
            return true;
        } catch (SQLException refusedByAConstraint) {
            connection.rollback(before);
            return false;
        }
    }

    private static String value(String type, String word) {
        return switch (type) {
            case "uuid" -> "gen_random_uuid()";
            case "jsonb", "json" -> "'{}'";
            case "bytea" -> "'\\x00'";
            case "bool" -> "true";
            case "int2", "int4", "int8", "numeric" -> "1";
            case "timestamptz", "timestamp" -> "now()";
            case "date" -> "current_date";
            case "_text", "_varchar", "_uuid" -> "'{}'";
            case "tstzrange" -> "tstzrange(now(), now() + interval '1 hour')";
            default -> word == null ? "'x'" : "'" + word + "'";
        };
    }
}
