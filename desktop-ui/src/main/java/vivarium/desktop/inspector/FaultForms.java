package vivarium.desktop.inspector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
    String bothWays = texts.get("faults.bothWays");
    String awayOnly = texts.get("faults.awayOnly");
    List<Item.Field> fields = new ArrayList<>();
    fields.add(new Item.Field("other", texts.get("faults.otherEnd"), names.getFirst(), names));
    fields.add(
        new Item.Field("way", texts.get("faults.way"), bothWays, List.of(bothWays, awayOnly)));
    fields.addAll(kindAndAmount(texts));
    return linkForm(
        fields,
        texts,
        values -> {
          NodeId other = others.get(value(values, "other"));
          if (other == null) {
            throw new IllegalArgumentException(
                texts.get("setting.invalid", value(values, "other"), String.join(", ", names)));
          }
          return new LinkScope(node, other, value(values, "way").equals(bothWays));
        });
  }

  /** As {@link #onLink} where both ends are known. */
  static Item.Form between(NodeId one, NodeId other, Texts texts) {
    String bothWays = texts.get("faults.bothWays");
    String there = one.name() + " → " + other.name();
    String back = other.name() + " → " + one.name();
    List<Item.Field> fields = new ArrayList<>();
    fields.add(
        new Item.Field("way", texts.get("faults.way"), bothWays, List.of(bothWays, there, back)));
    fields.addAll(kindAndAmount(texts));
    return linkForm(
        fields,
        texts,
        values -> {
          String way = value(values, "way");
          return way.equals(there)
              ? LinkScope.oneWay(one, other)
              : way.equals(back) ? LinkScope.oneWay(other, one) : LinkScope.between(one, other);
        });
  }

  private static List<Item.Field> kindAndAmount(Texts texts) {
    String delay = texts.get("faults.delayMs");
    List<String> kinds =
        List.of(
            delay,
            texts.get("faults.jitterMs"),
            texts.get("faults.lossPercent"),
            texts.get("faults.bandwidthBytes"));
    return List.of(
        new Item.Field("kind", texts.get("faults.kind"), delay, kinds),
        new Item.Field("amount", texts.get("faults.amount"), "50", FREE));
  }

  private static Item.Form linkForm(
      List<Item.Field> fields, Texts texts, Function<Map<String, String>, LinkScope> scope) {
    return new Item.Form(
        "linkFault",
        texts.get("form.linkFault"),
        texts.get("form.break"),
        fields,
        values -> new Command.Inject(linkFault(values, scope.apply(values), texts)));
  }

  private static FaultSpec linkFault(Map<String, String> values, LinkScope link, Texts texts) {
    String kind = value(values, "kind");
    String amount = value(values, "amount");
    if (kind.equals(texts.get("faults.lossPercent"))) {
      double percent =
          Numbers.decimal(amount, LEAST_PERCENT, HUNDRED_PERCENT - LEAST_PERCENT, texts);
      return new FaultSpec.LinkLoss(link, percent / HUNDRED_PERCENT);
    }
    if (kind.equals(texts.get("faults.bandwidthBytes"))) {
      return new FaultSpec.LinkBandwidth(link, Numbers.whole(amount, 1, Integer.MAX_VALUE, texts));
    }
    int ms = Numbers.whole(amount, 1, (int) FaultSpec.MAX_MS, texts);
    return kind.equals(texts.get("faults.jitterMs"))
        ? new FaultSpec.LinkJitter(link, ms)
        : new FaultSpec.LinkDelay(link, ms);
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
