package vivarium.engine.net;

import java.util.List;
import vivarium.engine.disk.Disk;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.sim.Journal;

/** What befalls the machines that processes run on: their disks lose what they held. */
final class Machines {

  private final Journal journal;

  Machines(Journal journal) {
    this.journal = journal;
  }

  /** The page cache is gone; tells of each log that is shorter for it. */
  void lose(NodeHost host) {
    long cause = journal.lastSeq();
    for (Disk.Loss loss : host.disk().losePower()) {
      journal.emit(
          host.id(),
          new Replica.Truncated(loss.partition(), loss.previousEndOffset(), loss.endOffset()),
          cause);
    }
  }

  /** The disk is empty; tells so, and of each replica that is gone. */
  void wipe(NodeHost host) {
    List<TopicPartition> gone = List.copyOf(host.disk().logs().keySet());
    long cause = journal.emit(host.id(), new Node.DiskWiped());
    host.disk().wipe();
    for (TopicPartition id : gone) {
      journal.emit(host.id(), new Replica.Removed(id), cause);
    }
  }
}
