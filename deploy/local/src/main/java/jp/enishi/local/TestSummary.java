package jp.enishi.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * One page about a test run, from the XML reports of Surefire and Failsafe. Uses nothing but the JDK, so that
 * {@code ./enishi test} can run it from its source even when the build broke before this module.
 */
public final class TestSummary {

    private static final String CAUSE = "Caused by: ";

    private static final class Counts {
        int passed;
        int failed;
        int skipped;
        double seconds;
    }

    private final Map<String, Counts> modules = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    private TestSummary() {}

    /** @param arguments the project's folder, seconds the run took, exit code of the build */
    public static void main(String[] arguments) throws IOException {
        int code = Integer.parseInt(arguments[2]);
        TestSummary summary = read(Path.of(arguments[0]));
        System.out.print(summary.text(Long.parseLong(arguments[1]), code));
        System.exit(summary.exitCode(code));
    }

    static TestSummary read(Path project) throws IOException {
        TestSummary summary = new TestSummary();
        for (String top : List.of("services", "deploy")) {
            Path folder = project.resolve(top);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> files = Files.find(folder, 6, (file, attributes) -> isReport(file))) {
                for (Path report : files.sorted().toList()) {
                    String module = project.relativize(report).toString().split("/target/", 2)[0];
                    summary.add(module, report);
                }
            }
        }
        return summary;
    }

    private static boolean isReport(Path file) {
        return file.toString().matches(".*/target/(surefire|failsafe)-reports/TEST-[^/]*\\.xml");
    }

    private void add(String module, Path report) throws IOException {
        Counts counts = modules.computeIfAbsent(module, name -> new Counts());
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            Element suite = factory.newDocumentBuilder().parse(report.toFile()).getDocumentElement();
            counts.seconds += number(suite.getAttribute("time"));
            NodeList cases = suite.getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                Element one = (Element) cases.item(i);
                if (has(one, "failure") || has(one, "error")) {
                    counts.failed++;
                    failures.add(module + "  " + one.getAttribute("classname") + "." + one.getAttribute("name")
                            + "\n      " + message(one));
                } else if (has(one, "skipped")) {
                    counts.skipped++;
                } else {
                    counts.passed++;
                }
            }
        } catch (SAXException | ParserConfigurationException e) {
            counts.failed++;
            failures.add(module + "  the report " + report.getFileName()
                    + " is not whole: the test JVM was probably killed");
        }
    }

    private static boolean has(Element testcase, String child) {
        return testcase.getElementsByTagName(child).getLength() > 0;
    }

    private static String message(Element testcase) {
        Element found = (Element) testcase.getElementsByTagName(has(testcase, "failure") ? "failure" : "error")
                .item(0);
        String trace = found.getTextContent().strip();
        String text = found.getAttribute("message");
        String cause = trace.lines().filter(line -> line.startsWith(CAUSE)).reduce("", (outer, inner) -> inner);
        return line(text.isEmpty() ? trace : text) + (cause.isEmpty() ? "" : "\n      " + line(cause));
    }

    private static String line(String text) {
        String line =
                text.lines().limit(4).reduce("", (a, b) -> a + " " + b.strip()).strip();
        return line.length() > 400 ? line.substring(0, 400) + "…" : line;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.replace(",", ""));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    String text(long seconds, int buildCode) {
        StringBuilder page = new StringBuilder();
        Counts all = total();
        page.append(String.format(
                Locale.ROOT, "%n  %-34s %7s %7s %7s %9s%n", "module", "passed", "failed", "skipped", "seconds"));
        modules.forEach((module, counts) -> page.append(line(module, counts)));
        page.append(line("all", all));
        if (!failures.isEmpty()) {
            page.append(String.format("%nFailed:%n"));
            failures.forEach(failure -> page.append("  ").append(failure).append(System.lineSeparator()));
        }
        int failed = all.failed;
        if (failed == 0 && buildCode != 0) {
            page.append(String.format(
                    "%nNo test failed, but the build did: see the errors above. It counts as one failure.%n"));
            failed = 1;
        }
        page.append(String.format("%nBuild and tests took %d min %02d s.%n", seconds / 60, seconds % 60));
        page.append(String.format("%d passed, %d failed, %d skipped%n", all.passed, failed, all.skipped));
        return page.toString();
    }

    private static String line(String name, Counts counts) {
        return String.format(
                Locale.ROOT,
                "  %-34s %7d %7d %7d %9.1f%n",
                name,
                counts.passed,
                counts.failed,
                counts.skipped,
                counts.seconds);
    }

    private Counts total() {
        Counts all = new Counts();
        for (Counts counts : modules.values()) {
            all.passed += counts.passed;
            all.failed += counts.failed;
            all.skipped += counts.skipped;
            all.seconds += counts.seconds;
        }
        return all;
    }

    /** Not zero when the build or a test failed, or when there was no test at all. */
    int exitCode(int buildCode) {
        Counts all = total();
        return buildCode != 0 || all.failed > 0 || all.passed == 0 ? 1 : 0;
    }
}
