package vivarium.engine.bench;

import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer with Kafka's defaults (idempotent, acks=all) and what it measures.
 *
 * @param valueBytes size of each value
 * @param records how many are sent at full speed, after a tenth of that to warm up
 */
record ProducerLoad(int valueBytes, int records) {

  private static final long SECOND = 1_000_000_000L;
  private static final int STEADY_SECONDS = 15;
  private static final long MAX_LATENCY_NANOS = 120 * SECOND;

  /** As fast as the producer can; its latency is then mostly waiting in its own buffer. */
  String atFullSpeed(ServeProcess server) throws IOException {
    try (KafkaProducer<byte[], byte[]> producer = producer(server)) {
      send(producer, records / 10, 0);
      Measured measured = send(producer, records, 0);
      return row("%,d B, full speed".formatted(valueBytes), measured, server);
    }
  }

  /** As {@link #atFullSpeed}, the rate alone. */
  double recordsPerSecondAtFullSpeed(ServeProcess server) {
    try (KafkaProducer<byte[], byte[]> producer = producer(server)) {
      send(producer, records / 2, 0);
      Measured measured = send(producer, records, 0);
      return measured.acknowledged() / measured.seconds();
    }
  }

  /** At a steady rate that leaves the cluster idle most of the time. */
  String atSteadyRate(ServeProcess server, int recordsPerSecond) throws IOException {
    try (KafkaProducer<byte[], byte[]> producer = producer(server)) {
      send(producer, recordsPerSecond * 5, recordsPerSecond);
      Measured measured = send(producer, recordsPerSecond * STEADY_SECONDS, recordsPerSecond);
      return row("%,d B, at %,d/s".formatted(valueBytes, recordsPerSecond), measured, server);
    }
  }

  private record Measured(double seconds, long acknowledged, Histogram latencies) {}

  private String row(String what, Measured measured, ServeProcess server) throws IOException {
    double perSecond = measured.acknowledged() / measured.seconds();
    return "| %s | %,.0f | %.1f | %.1f ms | %.1f ms | %,d MiB |"
        .formatted(
            what,
            perSecond,
            perSecond * valueBytes / 1e6,
            measured.latencies().getValueAtPercentile(50) / 1e6,
            measured.latencies().getValueAtPercentile(99) / 1e6,
            server.heapUsedMiB());
  }

  private static KafkaProducer<byte[], byte[]> producer(ServeProcess server) {
    return new KafkaProducer<>(
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, server.bootstrap()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /**
   * Sends and waits for every answer.
   *
   * @param recordsPerSecond the rate to keep to; 0 for none
   */
  private Measured send(KafkaProducer<byte[], byte[]> producer, int count, int recordsPerSecond) {
    byte[] value = new byte[valueBytes];
    new Random(1).nextBytes(value);
    Histogram latencies = new ConcurrentHistogram(MAX_LATENCY_NANOS, 3);
    LongAdder acknowledged = new LongAdder();
    long begun = System.nanoTime();
    for (int i = 0; i < count; i++) {
      if (recordsPerSecond > 0) {
        long due = begun + i * SECOND / recordsPerSecond;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(Math.max(1, due - System.nanoTime()));
        }
      }
      long sent = System.nanoTime();
      producer.send(
          new ProducerRecord<>(ServeProcess.TOPIC, value),
          (metadata, error) -> {
            if (error == null) {
              acknowledged.increment();
              latencies.recordValue(Math.min(MAX_LATENCY_NANOS, System.nanoTime() - sent));
            }
          });
    }
    producer.flush();
    return new Measured(
        (System.nanoTime() - begun) / (double) SECOND, acknowledged.sum(), latencies);
  }
}
