package jp.enishi.gates;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Puts a row into every table it can, with a value for each required column, so that migrations meet data. */
final class Rows {
    private Rows() {}

    /** Returns the tables that hold a row now. Constraints between columns may keep a table empty; that table is left out. */
    static List<String> fill(Connection connection) throws SQLException {
        List<String> filled = new ArrayList<>();
        connection.setAutoCommit(false);
        for (int round = 0; round < 3; round++) {
            for (String table : tables(connection)) {
                if (!filled.contains(table) && insert(connection, table)) {
                    filled.add(table);
                }
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
        return filled;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        return column(connection, """
                select quote_ident(table_name) from information_schema.tables
                where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'
                order by table_name""");
    }

    private static boolean insert(Connection connection, String table) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            List<String> values = new ArrayList<>();
            try (ResultSet columns = statement.executeQuery("""
                    select column_name, udt_name, is_nullable, column_default, is_identity, is_generated
                    from information_schema.columns where table_schema = 'public' and quote_ident(table_name) = '%s'
                    order by ordinal_position""".formatted(table))) {
                while (columns.next()) {
                    boolean makesItself = columns.getString("column_default") != null
                            || columns.getString("is_identity").equals("YES")
                            || columns.getString("is_generated").equals("ALWAYS");
                    if (!makesItself && columns.getString("is_nullable").equals("NO")) {
                        names.add('"' + columns.getString("column_name") + '"');
                        values.add(value(
                                connection, table, columns.getString("column_name"), columns.getString("udt_name")));
                    }
                }
            }
            statement.executeUpdate(
                    names.isEmpty()
                            ? "insert into " + table + " default values"
                            : "insert into %s (%s) values (%s)"
                                    .formatted(table, String.join(", ", names), String.join(", ", values)));
            connection.releaseSavepoint(before);
            return true;
        } catch (SQLException refusedByAConstraint) {
            connection.rollback(before);
            return false;
        }
    }

    private static String value(Connection connection, String table, String column, String type) throws SQLException {
        List<String> referenced = column(connection, """
                select format('(select %%I from %%I.%%I limit 1)', a.attname, n.nspname, c.relname)
                from pg_constraint k
                join pg_class c on c.oid = k.confrelid
                join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute own on own.attrelid = k.conrelid and own.attnum = k.conkey[1]
                join pg_attribute a on a.attrelid = k.confrelid and a.attnum = k.confkey[1]
                where k.contype = 'f' and k.conrelid = '%s'::regclass and own.attname = '%s'""".formatted(table, column));
        if (!referenced.isEmpty()) {
            return referenced.getFirst();
        }
        List<String> allowed = column(connection, """
                select (regexp_match(pg_get_constraintdef(oid), '''([^'']+)'''))[1]
                from pg_constraint where contype = 'c' and conrelid = '%s'::regclass
                and pg_get_constraintdef(oid) ~ '\\m%s\\M' and pg_get_constraintdef(oid) ~ ''''""".formatted(table, column));
        String word = allowed.isEmpty() || allowed.getFirst() == null ? "x" : allowed.getFirst();
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
            default -> "'" + word + "'";
        };
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
