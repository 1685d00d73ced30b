package vivarium.desktop.inspector;

import java.util.List;
import java.util.Map;
import java.util.Set;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.api.Command;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.TopicView;

/** The forms for something new: a topic, a producer, a consumer. */
final class Forms {

  private Forms() {}

  static Item.Form createTopic(ClusterModel model, Texts texts) {
    int brokers = Math.max(1, model.brokers().size());
    int replicationFactor = Math.min(3, brokers);
    return new Item.Form(
        "createTopic",
        texts.get("form.createTopic"),
        texts.get("form.create"),
        List.of(
            new Item.Field(
                "name", texts.get("form.name"), freeTopic(model.topics().keySet()), NONE),
            new Item.Field("partitions", texts.get("form.partitions"), "3", NONE),
            new Item.Field(
                "replicationFactor",
                texts.get("form.replicationFactor"),
                Integer.toString(replicationFactor),
                NONE),
            new Item.Field(
                "minIsr",
                ConfigCatalog.MIN_INSYNC_REPLICAS,
                Integer.toString(Math.max(1, replicationFactor - 1)),
                NONE)),
        values -> topic(values, brokers, model.topics().keySet(), texts));
  }

  /** Names for a new topic; none may look like a partition, as {@code payments-2} would. */
  private static final List<String> TOPIC_NAMES =
      List.of("shipments", "invoices", "clicks", "refunds", "reviews");

  private static final List<String> NONE = List.of();

  private static Command topic(
      Map<String, String> values, int brokers, Set<String> existing, Texts texts) {
    String name = value(values, "name");
    if (existing.contains(name)) {
      throw new IllegalArgumentException(texts.get("form.topicExists", name));
    }
    int partitions =
        Numbers.whole(
            value(values, "partitions"), 1, ConfigCatalog.MAX_PARTITIONS_PER_TOPIC, texts);
    int factor = Numbers.whole(value(values, "replicationFactor"), 1, brokers, texts);
    int minIsr = Numbers.whole(value(values, "minIsr"), 1, factor, texts);
    return new Command.CreateTopic(
        TopicSpec.of(name, partitions, factor)
            .with(ConfigCatalog.MIN_INSYNC_REPLICAS, Integer.toString(minIsr)));
  }

  static Item.Form addProducer(ClusterModel model, Texts texts) {
    List<String> topics = topics(model);
    return new Item.Form(
        "addProducer",
        texts.get("form.addProducer"),
        texts.get("form.add"),
        List.of(
            new Item.Field("clientId", "client.id", freeClient(model, "producer"), NONE),
            new Item.Field("topic", texts.get("client.topic"), first(topics), topics),
            new Item.Field("acks", "acks", "all", List.of("all", "1", "0")),
            new Item.Field("rate", texts.get("client.recordsPerSecond"), "2", NONE)),
        values -> {
          String clientId = free(model, value(values, "clientId"), texts);
          double rate = Numbers.decimal(value(values, "rate"), 0, 1_000_000, texts);
          return new Command.AddProducer(
              ProducerSettings.of(clientId, value(values, "topic"))
                  .withRecordsPerSecond(rate)
                  .withAcks(ProducerSettingItems.acks(value(values, "acks"))));
        });
  }

  static Item.Form addConsumer(ClusterModel model, Texts texts, String groupId) {
    List<String> topics = topics(model);
    String stem = groupId.isEmpty() ? "consumer" : groupId;
    return new Item.Form(
        "addConsumer",
        texts.get("form.addConsumer"),
        texts.get("form.add"),
        List.of(
            new Item.Field("clientId", "client.id", freeClient(model, stem), NONE),
            new Item.Field("group", "group.id", groupId.isEmpty() ? "my-group" : groupId, NONE),
            new Item.Field("topic", texts.get("client.topic"), first(topics), topics)),
        values ->
            new Command.AddConsumer(
                ConsumerSettings.of(
                    free(model, value(values, "clientId"), texts),
                    value(values, "group"),
                    value(values, "topic"))));
  }

  private static String value(Map<String, String> values, String id) {
    return values.getOrDefault(id, "").trim();
  }

  private static List<String> topics(ClusterModel model) {
    return model.topics().values().stream()
        .filter(topic -> !topic.isInternal())
        .map(TopicView::name)
        .toList();
  }

  private static String first(List<String> topics) {
    return topics.isEmpty() ? "" : topics.getFirst();
  }

  /** A client id is taken once. */
  private static String free(ClusterModel model, String clientId, Texts texts) {
    if (isTaken(model, clientId)) {
      throw new IllegalArgumentException(texts.get("form.clientExists", clientId));
    }
    return clientId;
  }

  private static boolean isTaken(ClusterModel model, String clientId) {
    return model.clients().containsKey(NodeId.producer(clientId))
        || model.clients().containsKey(NodeId.consumer(clientId));
  }

  private static String freeClient(ClusterModel model, String stem) {
    int number = 1;
    while (isTaken(model, stem + "-" + number)) {
      number++;
    }
    return stem + "-" + number;
  }

  private static String freeTopic(Set<String> taken) {
    for (String name : TOPIC_NAMES) {
      if (!taken.contains(name)) {
        return name;
      }
    }
    int number = 1;
    while (taken.contains("topic" + number)) {
      number++;
    }
    return "topic" + number;
  }
}
