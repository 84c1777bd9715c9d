package jp.enishi.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds out who holds a port before anything is started. */
final class PortCheck {

    private PortCheck() {}

    static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(Ports.HOST), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws Failure naming each port in use, its part, the process that holds it and what to do */
    static void require(Ports ports, List<String> parts) {
        StringBuilder taken = new StringBuilder();
        for (String part : parts) {
            ports.of(part).forEach((port, use) -> {
                if (!free(port)) {
                    taken.append("  port %d, needed by %s (%s)%s%n"
                            .formatted(
                                    port,
                                    part,
                                    use,
                                    owner(port)
                                            .map(process -> ", is held by process " + process.pid()
                                                    + process.info()
                                                            .command()
                                                            .map(command -> " (" + command + ")")
                                                            .orElse(""))
                                            .orElse(", is held by a process that this user cannot see")));
                }
            });
        }
        if (!taken.isEmpty()) {
            throw new Failure("These ports are in use, so nothing was started:\n" + taken
                    + "Stop the process (kill PID), or start Enishi on other ports: ./enishi up --port-offset 100");
        }
    }

    /** The process that listens on the port or calls others from it, as far as this user may see it (Linux: /proc). */
    static Optional<ProcessHandle> owner(int port) {
        Set<String> sockets = new HashSet<>();
        String suffix = ":%04X".formatted(port).toUpperCase(Locale.ROOT);
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try {
                for (String line : Files.readAllLines(Path.of(table))) {
                    String[] columns = line.strip().split("\\s+");
                    if (columns.length > 9 && columns[1].endsWith(suffix) && !columns[9].equals("0")) {
                        sockets.add("socket:[" + columns[9] + "]");
                    }
                }
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process.pid(), sockets))
                .findFirst();
    }

    private static boolean holds(long pid, Set<String> sockets) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return descriptors.anyMatch(descriptor -> {
                try {
                    return sockets.contains(Files.readSymbolicLink(descriptor).toString());
                } catch (IOException e) {
                    return false;
                }
            });
        } catch (IOException | java.io.UncheckedIOException e) {
            return false;
        }
    }
}
