package jp.enishi.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import jp.enishi.bench.report.Report;

/**
 * What has been taken of the processors by the service, by the callers in this process and by the whole machine (on which
 * PostgreSQL and the broker run too), and what the service has waited for collections of garbage; milliseconds since some start.
 */
record Load(double clock, double service, double callers, double all, MatchingService.Pauses pauses) {
    /** Of the times in /proc/stat, which are in hundredths of a second. */
    private static final double TICK = 10;

    static Load now(MatchingService service) throws IOException, InterruptedException {
        return new Load(
                System.nanoTime() / 1e6,
                service.processor(),
                ProcessHandle.current()
                                .info()
                                .totalCpuDuration()
                                .orElse(Duration.ZERO)
                                .toNanos()
                        / 1e6,
                machine(),
                service.pauses());
    }

    private static double machine() throws IOException {
        Path stat = Path.of("/proc/stat");
        if (!Files.exists(stat)) {
            return Double.NaN;
        }
        String[] times = Files.readAllLines(stat).getFirst().trim().split(" +");
        double busy = 0;
        for (int i = 1; i < times.length; i++) {
            // Idle and waiting for the disk.
            busy += i == 4 || i == 5 ? 0 : Double.parseDouble(times[i]);
        }
        return busy * TICK;
    }

    String until(Load end) {
        double seconds = (end.clock - clock) / 1_000;
        double ours = (end.service - service) / 10 / seconds;
        double callersShare = (end.callers - callers) / 10 / seconds;
        double busy = (end.all - all) / 10 / seconds;
        return "Meanwhile, in per cent of one processor: the service " + Report.number(ours) + ", the callers "
                + Report.number(callersShare) + ", PostgreSQL, the broker and whatever else ran "
                + Report.number(busy - ours - callersShare) + ", of "
                + 100 * Runtime.getRuntime().availableProcessors() + ". The service stood still for "
                + Math.round(end.pauses.count() - pauses.count()) + " collections of garbage, "
                + Report.number((end.pauses.seconds() - pauses.seconds()) * 1_000)
                + " ms together, the longest of the last minutes "
                + Report.number(end.pauses.longest() * 1_000) + " ms.";
    }
}
