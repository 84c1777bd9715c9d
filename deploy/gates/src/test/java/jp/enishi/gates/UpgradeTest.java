package jp.enishi.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * While a release is rolled out its predecessor works on the new schema. {@code released.txt} lists the migrations of the
 * last release: none of them has changed, and those that came since leave alone what the release uses. Parts that the release
 * uses no more ({@code unused} in the list) may go. {@code -Dreleased.refresh} writes the list when a release is made.
 */
class UpgradeTest {
    private static final Path LIST = Tree.ROOT.resolve("deploy/gates/released.txt");
    private static final String NAME = "\"?(?:public\\.)?\"?([a-z0-9_]+)\"?";
    private static final String UNUSED = "unused ";

    private static final Pattern STAR =
            Pattern.compile("(?:(?:select|returning|,)\\s+[a-z_]+\\.|(?:select|returning)\\s+)\\*");

    /** What breaks who still uses the schema as it was, and why. The first group is the table, the second a part of it. */
    private static final Map<Pattern, String> BREAKING = breaking();

    private static Map<Pattern, String> breaking() {
        Map<Pattern, String> rules = new LinkedHashMap<>();
        String table = "alter table (?:if exists )?(?:only )?" + NAME + " (?:.*, *)?";
        rules.put(
                rule("drop (?:table|view|materialized view|sequence|function|type|schema) (?:if exists )?" + NAME),
                "takes away what is in use");
        rules.put(rule(table + "drop column (?:if exists )?" + NAME), "takes away a column that is in use");
        rules.put(
                rule(table + "drop (?!column|constraint|not null|default)(?:if exists )?" + NAME),
                "takes away a column that is in use");
        rules.put(rule(table + "rename (?:column )?(?:to )?" + NAME), "renames what is in use");
        rules.put(rule("alter (?:view|sequence|type|function|index) .*rename"), "renames what is in use");
        rules.put(rule(table + "alter (?:column )?" + NAME + " (?:set data )?type "), "changes a type that is in use");
        rules.put(
                rule(table + "alter (?:column )?" + NAME + " set not null"), "requires what the release may leave out");
        rules.put(
                rule(table + "alter (?:column )?" + NAME + " drop default"), "requires what the release may leave out");
        rules.put(
                rule(table + "add (?:column )?(?:if not exists )?"
                        + "(?!constraint|primary|unique|check|foreign|exclude)" + NAME
                        + "(?=[^,]* not null)(?![^,]* (?:default|generated))"),
                "requires a column that the release doesn't know");
        rules.put(
                rule(table + "add (?:constraint " + NAME + " )?(?:primary key|unique|check|foreign key|exclude)"),
                "refuses rows that the release may write");
        rules.put(
                rule("create unique index (?:concurrently )?(?:if not exists )?[a-z0-9_]+ on (?:only )?" + NAME),
                "refuses rows that the release may write");
        rules.put(rule("(?:truncate|delete from) (?:table )?(?:only )?" + NAME), "deletes rows of the release");
        rules.put(rule("revoke .* on (?:table )?" + NAME), "takes a right away");
        rules.put(
                rule("create (?:or replace )?(?:constraint )?trigger (?=.* on " + NAME + ")" + NAME),
                "refuses or changes rows that the release writes");
        return rules;
    }

    private static Pattern rule(String form) {
        return Pattern.compile("^" + form, Pattern.DOTALL);
    }

    /** A migration of the tree, by the name that the list has for it. */
    private record Migration(String name, Path file) {
        String line() throws IOException {
            return name + " " + hash(Files.readString(file));
        }
    }

    @Test
    void theReleaseWorksOnTheNewSchema() throws IOException {
        List<Migration> migrations = migrations();
        if (System.getProperty("released.refresh") != null) {
            List<String> lines = new ArrayList<>(List.of(
                    "# The migrations of the last release, and what its code uses no more (unused table, unused table.column).",
                    "# Written when a release is made: see docs/operations/change-and-loss.md."));
            Files.readAllLines(LIST).stream()
                    .filter(line -> line.startsWith(UNUSED))
                    .forEach(lines::add);
            for (Migration migration : migrations) {
                lines.add(migration.line());
            }
            Files.write(LIST, lines);
        }
        List<String> released = Files.readAllLines(LIST);
        Set<String> unused = new HashSet<>();
        Set<String> names = new HashSet<>();
        List<String> findings = new ArrayList<>();
        List<String> present = new ArrayList<>();
        for (Migration migration : migrations) {
            present.add(migration.line());
        }
        for (String line : released) {
            if (line.startsWith(UNUSED)) {
                unused.add(line.substring(UNUSED.length()).strip());
            } else if (!line.startsWith("#") && !line.isBlank()) {
                names.add(line.split(" ")[0]);
                if (!present.contains(line)) {
                    findings.add(line.split(" ")[0] + " was released and is changed or gone");
                }
            }
        }
        StringBuilder fresh = new StringBuilder();
        for (Migration migration : migrations) {
            if (!names.contains(migration.name())) {
                fresh.append(Files.readString(migration.file())).append('\n');
            }
        }
        Set<String> made = made(fresh.toString());
        for (Migration migration : migrations) {
            if (!names.contains(migration.name())) {
                breaks(Files.readString(migration.file()), made, unused)
                        .forEach(finding -> findings.add(migration.name() + ": " + finding));
            }
        }
        assertThat(findings).as("See docs/operations/change-and-loss.md").isEmpty();
        assertThat(names).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop table offer | takes away",
                "alter table offer drop column note | takes away",
                "alter table offer drop note | takes away",
                "alter table offer add column a text, drop column note | takes away",
                "alter table offer rename column note to remark | renames",
                "alter table offer rename to bid | renames",
                "alter table offer alter column note type varchar(9) | changes a type",
                "ALTER TABLE public.offer ALTER note SET NOT NULL | requires",
                "alter table offer alter column note drop default | requires",
                "alter table offer add column b text not null | requires a column",
                "alter table offer add c integer not null check (c > 0) | requires a column",
                "alter table offer add constraint d check (note <> '') | refuses rows",
                "alter table offer add unique (note) | refuses rows",
                "create unique index e on offer (note) | refuses rows",
                "truncate offer | deletes rows",
                "delete from offer where note = 'a' | deletes rows",
                "revoke insert on offer from app | takes a right",
                "create trigger f before insert on offer for each row execute function g() | refuses or changes"
            })
    void aMigrationThatBreaksTheReleaseIsFound(String statement, String finding) {
        assertThat(breaks("-- why\n" + statement + ";", Set.of(), Set.of()))
                .singleElement()
                .asString()
                .contains(finding);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table bid (id uuid primary key, note text not null)",
                "create table bid (id uuid); create unique index b on bid (id); alter table bid add column c text not null",
                "alter table offer add column note text",
                "alter table offer add column kind text not null default 'NONE'",
                "alter table offer add column n bigint not null generated always as identity",
                "alter table offer alter column note drop not null",
                "alter table offer drop constraint old_rule",
                "create index g on offer (note)",
                "update offer set kind = 'A' where kind = 'NONE'",
                "alter table offer drop column old_note",
                "drop table old_table",
                "do $$ begin perform 1; delete from nothing; end $$"
            })
    void aMigrationThatOnlyAddsPasses(String statements) {
        assertThat(breaks(statements, made(statements), Set.of("offer.old_note", "old_table")))
                .isEmpty();
    }

    /** The tables that these statements make: the release can't use them yet. */
    private static Set<String> made(String sql) {
        Set<String> made = new HashSet<>();
        Matcher create =
                Pattern.compile("create table (?:if not exists )?" + NAME).matcher(plain(sql));
        while (create.find()) {
            made.add(create.group(1));
        }
        return made;
    }

    /** A connection keeps plans and Hibernate keeps columns: the next version's column must not change what a query answers. */
    @Test
    void queriesNameTheirColumns() throws IOException {
        List<String> stars = new ArrayList<>();
        for (Path file : Tree.files("services/**/src/main/java/**.java")) {
            Matcher star = STAR.matcher(Files.readString(file));
            if (star.find()) {
                stars.add(file.getFileName() + ": " + star.group());
            }
        }
        assertThat(stars).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from inquiry",
                "select c.*, o.name from c",
                "select made, g.* from g",
                "update t set a = 1 returning *",
                "returning o.*, i.name"
            })
    void aQueryForAllColumnsIsFound(String query) {
        assertThat(STAR.matcher(query).find()).isTrue();
        assertThat(STAR.matcher("select count(*), (a * 2), b *\n 3 from t").find())
                .isFalse();
    }

    private static List<String> breaks(String sql, Set<String> made, Set<String> unused) {
        List<String> findings = new ArrayList<>();
        for (String statement : plain(sql).split(";")) {
            String one = statement.strip();
            BREAKING.entrySet().stream()
                    .filter(rule -> {
                        Matcher found = rule.getKey().matcher(one);
                        return found.find() && !made.contains(group(found, 1)) && !leftBehind(found, unused);
                    })
                    .findFirst()
                    .ifPresent(rule -> findings.add(
                            rule.getValue() + ": " + (one.length() > 100 ? one.substring(0, 100) + " …" : one)));
        }
        return findings;
    }

    private static boolean leftBehind(Matcher found, Set<String> unused) {
        return unused.contains(group(found, 1)) || unused.contains(group(found, 1) + "." + group(found, 2));
    }

    private static String group(Matcher found, int number) {
        return found.groupCount() < number || found.group(number) == null ? "" : found.group(number);
    }

    /** Small letters and single blanks, without comments and without the bodies of functions, which change nothing by themselves. */
    private static String plain(String sql) {
        return sql.replaceAll("(?s)/\\*.*?\\*/", " ")
                .replaceAll("--[^\n]*", " ")
                .replaceAll("(?s)\\$\\$.*?\\$\\$", "''")
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("\\s+", " ");
    }

    private static List<Migration> migrations() throws IOException {
        try (Stream<Path> files = Files.walk(Tree.ROOT.resolve("services"))) {
            return files.filter(file -> file.toString().matches(".*/src/main/resources/db/.*\\.sql"))
                    .map(file -> new Migration(
                            Tree.ROOT
                                    .resolve("services")
                                    .relativize(file)
                                    .toString()
                                    .replace("/src/main/resources/db/", ":"),
                            file))
                    .sorted(java.util.Comparator.comparing(Migration::name))
                    .toList();
        }
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
