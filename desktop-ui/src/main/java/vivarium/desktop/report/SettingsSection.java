package vivarium.desktop.report;

import java.util.LinkedHashMap;
import java.util.Map;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.TopicView;

/** What a session was run with. */
final class SettingsSection {

  private final Page page;
  private final Texts texts;

  SettingsSection(Page page, Texts texts) {
    this.page = page;
    this.texts = texts;
  }

  void write(ClusterModel model, LinkedHashMap<String, String> environment) {
    page.raw("<section>\n").element("h2", texts.get("report.settings"));
    page.raw("<div class=\"columns\">\n");
    LinkedHashMap<String, String> cluster = new LinkedHashMap<>();
    cluster.put(texts.get("report.brokers"), Integer.toString(model.brokers().size()));
    cluster.put(texts.get("report.coordinators"), Integer.toString(model.coordinators().size()));
    for (TopicView topic : model.topics().values()) {
      if (!topic.isInternal()) {
        cluster.put(
            texts.get("report.topicNamed", topic.name()),
            "%d×%d, min.insync.replicas=%d"
                .formatted(
                    topic.partitions(),
                    topic.replicationFactor(),
                    model.minInSyncReplicas(topic.name())));
      }
    }
    table(texts.get("report.cluster"), cluster);
    table(texts.get("report.brokerConfigs"), model.brokerConfigs());
    table(texts.get("report.simulationConfigs"), model.simulationConfigs());
    table(texts.get("report.environment"), environment);
    page.raw("</div>\n</section>\n");
  }

  private void table(String title, Map<String, String> values) {
    if (!values.isEmpty()) {
      page.raw("<div>").element("h3", title).raw("<table><tbody>\n");
      values.forEach(page::row);
      page.raw("</tbody></table></div>\n");
    }
  }
}
