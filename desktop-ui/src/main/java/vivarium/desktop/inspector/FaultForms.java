package vivarium.desktop.inspector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.api.Command;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.LinkScope;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.RequestScope;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;

/** The forms for a new fault on a link and for errors that requests are answered with. */
final class FaultForms {

  private static final List<String> FREE = List.of();

  /** The errors that producers and consumers meet most; the first is what a failover gives. */
  private static final List<String> ERRORS =
      List.of(
          "NOT_LEADER_OR_FOLLOWER",
          "NOT_ENOUGH_REPLICAS",
          "REQUEST_TIMED_OUT",
          "UNKNOWN_TOPIC_OR_PARTITION",
          "LEADER_NOT_AVAILABLE",
          "KAFKA_STORAGE_ERROR",
          "TOPIC_AUTHORIZATION_FAILED",
          "UNKNOWN_SERVER_ERROR");

  private static final int MAX_REQUESTS = 1_000_000;
  private static final double LEAST_PERCENT = 0.1;
  private static final int HUNDRED_PERCENT = 100;

  private FaultForms() {}

  /** Delay, jitter, loss or a narrow band between a node and another. */
  static Item.Form onLink(ClusterModel model, NodeId node, Texts texts) {
    Narrator narrator = new Narrator(texts);
    Map<String, NodeId> others = new LinkedHashMap<>();
    for (NodeId other : model.nodes().keySet()) {
      if (!other.equals(node)) {
        others.put(narrator.name(other), other);
      }
    }
    List<String> names = List.copyOf(others.keySet());
    String delay = texts.get("faults.delayMs");
    String jitter = texts.get("faults.jitterMs");
    String loss = texts.get("faults.lossPercent");
    String bandwidth = texts.get("faults.bandwidthBytes");
    String bothWays = texts.get("faults.bothWays");
    String awayOnly = texts.get("faults.awayOnly");
    return new Item.Form(
        "linkFault",
        texts.get("form.linkFault"),
        texts.get("form.break"),
        List.of(
            new Item.Field("other", texts.get("faults.otherEnd"), names.getFirst(), names),
            new Item.Field("way", texts.get("faults.way"), bothWays, List.of(bothWays, awayOnly)),
            new Item.Field(
                "kind", texts.get("faults.kind"), delay, List.of(delay, jitter, loss, bandwidth)),
            new Item.Field("amount", texts.get("faults.amount"), "50", FREE)),
        values -> {
          NodeId other = others.get(value(values, "other"));
          if (other == null) {
            throw new IllegalArgumentException(
                texts.get("setting.invalid", value(values, "other"), String.join(", ", names)));
          }
          LinkScope link = new LinkScope(node, other, value(values, "way").equals(bothWays));
          String kind = value(values, "kind");
          String amount = value(values, "amount");
          if (kind.equals(loss)) {
            double percent =
                Numbers.decimal(amount, LEAST_PERCENT, HUNDRED_PERCENT - LEAST_PERCENT, texts);
            return new Command.Inject(new FaultSpec.LinkLoss(link, percent / HUNDRED_PERCENT));
          }
          if (kind.equals(bandwidth)) {
            int bytes = Numbers.whole(amount, 1, Integer.MAX_VALUE, texts);
            return new Command.Inject(new FaultSpec.LinkBandwidth(link, bytes));
          }
          int ms = Numbers.whole(amount, 1, (int) FaultSpec.MAX_MS, texts);
          return new Command.Inject(
              kind.equals(jitter)
                  ? new FaultSpec.LinkJitter(link, ms)
                  : new FaultSpec.LinkDelay(link, ms));
        });
  }

  /** An error, or a closed connection, instead of an answer about a partition. */
  static Item.Form onRequests(TopicPartition partition, Texts texts) {
    String disconnect = texts.get("faults.disconnect");
    List<String> answers = new ArrayList<>(ERRORS);
    answers.add(disconnect);
    return new Item.Form(
        "requestFault",
        texts.get("form.requestFault"),
        texts.get("form.break"),
        List.of(
            new Item.Field("error", texts.get("faults.answer"), ERRORS.getFirst(), answers),
            new Item.Field("api", "API", "Produce", List.of("Produce", "Fetch")),
            new Item.Field("count", texts.get("faults.count"), "3", FREE),
            new Item.Field("percent", texts.get("faults.percent"), "100", FREE)),
        values -> {
          String count = value(values, "count");
          int next =
              count.isEmpty()
                  ? RequestScope.UNTIL_HEALED
                  : Numbers.whole(count, 1, MAX_REQUESTS, texts);
          double percent =
              Numbers.decimal(value(values, "percent"), LEAST_PERCENT, HUNDRED_PERCENT, texts);
          RequestScope requests =
              new RequestScope(
                  value(values, "api"), partition, null, next, percent / HUNDRED_PERCENT);
          String answer = value(values, "error");
          return new Command.Inject(
              answer.equals(disconnect)
                  ? new FaultSpec.Disconnect(requests)
                  : new FaultSpec.ApiError(answer, requests));
        });
  }

  private static String value(Map<String, String> values, String id) {
    return values.getOrDefault(id, "").trim();
  }
}
