package vivarium.engine.gateway;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A log line that one client can cause a thousand times a second: it is written once a second at
 * most, and says how many there were. Used by any thread.
 */
final class RepeatedWarning {

  private final Logger log;
  private final ScheduledExecutorService scheduler;
  private final long periodNanos;
  private @Nullable String latest;
  private int waiting;
  private boolean quiet;

  RepeatedWarning(Logger log, ScheduledExecutorService scheduler, long periodNanos) {
    this.log = log;
    this.scheduler = scheduler;
    this.periodNanos = periodNanos;
  }

  /** Writes the line: now, or with those that come until the period is over. */
  synchronized void warn(String line) {
    if (quiet) {
      latest = line;
      waiting++;
    } else {
      log.warn(line);
      beQuiet();
    }
  }

  private synchronized void writeWaiting() {
    quiet = false;
    if (waiting > 0) {
      log.warn(waiting == 1 ? "{}" : "{}; and {} more like it", latest, waiting - 1);
      waiting = 0;
      beQuiet();
    }
  }

  private void beQuiet() {
    try {
      var unused = scheduler.schedule(this::writeWaiting, periodNanos, TimeUnit.NANOSECONDS);
      quiet = true;
    } catch (RejectedExecutionException e) {
      log.debug("the gateway is closed, and nothing more will be said");
    }
  }
}
