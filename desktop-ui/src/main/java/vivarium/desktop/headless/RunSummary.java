package vivarium.desktop.headless;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.LedgerView;

/**
 * What became of the records of a run.
 *
 * @param model the cluster at its end
 * @param seed the run's
 */
record RunSummary(ClusterModel model, long seed) {

  /** Whether the cluster did nothing that it must never do. */
  boolean isSound() {
    LedgerView ledger = model.ledger();
    return ledger.lostByBug() == 0 && ledger.invariantsBroken() == 0;
  }

  void print(PrintWriter out) {
    LedgerView ledger = model.ledger();
    out.println();
    for (ClientView client : model.clients().values()) {
      ProducerSettings producer = client.producer();
      if (producer != null && client.slowestLatencyNanos() >= 0) {
        out.printf(
            Locale.ROOT,
            "%s, acks=%s: %,d records acknowledged, the slowest after %.2f s%n",
            producer.clientId(),
            producer.acksWord(),
            client.recordsAcknowledged(),
            client.slowestLatencyNanos() / (double) TimeUnit.SECONDS.toNanos(1));
      }
    }
    out.printf(
        Locale.ROOT,
        "acknowledged %,d · lost %,d · duplicated %,d · reordered %,d%n",
        ledger.acknowledged(),
        ledger.lost(),
        ledger.duplicated(),
        ledger.reordered());
    if (ledger.lostExpected() > 0) {
      out.printf(
          Locale.ROOT, "%,d of the lost were lost as the settings allow%n", ledger.lostExpected());
    }
    if (!isSound()) {
      out.printf(
          Locale.ROOT,
          "A BUG of Vivarium: %,d records lost that must not be, %,d invariants broken (seed %d)%n",
          ledger.lostByBug(),
          ledger.invariantsBroken(),
          seed);
    }
  }
}
