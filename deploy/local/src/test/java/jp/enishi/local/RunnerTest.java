package jp.enishi.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {

    @TempDir
    Path folder;

    @Test
    void argumentsOverrideTheEnvironment() {
        Arguments arguments = Arguments.parse(
                List.of("up", "--only", "postgres,kafka", "--port-offset", "200"),
                Map.of("ENISHI_PORT_OFFSET", "100", "ENISHI_ONLY", "mail"));
        assertThat(arguments.only()).containsExactlyInAnyOrder("postgres", "kafka");
        assertThat(arguments.portOffset()).isEqualTo(200);
        assertThat(Arguments.parse(List.of("up"), Map.of("ENISHI_PORT_OFFSET", "100"))
                        .portOffset())
                .isEqualTo(100);
        assertThat(Arguments.parse(List.of("logs", "talents", "-f"), Map.of()).names())
                .containsExactly("talents");
        Arguments replay =
                Arguments.parse(List.of("replay", "matching", "--consumer", "index", "--aggregate", "a"), Map.of());
        assertThat(replay.names()).containsExactly("matching");
        assertThat(replay.consumer()).isEqualTo("index");
        assertThat(replay.aggregate()).isEqualTo("a");
    }

    @Test
    void atFullSpeedServicesRunWithBothCompilersAndOtherwiseStartQuickly() {
        Places places = new Places(folder, folder);
        Secrets secrets = new Secrets(folder.resolve("secrets"));
        assertThat(Arguments.parse(List.of("up", "--full-speed"), Map.of()).fullSpeed())
                .isTrue();
        assertThat(Arguments.parse(List.of("up"), Map.of()).fullSpeed()).isFalse();
        assertThatThrownBy(() -> Arguments.parse(List.of("demo", "--full-speed"), Map.of()))
                .isInstanceOf(Failure.class);
        for (Service service : Service.ALL) {
            assertThat(new ServicePart(service, places, new Ports(0), secrets, true).command())
                    .doesNotContain(Commands.QUICK_START);
            assertThat(new ServicePart(service, places, new Ports(0), secrets, false).command())
                    .contains(Commands.QUICK_START);
        }
    }

    @Test
    void unknownWordsAreRefused() {
        for (List<String> words : List.of(
                List.<String>of(),
                List.of("start"),
                List.of("up", "--fast"),
                List.of("up", "talents"),
                List.of("up", "--only"),
                List.of("up", "--only", "--no-aot"),
                List.of("up", "--port-offset", "-1"),
                List.of("up", "--port-offset", "30001"),
                List.of("up", "-f"),
                List.of("down", "--port-offset", "100"),
                List.of("status", "talents"),
                List.of("replay", "matching", "notifications"),
                List.of("replay", "--consumer", "index"),
                List.of("replay", "matching", "--aggregate"),
                List.of("up", "--port-offset", "many"))) {
            assertThatThrownBy(() -> Arguments.parse(words, Map.of()))
                    .as("%s", words)
                    .isInstanceOf(Failure.class);
        }
        assertThatThrownBy(() -> Options.at(folder, folder, 0).only("postgres", "payments"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("payments");
    }

    @Test
    void noTwoPartsShareAPortAndTheOffsetMovesThemAll() {
        Set<Integer> seen = new HashSet<>();
        for (String part : Options.allParts()) {
            for (int port : new Ports(0).of(part).keySet()) {
                assertThat(seen.add(port)).as("port %d of %s", port, part).isTrue();
                assertThat(new Ports(700).of(part)).containsKey(port + 700);
            }
        }
        assertThat(seen).contains(8080, 9080, 8085, 9085, 25432, 29092, 8180, 9180, 1025, 8025);
    }

    @Test
    void aPortInUseIsNamedWithItsPartAndItsHolder() throws IOException {
        int offset = freeOffset();
        PortCheck.require(new Ports(offset), List.of(Kafka.NAME));
        try (ServerSocket taken = new ServerSocket(new Ports(offset).kafka(), 1, InetAddress.getByName(Ports.HOST))) {
            assertThat(PortCheck.free(taken.getLocalPort())).isFalse();
            assertThatThrownBy(() -> PortCheck.require(new Ports(offset), List.of(Kafka.NAME)))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + ", needed by kafka (broker)")
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("--port-offset");
        }
    }

    private static int freeOffset() {
        for (int offset = 20_000; offset < 20_400; offset++) {
            if (new Ports(offset).of(Kafka.NAME).keySet().stream().allMatch(PortCheck::free)) {
                return offset;
            }
        }
        throw new AssertionError("no free ports");
    }

    @Test
    void theTemplateIsFilledAndQuoted() {
        RealmTemplate template = new RealmTemplate(
                "{\"a\":\"${ENISHI_A}\",\"b\":\"${ENISHI_B:strict}\",\"c\":\"${client_account}\",\"d\":\"x${ENISHI_B:1}y\"}");
        assertThat(template.render(Map.of("ENISHI_A", "say \"yes\" $1 \\")).toString())
                .isEqualTo(
                        "{\"a\":\"say \\\"yes\\\" $1 \\\\\",\"b\":\"strict\",\"c\":\"${client_account}\",\"d\":\"x1y\"}");
        assertThatThrownBy(() -> template.render(Map.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("ENISHI_A");
    }

    @Test
    void secretsAreRandomKeptAndPrivate() throws IOException {
        Secrets secrets = new Secrets(folder.resolve("secrets"));
        String first = secrets.value("one");
        assertThat(first).hasSize(43).isNotEqualTo(secrets.value("two"));
        assertThat(new Secrets(folder.resolve("secrets")).value("one")).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.file("one"))))
                .isEqualTo("rw-------");
        assertThat(secrets.bffKeySet()).contains("\"kid\"").doesNotContain("\"d\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.bffKey())))
                .isEqualTo("rw-------");
    }

    @Test
    void aRecordedProcessIsFoundAndAnotherWithItsIdIsNot() throws Exception {
        Places places = new Places(folder, folder);
        places.create();
        PartProcess started = PartProcess.start("mail", List.of("sleep", "600"), Map.of(), places, "TERM");
        try {
            assertThat(PartProcess.recorded("mail", places)).isPresent();
            assertThat(EnishiSystem.stopLeftovers(places, name -> {})).isEqualTo(1);
            assertThat(started.alive()).isFalse();
        } finally {
            started.kill();
        }
        Files.writeString(
                places.run().resolve("mail.pid"), ProcessHandle.current().pid() + " 12345 TERM\n");
        assertThat(PartProcess.recorded("mail", places)).isEmpty();
    }

    @Test
    void anAotCacheIsTakenWithoutWhatTheTrainingLeftBeside() throws IOException {
        Part part = new Part() {
            @Override
            public String name() {
                return "mail";
            }

            @Override
            public List<String> command() {
                return List.of("java");
            }

            @Override
            public boolean ready() {
                return true;
            }
        };
        AotCache cache = AotCache.of(part, folder);
        Path made = Path.of(cache.training(part.command()).get(1).replace("-XX:AOTCacheOutput=", ""));
        Path used = Path.of(cache.using(part.command()).get(1).replace("-XX:AOTCache=", ""));
        Files.writeString(made.resolveSibling(made.getFileName() + ".config"), "left");
        Files.writeString(folder.resolve("mail-0123456789abcdef.aot"), "of older jars");
        Files.writeString(folder.resolve("web-0123456789abcdef.aot"), "of another part");
        assertThat(cache.adopt("mail")).isFalse();
        Files.writeString(made, "half");
        cache.discard("mail");
        assertThat(cache.exists()).isFalse();
        Files.writeString(made, "whole");
        assertThat(cache.adopt("mail")).isTrue();
        assertThat(cache.exists()).isTrue();
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder(used.getFileName().toString(), "web-0123456789abcdef.aot");
    }

    @Test
    void aCommandEndsWithTheInterruptionOfItsThread() throws Exception {
        Places places = new Places(folder, folder);
        places.create();
        StringBuffer said = new StringBuffer();
        Thread thread = new Thread(() -> {
            try {
                Commands.run("Sleeping", "mail", List.of("sleep", "600"), Map.of(), places, 1);
            } catch (Failure e) {
                said.append(e.getMessage());
            }
        });
        thread.start();
        while (PartProcess.recorded("mail-command", places).isEmpty()) {
            Thread.onSpinWait();
        }
        PartProcess command = PartProcess.recorded("mail-command", places).orElseThrow();
        thread.interrupt();
        thread.join();
        assertThat(said.toString()).isEqualTo("Sleeping was interrupted");
        assertThat(command.alive()).isFalse();
        assertThat(PartProcess.recordedNames(places)).isEmpty();
    }

    @Test
    void aSystemOnMovedPortsIsFoundWithoutTheirOffset() {
        Places places = new Places(folder, folder);
        places.create();
        Places.write(places.portOffset(), "700\n");
        assertThat(EnishiSystem.attached(Options.at(folder, folder, 0)).gatewayUrl())
                .isEqualTo("http://127.0.0.1:8780");
    }

    @Test
    void wrongOptionsAreRefusedBeforeAnythingIsBuilt() throws Exception {
        Files.copy(Path.of("../../enishi"), folder.resolve("enishi"));
        for (List<String> words : List.of(
                List.of("up", "--fast"), List.of("up", "talents"), List.of("up", "--only"), List.of("nosuch"))) {
            List<String> command = new java.util.ArrayList<>(
                    List.of("bash", folder.resolve("enishi").toString()));
            command.addAll(words);
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(text).isEqualTo(1);
            assertThat(text).contains("enishi: ").doesNotContain("Building");
        }
    }

    /** A killed supervisor may stay in the process table for a while; it does not run any more. */
    @Test
    void aProcessThatOnlyWaitsForItsParentIsNotRunning() throws Exception {
        Places places = new Places(folder, folder);
        places.create();
        Process parent = new ProcessBuilder("bash", "-c", "sleep 600 & echo $!; exec sleep 600").start();
        try {
            long child = Long.parseLong(
                    java.util.Objects.requireNonNull(parent.inputReader().readLine()));
            PartProcess.of("mail", ProcessHandle.of(child).orElseThrow(), places, "TERM");
            assertThat(PartProcess.recorded("mail", places)).isPresent();
            Commands.signal(child, "KILL");
            while (PartProcess.recorded("mail", places).isPresent()) {
                Thread.onSpinWait();
            }
            assertThat(ProcessHandle.of(child)).isPresent();
        } finally {
            parent.destroyForcibly().waitFor();
        }
    }

    @Test
    void aDemoThatCannotBeLoadedIsToldWithTheWayToTryAgainAndStopsNothing() {
        java.io.ByteArrayOutputStream said = new java.io.ByteArrayOutputStream();
        new Up(
                        EnishiSystem.attached(Options.at(folder, folder, 0)),
                        new java.io.PrintStream(said, true, StandardCharsets.UTF_8))
                .loadDemo();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("everything else runs", "demo data is not built", "Try again: ./enishi demo");
    }

    @Test
    void aServiceThatIsNotBuiltIsAClearErrorAndLeavesNothingRunning() {
        Options options = Options.at(folder, folder.resolve("home"), freeOffset())
                .only("talents")
                .withoutAot();
        assertThatThrownBy(() -> EnishiSystem.start(options))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("talents is not built")
                .hasMessageContaining("./enishi build");
        assertThat(PartProcess.recordedNames(new Places(folder, folder.resolve("home"))))
                .isEmpty();
    }

    @Test
    void theBuildStampChangesWithAnySource() throws Exception {
        Files.copy(Path.of("../../enishi"), folder.resolve("enishi"));
        Path source =
                Files.createDirectories(folder.resolve("services/a/src/main")).resolve("A.java");
        Files.writeString(source, "class A {}");
        Files.createDirectories(folder.resolve("deploy"));
        Files.writeString(folder.resolve("pom.xml"), "<project/>");
        String first = stamp();
        assertThat(stamp()).hasSize(64).isEqualTo(first);
        Path built =
                Files.createDirectories(folder.resolve("services/a/target/src")).resolve("B.java");
        Files.writeString(built, "class B {}");
        assertThat(stamp()).isEqualTo(first);
        Files.writeString(source, "class A { }");
        String second = stamp();
        assertThat(second).isNotEqualTo(first);
        Files.move(source, source.resolveSibling("C.java"));
        assertThat(stamp()).isNotEqualTo(second);
    }

    private String stamp() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", folder.resolve("enishi").toString(), "stamp")
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text.strip();
    }

    @Test
    void theSummaryCountsReportsAndABrokenBuildIsAFailure() throws IOException {
        Path reports = Files.createDirectories(folder.resolve("services/a/target/surefire-reports"));
        Files.writeString(
                reports.resolve("TEST-A.xml"),
                "<testsuite time=\"1.5\"><testcase classname=\"A\" name=\"one\"/><testcase classname=\"A\" name=\"two\">"
                        + "<failure message=\"expected 1\"/></testcase><testcase classname=\"A\" name=\"three\"><skipped/></testcase></testsuite>");
        TestSummary one = TestSummary.read(folder);
        assertThat(one.text(65, 1))
                .endsWith("\n1 passed, 1 failed, 1 skipped\n")
                .contains("A.two", "expected 1", "1 min 05 s");
        assertThat(one.exitCode(0)).isEqualTo(1);
        Files.writeString(
                reports.resolve("TEST-A.xml"),
                "<testsuite><testcase classname=\"A\" name=\"four\"><error message=\"could not start\">Outer: could not start\n"
                        + "\tat A.four\nCaused by: Middle: no server\nCaused by: Inner: port taken\n\t... 3 more"
                        + "</error></testcase></testsuite>");
        assertThat(TestSummary.read(folder).text(1, 1))
                .contains("A.four\n      could not start\n      Caused by: Inner: port taken\n")
                .doesNotContain("Middle");
        Files.writeString(
                reports.resolve("TEST-A.xml"), "<testsuite><testcase classname=\"A\" name=\"one\"/></testsuite>");
        TestSummary green = TestSummary.read(folder);
        assertThat(green.text(1, 0)).endsWith("\n1 passed, 0 failed, 0 skipped\n");
        assertThat(green.exitCode(0)).isZero();
        assertThat(green.text(1, 1)).endsWith("\n1 passed, 1 failed, 0 skipped\n");
        assertThat(green.exitCode(1)).isEqualTo(1);
        Files.writeString(reports.resolve("TEST-A.xml"), "<testsuite><testcase");
        assertThat(TestSummary.read(folder).exitCode(0)).isEqualTo(1);
        Files.delete(reports.resolve("TEST-A.xml"));
        assertThat(TestSummary.read(folder).exitCode(0)).isEqualTo(1);
    }
}
