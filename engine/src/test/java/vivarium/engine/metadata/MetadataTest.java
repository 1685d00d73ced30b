package vivarium.engine.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.ConfigRecord;
import org.apache.kafka.common.metadata.NoOpRecord;
import org.apache.kafka.common.metadata.PartitionChangeRecord;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.RemoveTopicRecord;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.common.protocol.ApiMessage;
import org.junit.jupiter.api.Test;
import vivarium.engine.disk.Disk;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;

class MetadataTest {

  private static final Uuid ID = new Uuid(7, 7);
  private static final TopicPartition ORDERS_0 = new TopicPartition("orders", 0);

  private static final List<ApiMessage> CREATION =
      List.of(
          new TopicRecord().setName("orders").setTopicId(ID),
          new ConfigRecord()
              .setResourceType(ConfigResource.TOPIC)
              .setResourceName("orders")
              .setName("min.insync.replicas")
              .setValue("2"),
          new PartitionRecord()
              .setTopicId(ID)
              .setPartitionId(0)
              .setReplicas(List.of(1, 2, 3))
              .setIsr(List.of(1, 2, 3))
              .setLeader(1)
              .setLeaderEpoch(0)
              .setPartitionEpoch(0));

  private static MetadataImage replay(MetadataImage image, ApiMessage... records) {
    MetadataDelta delta = new MetadataDelta(image);
    List.of(records).forEach(delta::replay);
    return delta.apply(image.endOffset() + records.length);
  }

  private static MetadataImage created() {
    return replay(MetadataImage.EMPTY, CREATION.toArray(ApiMessage[]::new));
  }

  @Test
  void aChangeRaisesThePartitionEpochAndANewLeaderTheLeaderEpoch() {
    MetadataImage shrunk =
        replay(
            created(),
            new PartitionChangeRecord().setTopicId(ID).setPartitionId(0).setIsr(List.of(1, 2)));
    PartitionState state = shrunk.existingPartition(ORDERS_0);
    assertThat(state.isr()).containsExactly(1, 2);
    assertThat(state.leaderEpoch()).isZero();
    assertThat(state.partitionEpoch()).isEqualTo(1);

    MetadataImage moved =
        replay(shrunk, new PartitionChangeRecord().setTopicId(ID).setPartitionId(0).setLeader(2));
    assertThat(moved.existingPartition(ORDERS_0).leaderEpoch()).isEqualTo(1);
    assertThat(shrunk.existingPartition(ORDERS_0).leader()).as("images never change").isEqualTo(1);
  }

  @Test
  void aDeletedTopicTakesItsConfigsWithIt() {
    MetadataImage created = created();
    assertThat(created.minInSyncReplicas("orders")).isEqualTo(2);
    MetadataImage deleted = replay(created, new RemoveTopicRecord().setTopicId(ID));
    assertThat(deleted.topic("orders")).isNull();
    assertThat(deleted.minInSyncReplicas("orders")).isEqualTo(1);
  }

  @Test
  void theLogGivesBackWhatWasWrittenToIt() {
    Disk disk = new Disk();
    MetadataLog log = new MetadataLog(disk);
    log.log().appendAsLeader(MetadataLog.encode(CREATION, 1_000), 3);
    MetadataImage image =
        new MetadataLog(disk)
            .replay(MetadataImage.EMPTY, log.log().logEndOffset())
            .apply(log.log().logEndOffset());
    assertThat(image.existingPartition(ORDERS_0).isr()).containsExactly(1, 2, 3);
    assertThat(image.endOffset()).isEqualTo(3);
    assertThat(MetadataLog.decode(log.log().batches().getFirst())).isEqualTo(CREATION);
  }

  @Test
  void aRecordThatIsNeverWrittenHereIsNotReplayedInSilence() {
    MetadataDelta delta = new MetadataDelta(MetadataImage.EMPTY);
    assertThatThrownBy(() -> delta.replay(new NoOpRecord()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown kind");
  }
}
