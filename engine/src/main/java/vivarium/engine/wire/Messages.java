package vivarium.engine.wire;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.protocol.MessageSizeAccumulator;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.record.internal.BaseRecords;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.BatchSummary;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.RecordBatch;

/** What the window wants to know of any message: its API, size, batches and error. */
public final class Messages {

  /** A request's and a response's header take about this much. */
  private static final int HEADER_BYTES = 32;

  private static final int MAX_STRING_BYTES = Short.MAX_VALUE;

  private static final long NO_OFFSET = -1;

  private Messages() {}

  /** The API's name as Kafka's documentation has it: {@code Produce}. */
  public static String apiName(ApiMessage message) {
    return message instanceof OwnMessage own ? own.apiName() : ApiKeys.forId(message.apiKey()).name;
  }

  /** The newest stable version of the API, which nodes of this process speak among themselves. */
  public static short latestVersion(ApiMessage message) {
    return message instanceof OwnMessage
        ? message.highestSupportedVersion()
        : ApiKeys.forId(message.apiKey()).latestVersion(false);
  }

  /**
   * Bytes the message would take on a wire, its header included. Of a version that does not exist,
   * as a client from the future may ask ApiVersions in, those of the newest that does.
   */
  public static int sizeBytes(ApiMessage message, short version) {
    MessageSizeAccumulator size = new MessageSizeAccumulator();
    short known = (short) Math.min(version, message.highestSupportedVersion());
    try {
      message.addSize(size, new ObjectSerializationCache(), known);
    } catch (RuntimeException e) {
      return MAX_STRING_BYTES; // A string too long for the protocol; the listener will not send it.
    }
    return size.totalSize() + HEADER_BYTES;
  }

  /** Bytes of the records the message carries; the rest is small. */
  public static int recordBytes(ApiMessage message) {
    int bytes = 0;
    switch (message) {
      case ProduceRequestData produce -> {
        for (var topic : produce.topicData()) {
          for (var partition : topic.partitionData()) {
            bytes += sizeOf(partition.records());
          }
        }
      }
      case FetchResponseData fetch -> {
        for (var topic : fetch.responses()) {
          for (var partition : topic.partitions()) {
            bytes += sizeOf(partition.records());
          }
        }
      }
      default -> {}
    }
    return bytes;
  }

  private static int sizeOf(@Nullable BaseRecords records) {
    return records == null ? 0 : records.sizeInBytes();
  }

  /** The name of a topic whose id is known, or null. */
  public interface TopicNames {
    @Nullable String nameOf(Uuid topicId);
  }

  /**
   * The batches the message carries, and the partitions it concerns without records as a batch of
   * none: at most {@link Flow#MAX_CARGO}, none of internal topics.
   *
   * @param names names the topics of which newer clients send the id alone
   */
  public static List<Flow.Cargo> cargo(ApiMessage message, TopicNames names) {
    List<Flow.Cargo> cargo = new ArrayList<>();
    switch (message) {
      case ProduceRequestData produce -> {
        for (var topic : produce.topicData()) {
          String name = named(topic.name(), topic.topicId(), names);
          for (var partition : topic.partitionData()) {
            addCargo(cargo, name, partition.index(), partition.records(), NO_OFFSET);
          }
        }
      }
      case ProduceResponseData produce -> {
        for (var topic : produce.responses()) {
          for (var partition : topic.partitionResponses()) {
            addCargo(cargo, topic.name(), partition.index(), null, partition.baseOffset());
          }
        }
      }
      case FetchRequestData fetch -> {
        for (var topic : fetch.topics()) {
          String name = named(topic.topic(), topic.topicId(), names);
          for (var partition : topic.partitions()) {
            addCargo(cargo, name, partition.partition(), null, partition.fetchOffset());
          }
        }
      }
      case FetchResponseData fetch -> {
        for (var topic : fetch.responses()) {
          for (var partition : topic.partitions()) {
            addCargo(
                cargo, topic.topic(), partition.partitionIndex(), partition.records(), NO_OFFSET);
          }
        }
      }
      default -> {}
    }
    return cargo;
  }

  /** The name a message gives a topic, or that of its id; empty if there is neither. */
  public static String named(String name, Uuid topicId, TopicNames names) {
    if (!name.isEmpty()) {
      return name;
    }
    String known = names.nameOf(topicId);
    return known == null ? "" : known;
  }

  private static void addCargo(
      List<Flow.Cargo> cargo,
      String topic,
      int partition,
      @Nullable BaseRecords records,
      long offsetWithoutRecords) {
    if (topic.isEmpty() || topic.startsWith("__")) {
      return;
    }
    TopicPartition id = new TopicPartition(topic, partition);
    List<RecordBatch> batches =
        records instanceof BatchRecords shared ? shared.batches() : List.of();
    if (batches.isEmpty() && cargo.size() < Flow.MAX_CARGO) {
      cargo.add(new Flow.Cargo(id, nothingFrom(offsetWithoutRecords)));
    }
    for (RecordBatch batch : batches) {
      if (cargo.size() == Flow.MAX_CARGO) {
        return;
      }
      cargo.add(new Flow.Cargo(id, batch.summary()));
    }
  }

  private static BatchSummary nothingFrom(long offset) {
    return new BatchSummary(offset, 0, 0, -1, -1, -1, false, List.of());
  }

  /** Kafka's name of the first error the answer tells of, or null if it tells of none. */
  public static @Nullable String errorName(ApiMessage response) {
    short code =
        switch (response) {
          case ProduceResponseData produce -> firstError(produce);
          case FetchResponseData fetch -> firstError(fetch);
          default -> 0;
        };
    return code == 0 ? null : Errors.forCode(code).name();
  }

  private static short firstError(ProduceResponseData produce) {
    for (var topic : produce.responses()) {
      for (var partition : topic.partitionResponses()) {
        if (partition.errorCode() != 0) {
          return partition.errorCode();
        }
      }
    }
    return 0;
  }

  private static short firstError(FetchResponseData fetch) {
    if (fetch.errorCode() != 0) {
      return fetch.errorCode();
    }
    for (var topic : fetch.responses()) {
      for (var partition : topic.partitions()) {
        if (partition.errorCode() != 0) {
          return partition.errorCode();
        }
      }
    }
    return 0;
  }

  /** Whether a fetch comes from a follower rather than a consumer. */
  public static boolean isFollowerFetch(FetchRequestData fetch) {
    return fetch.replicaState().replicaId() >= 0;
  }

  /** A topic id made from a counter, so that two runs of one seed agree. */
  public static Uuid topicId(long number) {
    return new Uuid(0x7669766172697500L, number);
  }
}
