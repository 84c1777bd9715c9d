package jp.enishi.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Base backups of the running PostgreSQL and the log of all changes since, from which it is put back as it was at any later
 * moment. The log is archived from the first backup on. Everything is in {@code backups} of the system's home.
 */
final class Backups {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TARGET =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS'+00'").withZone(ZoneOffset.UTC);
    /** What belongs to the running process, not to the data (see PostgreSQL's manual on backups with the low level API). */
    private static final Set<String> NOT_COPIED =
            Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init", "current_logfiles");

    private static final Set<String> EMPTY = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans",
            "pgsql_tmp");
    private static final String SETTINGS = "postgresql.auto.conf";

    private final Path data;
    private final Path folder;

    Backups(Places places) {
        this.data = places.data(Postgres.NAME);
        this.folder = places.home().resolve("backups");
    }

    /** Where the server puts each finished segment of its log; it archives while this folder exists. */
    static Path log(Places places) {
        return places.home().resolve("backups").resolve("wal");
    }

    /**
     * Copies the files of the running server.
     *
     * @param superuser a connection that stays open all the while
     * @return the backup's name
     */
    String make(Connection superuser) {
        String name = NAME.format(Instant.now());
        Path target = folder.resolve(name);
        try (Statement statement = superuser.createStatement()) {
            Files.createDirectories(folder.resolve("wal"));
            statement.execute("select pg_backup_start('" + name + "', fast => true)");
            copy(data, target.resolve("data"), true);
            // Answers when the log that the copy needs is archived.
            try (ResultSet stopped =
                    statement.executeQuery("select labelfile, clock_timestamp() from pg_backup_stop(true)")) {
                stopped.next();
                Files.writeString(target.resolve("data/backup_label"), stopped.getString(1));
                Files.writeString(
                        target.resolve("ended"),
                        stopped.getTimestamp(2).toInstant().toString() + "\n");
            }
            return name;
        } catch (SQLException | IOException e) {
            throw new Failure("The backup could not be made: " + e.getMessage(), e);
        }
    }

    /** The names of whole backups, the newest last. */
    List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(one -> Files.exists(one.resolve("ended")))
                    .map(one -> one.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new Failure("Cannot list " + folder + ": " + e.getMessage(), e);
        }
    }

    /** The newest backup that was complete at that moment. */
    String before(@Nullable Instant moment) {
        return names().reversed().stream()
                .filter(name -> moment == null || !ended(name).isAfter(moment))
                .findFirst()
                .orElseThrow(() -> new Failure(
                        names().isEmpty()
                                ? "There is no backup in " + folder + ". Make one while Enishi runs: ./enishi backup"
                                : "There is no backup from before " + moment + "; the oldest is complete since "
                                        + ended(names().getFirst()) + "."));
    }

    private Instant ended(String name) {
        try {
            return Instant.parse(
                    Files.readString(folder.resolve(name).resolve("ended")).strip());
        } catch (IOException e) {
            throw new Failure("Cannot read the backup " + name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Puts the copy in the place of the data, whose server doesn't run; the next start goes through the log up to the moment.
     * What was there is kept beside it.
     */
    void putBack(String name, @Nullable Instant moment) {
        Path copy = folder.resolve(name).resolve("data");
        Path fresh = data.resolveSibling(Postgres.NAME + ".new");
        Path old = data.resolveSibling(Postgres.NAME + ".until-" + NAME.format(Instant.now()));
        try {
            Archives.deleteTree(fresh);
            copy(copy, fresh, false);
            if (Files.exists(data)) {
                Files.move(data, old);
                lastOfTheLog(old.resolve("pg_wal"), fresh.resolve("pg_wal"));
            }
            Files.createDirectories(fresh.resolve("pg_wal/archive_status"));
            Files.writeString(fresh.resolve("recovery.signal"), "");
            Files.writeString(
                    fresh.resolve(SETTINGS),
                    Files.readString(copy.resolve(SETTINGS))
                            + "restore_command = 'cp \"" + folder.resolve("wal") + "/%f\" \"%p\"'\n"
                            + "recovery_target_action = 'promote'\n"
                            + (moment == null ? "" : "recovery_target_time = '" + TARGET.format(moment) + "'\n"));
            Files.move(fresh, data);
        } catch (IOException e) {
            throw new Failure("The backup " + name + " could not be put back: " + e.getMessage(), e);
        }
    }

    /** What the server wrote last was not archived yet, and is there if its disk is. */
    private static void lastOfTheLog(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** The server has reached its moment and goes on from there by its own settings. */
    void recovered(String name) {
        try {
            Files.copy(
                    folder.resolve(name).resolve("data").resolve(SETTINGS),
                    data.resolve(SETTINGS),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Failure("The settings of PostgreSQL could not be put back: " + e.getMessage(), e);
        }
    }

    private static void copy(Path from, Path to, boolean running) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(folder).toString());
                if (target.equals(to)) {
                    Files.createDirectories(Objects.requireNonNull(to.getParent()));
                }
                Files.copy(folder, target, StandardCopyOption.COPY_ATTRIBUTES);
                boolean empty = running && EMPTY.contains(Objects.toString(folder.getFileName()));
                return empty ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!NOT_COPIED.contains(Objects.toString(file.getFileName()))) {
                    try {
                        Files.copy(
                                file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                    } catch (NoSuchFileException dropped) {
                        if (!running) {
                            throw dropped;
                        }
                        // Dropped since it was listed: the log says so too.
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (running && failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }
}
