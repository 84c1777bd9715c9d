package jp.enishi.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks for people in what services have logged: their addresses and names as Keycloak and the services know them. */
final class LoggedLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LoggedLines() {}

    /** Every address, and every name that is no common word: in Japanese, or with a space or of some length. */
    static Set<String> people(WholeSystem system) throws SQLException {
        Set<String> people = new TreeSet<>();
        take(system, "keycloak", people, """
            select email from user_entity where email like '%@%'
            union select first_name from user_entity where first_name ~ '[^ -~]'
            union select last_name from user_entity where last_name ~ '[^ -~]'
            union select first_name || ' ' || last_name from user_entity""");
        take(system, "cases", people, """
            select email from inquiry where email is not null
            union select person from inquiry where length(person) > 3
            union select message from inquiry where length(message) > 3""");
        return people;
    }

    private static void take(WholeSystem system, String database, Set<String> into, String query) throws SQLException {
        try (Connection connection = system.database(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                String found = rows.getString(1);
                if (found != null && found.strip().length() > 1) {
                    into.add(found.strip());
                }
            }
        }
    }

    /** Lines that name somebody, by service and number and without the line itself. */
    static List<String> naming(Set<String> people, WholeSystem system) throws IOException {
        List<String> found = new ArrayList<>();
        for (String service : WholeSystem.SERVICES) {
            int number = 0;
            for (String line : lines(system, service)) {
                number++;
                if (names(people, line)) {
                    found.add(service + ":" + number);
                }
            }
        }
        return found;
    }

    static boolean names(Set<String> people, String line) {
        return people.stream().anyMatch(line::contains);
    }

    private static List<String> lines(WholeSystem system, String service) throws IOException {
        return Files.readAllLines(system.parts().log(service));
    }

    /** The lines of a service that logs JSON; what the JVM itself says before it begins is text. */
    static List<JsonNode> objects(WholeSystem system, String service) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        for (String line : lines(system, service)) {
            if (line.startsWith("{")) {
                objects.add(object(line));
            }
        }
        return objects;
    }

    private static JsonNode object(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException broken) {
            throw new AssertionError("A line of the log is no JSON", broken);
        }
    }
}
