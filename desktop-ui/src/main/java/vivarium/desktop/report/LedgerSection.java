package vivarium.desktop.report;

import java.util.concurrent.TimeUnit;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.LedgerView;

/** What became of the records that clients were told are written. */
final class LedgerSection {

  private final Page page;
  private final Texts texts;

  LedgerSection(Page page, Texts texts) {
    this.page = page;
    this.texts = texts;
  }

  void write(ClusterModel model) {
    LedgerView ledger = model.ledger();
    page.raw("<section>\n")
        .element("h2", texts.get("report.ledger"))
        .raw("<div class=\"tiles\">\n");
    tile("plain", ledger.acknowledged(), texts.get("ledger.acknowledged"));
    tile("good", ledger.acknowledged() - ledger.lost(), texts.get("report.kept"));
    tile(
        ledger.lostExpected() > 0 ? "warn" : "plain",
        ledger.lostExpected(),
        texts.get("ledger.lostExpected"));
    tile(
        ledger.lostByBug() > 0 ? "bad" : "plain",
        ledger.lostByBug(),
        texts.get("ledger.lostByBug"));
    tile(
        ledger.duplicated() > 0 ? "warn" : "plain",
        ledger.duplicated(),
        texts.get("ledger.duplicated"));
    tile(
        ledger.reordered() > 0 ? "warn" : "plain",
        ledger.reordered(),
        texts.get("ledger.reordered"));
    tile(
        ledger.invariantsBroken() > 0 ? "bad" : "plain",
        ledger.invariantsBroken(),
        texts.get("ledger.invariants"));
    page.raw("</div>\n");
    producers(model);
    page.raw("</section>\n");
  }

  private void tile(String tone, long number, String words) {
    page.raw("<div class=\"tile %s\">".formatted(tone));
    page.element("b", Units.count(number)).element("span", words).raw("</div>\n");
  }

  private void producers(ClusterModel model) {
    page.raw("<table><thead><tr>");
    page.element("th", texts.get("report.producer")).element("th", texts.get("report.topic"));
    page.element("th", "acks").element("th", texts.get("ledger.acknowledged"));
    page.element("th", texts.get("report.slowest")).raw("</tr></thead>\n<tbody>\n");
    for (ClientView client : model.clients().values()) {
      ProducerSettings producer = client.producer();
      if (producer != null) {
        page.row(
            producer.clientId(),
            producer.topic(),
            producer.acksWord(),
            Units.count(client.recordsAcknowledged()),
            client.slowestLatencyNanos() < 0
                ? "-"
                : Units.count(TimeUnit.NANOSECONDS.toMillis(client.slowestLatencyNanos())) + " ms");
      }
    }
    page.raw("</tbody></table>\n");
  }
}
