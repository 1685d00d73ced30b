package vivarium.desktop.headless;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import vivarium.desktop.i18n.Texts;
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

  void print(PrintWriter out, Texts texts) {
    LedgerView ledger = model.ledger();
    out.println();
    for (ClientView client : model.clients().values()) {
      ProducerSettings producer = client.producer();
      if (producer != null && client.slowestLatencyNanos() >= 0) {
        out.println(
            texts.get(
                "summary.producer",
                producer.clientId(),
                producer.acksWord(),
                count(client.recordsAcknowledged()),
                String.format(
                    Locale.ROOT,
                    "%.2f",
                    client.slowestLatencyNanos() / (double) TimeUnit.SECONDS.toNanos(1))));
      }
    }
    out.println(
        texts.get(
            "summary.records",
            count(ledger.acknowledged()),
            count(ledger.lost()),
            count(ledger.duplicated()),
            count(ledger.reordered())));
    if (ledger.lostExpected() > 0) {
      out.println(texts.get("summary.allowed", count(ledger.lostExpected())));
    }
    if (!isSound()) {
      out.println(
          texts.get(
              "summary.bug", count(ledger.lostByBug()), count(ledger.invariantsBroken()), seed));
    }
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
