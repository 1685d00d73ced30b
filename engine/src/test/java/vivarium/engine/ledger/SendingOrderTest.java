package vivarium.engine.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.log.RecordBatchBuilder;

/**
 * Clients outside, without idempotence, whose batches come in another order than they sent them.
 */
class SendingOrderTest {

  private static final TopicPartition ORDERS_0 = new TopicPartition("orders", 0);
  private static final NodeId CLIENT = NodeId.external("kcat");
  private static final int EPOCH = 1;

  private final SendingOrder order = new SendingOrder();
  private final PartitionLog log = new PartitionLog(ORDERS_0);

  private static RecordBatch batch(String value) {
    return new RecordBatchBuilder().add(1, null, value.getBytes(UTF_8)).build();
  }

  private void sends(String lane, String value) {
    order.sent(CLIENT, lane, ORDERS_0, batch(value));
  }

  /** Whether it stands after something that its sender sent later. */
  private boolean isLate(String value) {
    log.appendAsLeader(batch(value), EPOCH);
    return order.written(ORDERS_0, log.batches().getLast(), log);
  }

  @Test
  void connectionsOfTwoClientsWithOneNameEachHaveAnOrderOfTheirOwn() {
    sends("1", "a1");
    sends("2", "b1");
    sends("1", "a2");
    sends("2", "b2");

    assertThat(isLate("b1")).isFalse();
    assertThat(isLate("a2")).isFalse();
    assertThat(isLate("b2")).as("after the other's newer one").isFalse();
    assertThat(isLate("a1")).as("after its own newer one").isTrue();
  }

  @Test
  void whatWasTruncatedAwayIsNotBeforeAnything() {
    sends("1", "first");
    sends("1", "second");
    assertThat(isLate("second")).isFalse();
    log.truncateTo(0);

    assertThat(isLate("first")).isFalse();
    assertThat(isLate("second")).as("sent again").isFalse();
  }

  @Test
  void anotherBatchInThePlaceOfATruncatedOneIsNotTakenForIt() {
    sends("1", "first");
    sends("1", "second");
    sends("2", "others");
    assertThat(isLate("second")).isFalse();
    log.truncateTo(0);
    assertThat(isLate("others")).isFalse();

    assertThat(isLate("first")).isFalse();
  }

  @Test
  void deletedRecordsAreNotBeforeAnything() {
    sends("1", "first");
    sends("1", "second");
    assertThat(isLate("second")).isFalse();
    log.setHighWatermark(log.logEndOffset());
    log.deleteBefore(log.logEndOffset());

    assertThat(isLate("first")).isFalse();
  }

  /** Only the client knows that it had sent it before. */
  @Test
  void aBatchWhoseFirstAttemptNeverArrivedCountsAsSentWhenItArrives() {
    sends("1", "second");
    assertThat(isLate("second")).isFalse();
    sends("1", "first");

    assertThat(isLate("first")).isFalse();
    sends("1", "third");
    sends("1", "fourth");
    assertThat(isLate("fourth")).isFalse();
    assertThat(isLate("third")).as("what does arrive is still told").isTrue();
  }

  @Test
  void aTopicThatIsDeletedAndMadeAgainBeginsAnew() {
    sends("1", "first");
    sends("1", "second");
    assertThat(isLate("second")).isFalse();
    order.forget("orders");

    assertThat(isLate("first")).isFalse();
  }
}
