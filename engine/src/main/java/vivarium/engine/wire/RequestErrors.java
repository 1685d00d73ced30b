package vivarium.engine.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.protocol.MessageSizeAccumulator;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.requests.AbstractRequest;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.TopicPartition;

/**
 * Answers that say one error of everything a request asks for, as a script of errors has them. For
 * most APIs Kafka's own request classes know what that looks like. A produce is answered here,
 * since its records here are not Kafka's, and so is a fetch, since Kafka's class names no partition
 * in newer versions, while what these errors are about is partitions.
 */
public final class RequestErrors {

  private static final long NO_OFFSET = -1;

  /** What brokers ask of controllers; the controllers' own elections take no scripted errors. */
  private static final Set<ApiKeys> OF_BROKERS =
      EnumSet.of(
          ApiKeys.BROKER_REGISTRATION,
          ApiKeys.BROKER_HEARTBEAT,
          ApiKeys.ALTER_PARTITION,
          ApiKeys.ALLOCATE_PRODUCER_IDS);

  private RequestErrors() {}

  /**
   * Refuses a name that is none of Kafka's.
   *
   * @throws IllegalArgumentException naming it and what would be right
   */
  public static void requireApi(String name) {
    for (ApiKeys api : ApiKeys.values()) {
      if (api.name.equals(name) && (ServedApis.find(api.id) != null || OF_BROKERS.contains(api))) {
        return;
      }
    }
    throw new IllegalArgumentException(
        "no API is called %s; there are %s"
            .formatted(
                name,
                Stream.concat(
                        ServedApis.all().stream().map(ServedApis.VersionRange::api),
                        OF_BROKERS.stream())
                    .map(api -> api.name)
                    .sorted()
                    .collect(Collectors.joining(", "))));
  }

  /**
   * Refuses a name that is none of Kafka's errors.
   *
   * @throws IllegalArgumentException naming it and what would be right
   */
  public static void requireError(String name) {
    boolean known =
        Arrays.stream(Errors.values())
            .anyMatch(error -> error != Errors.NONE && error.name().equals(name));
    if (!known) {
      throw new IllegalArgumentException(
          "no error is called %s; use Kafka's name, such as NOT_LEADER_OR_FOLLOWER"
              .formatted(name));
    }
  }

  /**
   * The answer to a request that is refused as a whole.
   *
   * @param version the one the sender speaks
   * @param error Kafka's name
   * @param nameOf the name of a topic by its id, or null if unknown
   */
  public static ApiMessage answer(
      ApiMessage request, short version, String error, Function<Uuid, @Nullable String> nameOf) {
    Errors errors = Errors.valueOf(error);
    return switch (request) {
      case ProduceRequestData produce -> produce(produce, errors.code(), nameOf);
      case FetchRequestData fetch -> fetch(fetch, errors.code(), nameOf);
      default -> byKafka(request, version, errors);
    };
  }

  private static ApiMessage byKafka(ApiMessage request, short version, Errors error) {
    ObjectSerializationCache cache = new ObjectSerializationCache();
    MessageSizeAccumulator size = new MessageSizeAccumulator();
    request.addSize(size, cache, version);
    ByteBuffer buffer = ByteBuffer.allocate(size.totalSize());
    request.write(new ByteBufferAccessor(buffer), cache, version);
    AbstractRequest parsed =
        AbstractRequest.parseRequest(
                ApiKeys.forId(request.apiKey()), version, new ByteBufferAccessor(buffer.flip()))
            .request;
    return parsed.getErrorResponse(0, error.exception()).data();
  }

  private static ProduceResponseData produce(
      ProduceRequestData request, short code, Function<Uuid, @Nullable String> nameOf) {
    ProduceResponseData response = new ProduceResponseData();
    for (var topic : request.topicData()) {
      var answered =
          new ProduceResponseData.TopicProduceResponse()
              .setName(orEmpty(name(topic.name(), topic.topicId(), nameOf)))
              .setTopicId(topic.topicId());
      for (var partition : topic.partitionData()) {
        answered
            .partitionResponses()
            .add(
                new ProduceResponseData.PartitionProduceResponse()
                    .setIndex(partition.index())
                    .setErrorCode(code)
                    .setBaseOffset(NO_OFFSET)
                    .setLogAppendTimeMs(NO_OFFSET)
                    .setLogStartOffset(NO_OFFSET));
      }
      response.responses().add(answered);
    }
    return response;
  }

  private static FetchResponseData fetch(
      FetchRequestData request, short code, Function<Uuid, @Nullable String> nameOf) {
    FetchResponseData response = new FetchResponseData();
    for (var topic : request.topics()) {
      var answered =
          new FetchResponseData.FetchableTopicResponse()
              .setTopic(orEmpty(name(topic.topic(), topic.topicId(), nameOf)))
              .setTopicId(topic.topicId());
      for (var partition : topic.partitions()) {
        answered
            .partitions()
            .add(
                new FetchResponseData.PartitionData()
                    .setPartitionIndex(partition.partition())
                    .setErrorCode(code)
                    .setHighWatermark(NO_OFFSET)
                    .setRecords(new BatchRecords(List.of())));
      }
      response.responses().add(answered);
    }
    return response;
  }

  /**
   * The partitions that a produce, a fetch, an offset commit or a list of offsets concerns; none of
   * other requests.
   *
   * @param nameOf the name of a topic by its id, or null if unknown
   */
  public static List<TopicPartition> partitionsOf(
      ApiMessage request, Function<Uuid, @Nullable String> nameOf) {
    List<TopicPartition> found = new ArrayList<>();
    switch (request) {
      case ProduceRequestData produce -> {
        for (var topic : produce.topicData()) {
          String name = name(topic.name(), topic.topicId(), nameOf);
          topic.partitionData().forEach(each -> add(found, name, each.index()));
        }
      }
      case FetchRequestData fetch -> {
        for (var topic : fetch.topics()) {
          String name = name(topic.topic(), topic.topicId(), nameOf);
          topic.partitions().forEach(each -> add(found, name, each.partition()));
        }
      }
      case OffsetCommitRequestData commit -> {
        for (var topic : commit.topics()) {
          String name = name(topic.name(), topic.topicId(), nameOf);
          topic.partitions().forEach(each -> add(found, name, each.partitionIndex()));
        }
      }
      case ListOffsetsRequestData list -> {
        for (var topic : list.topics()) {
          topic.partitions().forEach(each -> add(found, topic.name(), each.partitionIndex()));
        }
      }
      default -> {} // No other request is about partitions alone.
    }
    return found;
  }

  private static @Nullable String name(
      @Nullable String name, Uuid id, Function<Uuid, @Nullable String> nameOf) {
    return name == null || name.isEmpty() ? nameOf.apply(id) : name;
  }

  private static String orEmpty(@Nullable String name) {
    return name == null ? "" : name;
  }

  private static void add(List<TopicPartition> found, @Nullable String topic, int partition) {
    if (topic != null && !topic.isEmpty()) {
      found.add(new TopicPartition(topic, partition));
    }
  }
}
