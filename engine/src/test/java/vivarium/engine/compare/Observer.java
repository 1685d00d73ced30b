package vivarium.engine.compare;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData.DescribeTopicPartitionsResponsePartition;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.DescribeTopicPartitionsRequest;
import org.apache.kafka.common.requests.DescribeTopicPartitionsResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.jspecify.annotations.Nullable;

/** Sees what a cluster tells of a partition, over the wire. */
final class Observer {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int TIMEOUT_MS = 2_000;
  private static final long LOOK_NANOS = 50_000_000L;

  private final Side side;

  Observer(Side side) {
    this.side = side;
  }

  /** A partition as the brokers tell of it; lists in the order of the brokers' numbers. */
  record Seen(
      int leader, int epoch, List<Integer> isr, List<Integer> elr, List<Integer> lastKnownElr) {
    static Seen of(DescribeTopicPartitionsResponsePartition partition) {
      return new Seen(
          partition.leaderId(),
          partition.leaderEpoch(),
          sorted(partition.isrNodes()),
          sorted(partition.eligibleLeaderReplicas()),
          sorted(partition.lastKnownElr()));
    }

    private static List<Integer> sorted(@Nullable List<Integer> nodes) {
      return nodes == null ? List.of() : nodes.stream().sorted().toList();
    }

    @Override
    public String toString() {
      return "leader %d, epoch %d, ISR %s, ELR %s, last known %s"
          .formatted(leader, epoch, isr, elr, lastKnownElr);
    }
  }

  /** Waits until all brokers that listen tell of the topic's first partition what is expected. */
  Seen await(String what, String topic, Predicate<Seen> expected) {
    List<Seen> told = new ArrayList<>();
    await(
        () -> "%s of %s; the brokers tell %s".formatted(what, topic, told),
        () -> {
          told.clear();
          IntStream.rangeClosed(1, 3)
              .map(side::port)
              .filter(Observer::listens)
              .mapToObj(port -> seen(port, topic))
              .filter(Objects::nonNull)
              .distinct()
              .forEach(told::add);
          return told.size() == 1 && expected.test(told.getFirst());
        });
    return told.getFirst();
  }

  static void await(Supplier<String> what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited %s in vain for %s".formatted(PATIENCE, what.get()));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** What the broker at this port tells, or null if it does not know the topic or answer. */
  private static @Nullable Seen seen(int port, String topic) {
    var data =
        new DescribeTopicPartitionsRequestData()
            .setTopics(
                List.of(new DescribeTopicPartitionsRequestData.TopicRequest().setName(topic)));
    DescribeTopicPartitionsRequest request = new DescribeTopicPartitionsRequest(data, (short) 0);
    RequestHeader header =
        new RequestHeader(ApiKeys.DESCRIBE_TOPIC_PARTITIONS, (short) 0, "observer", 1);
    ByteBuffer bytes = request.serializeWithHeader(header);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MS);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(bytes.remaining());
      out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      ByteBuffer answer = ByteBuffer.wrap(in.readNBytes(in.readInt()));
      var topics =
          ((DescribeTopicPartitionsResponse) AbstractResponse.parseResponse(answer, header))
              .data()
              .topics();
      var found = topics.iterator().next();
      return found.errorCode() != 0 || found.partitions().isEmpty()
          ? null
          : Seen.of(found.partitions().getFirst());
    } catch (IOException e) {
      return null;
    }
  }
}
