package jp.enishi.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The mail catcher in a JVM of its own: takes every mail, delivers none, shows them on a page. */
final class Mail implements Part {

    static final String NAME = "mail";

    private final Places places;
    private final Ports ports;

    Mail(Places places, Ports ports) {
        this.places = places;
        this.ports = ports;
    }

    @Override
    public String name() {
        return NAME;
    }

    String url() {
        return "http://" + Ports.HOST + ":" + ports.mailPage();
    }

    @Override
    public List<String> command() {
        Path jar = places.project().resolve("deploy/local/target/deploy-local.jar");
        List<Path> path = new ArrayList<>();
        path.add(Files.exists(jar) ? jar : places.project().resolve("deploy/local/target/classes"));
        path.addAll(places.libraries());
        return List.of(
                Commands.java(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                Commands.QUICK_START,
                "-cp",
                path.stream().map(Path::toString).collect(Collectors.joining(":")),
                "jp.enishi.local.MailCatcher",
                Integer.toString(ports.smtp()),
                Integer.toString(ports.mailPage()));
    }

    @Override
    public boolean ready() {
        return Http.ok(url() + "/api/mails") && !PortCheck.free(ports.smtp());
    }
}
