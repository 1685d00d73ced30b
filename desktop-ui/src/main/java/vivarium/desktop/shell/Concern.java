package vivarium.desktop.shell;

import vivarium.desktop.stage.Selection;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;

/** What an event is about, to be selected when somebody asks for the event. */
final class Concern {

  private Concern() {}

  static Selection of(Stamped stamped) {
    NodeId node = stamped.node();
    return switch (stamped.event()) {
      case ClusterEvent.Metadata.PartitionChanged e -> new Selection.Partition(e.partition());
      case ClusterEvent.Replica e -> new Selection.Partition(e.partition());
      case ClusterEvent.Client.GroupChanged e -> new Selection.Group(e.groupId());
      case ClusterEvent.Client.Refused e -> new Selection.Client(node);
      case ClusterEvent.Client.Disconnected e -> new Selection.Client(node);
      case ClusterEvent.Fault.LinkCut(NodeId from, NodeId to) -> new Selection.Link(from, to);
      case ClusterEvent.Fault.LinkHealed(NodeId from, NodeId to) -> new Selection.Link(from, to);
      case ClusterEvent.Fault unused when node.isServer() -> new Selection.Node(node);
      case ClusterEvent.Fault unused -> Selection.CLUSTER;
      case ClusterEvent.Verdict.RecordsLost e -> new Selection.Partition(e.partition());
      case ClusterEvent.Verdict.RecordsDuplicated e -> new Selection.Partition(e.partition());
      case ClusterEvent.Verdict.RecordsReordered e -> new Selection.Partition(e.partition());
      case ClusterEvent.Node unused -> new Selection.Node(node);
      case ClusterEvent.Coordination unused -> new Selection.Node(node);
      case ClusterEvent.Metadata.TopicCreated e -> new Selection.Topic(e.topic());
      case ClusterEvent.Metadata.PartitionsAdded e -> new Selection.Topic(e.topic());
      case ClusterEvent.Metadata.ConfigChanged e
          when e.scope() == ClusterEvent.Metadata.ConfigScope.TOPIC ->
          new Selection.Topic(e.name());
      case ClusterEvent.Metadata unused -> Selection.CLUSTER;
      case ClusterEvent.Flow unused -> Selection.CLUSTER;
      case ClusterEvent.Client unused -> Selection.CLUSTER;
      case ClusterEvent.Verdict unused -> Selection.CLUSTER;
    };
  }
}
