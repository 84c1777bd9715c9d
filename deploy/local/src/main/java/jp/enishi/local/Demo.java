package jp.enishi.local;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs the demo's loader against a running system. Repeatable: it adds only what is missing. */
final class Demo {

    static final String NAME = "demo";

    private final EnishiSystem system;
    private final PrintStream out;

    Demo(EnishiSystem system, PrintStream out) {
        this.system = system;
        this.out = out;
    }

    /** @throws Failure when the loader is not built or does not come to its end; with the end of its log */
    void load() {
        Places places = system.places();
        List<String> path = new ArrayList<>();
        for (String folder : List.of(
                "deploy/demo/target/classes",
                "services/platform/taxonomy/target/classes",
                "services/platform/kernel/target/classes")) {
            path.add(places.project().resolve(folder).toString());
        }
        for (String folder : List.of("deploy/demo/target/lib", "deploy/local/target/lib")) {
            Places.jarsIn(places.project().resolve(folder)).forEach(jar -> path.add(jar.toString()));
        }
        if (!Files.exists(Path.of(path.getFirst()).resolve("jp/enishi/demo/Load.class"))) {
            throw new Failure("The demo data is not built: there is no jp.enishi.demo.Load in " + path.getFirst()
                    + ". Build it: ./enishi build");
        }
        out.println("  loading demo data …");
        out.flush();
        long began = System.nanoTime();
        Commands.run(
                "Loading the demo data",
                NAME,
                List.of(Commands.java(), "-Xmx256m", "-cp", String.join(":", path), "jp.enishi.demo.Load"),
                system.demoEnvironment(),
                places,
                10);
        out.printf(Locale.ROOT, "  demo data loaded in %.1f s%n", (System.nanoTime() - began) / 1e9);
    }
}
