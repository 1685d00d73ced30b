package vivarium.desktop.timeline;

import vivarium.desktop.stage.GroupLook;
import vivarium.desktop.stage.Tone;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.ClusterEvent.Fault;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.ClusterEvent.Verdict;

/** How serious an event is. */
public final class EventTone {

  private EventTone() {}

  public static Tone of(ClusterEvent event) {
    return switch (event) {
      case Node e -> node(e);
      case Coordination unused -> Tone.COORDINATION;
      case Metadata e -> metadata(e);
      case Replica e ->
          switch (e) {
            case Replica.FellBehind unused -> Tone.WARN;
            case Replica.Truncated unused -> Tone.WARN;
            case Replica.CaughtUp unused -> Tone.GOOD;
            case Replica.ReaderSent unused -> Tone.PLAIN;
            case Replica.BecameLeader unused -> Tone.PLAIN;
            case Replica.BecameFollower unused -> Tone.PLAIN;
            case Replica.Removed unused -> Tone.PLAIN;
            case Replica.Appended unused -> Tone.MUTED;
            case Replica.HighWatermarkMoved unused -> Tone.MUTED;
            case Replica.LogStartMoved unused -> Tone.MUTED;
          };
      case Flow unused -> Tone.MUTED;
      case Client e -> client(e);
      case Fault.LinkCut unused -> Tone.BAD;
      case Fault.LinkHealed unused -> Tone.GOOD;
      case Fault.Injected unused -> Tone.BAD;
      case Fault.Struck unused -> Tone.WARN;
      case Fault.Healed unused -> Tone.GOOD;
      case Verdict.RecordsLost e -> e.expected() ? Tone.WARN : Tone.BAD;
      case Verdict.RecordsDuplicated e -> e.expected() ? Tone.WARN : Tone.BAD;
      case Verdict.RecordsReordered e -> e.expected() ? Tone.WARN : Tone.BAD;
      case Verdict.InvariantBroken unused -> Tone.BAD;
    };
  }

  private static Tone node(Node event) {
    return switch (event) {
      case Node.Stopped(Node.How how) -> how == Node.How.CLEAN ? Tone.MUTED : Tone.BAD;
      case Node.DiskWiped() -> Tone.BAD;
      case Node.Frozen() -> Tone.WARN;
      case Node.Fenced unused -> Tone.WARN;
      case Node.Unfenced unused -> Tone.GOOD;
      case Node.Resumed() -> Tone.GOOD;
      case Node.Started() -> Tone.PLAIN;
      case Node.Registered unused -> Tone.PLAIN;
      case Node.ShutdownBegan() -> Tone.MUTED;
      case Node.Added() -> Tone.MUTED;
      case Node.RemovalBegan unused -> Tone.PLAIN;
      case Node.RemovalGivenUp unused -> Tone.WARN;
      case Node.Unregistered unused -> Tone.MUTED;
      case Node.Removed() -> Tone.PLAIN;
      case Node.ListenerOpened unused -> Tone.MUTED;
    };
  }

  private static Tone metadata(Metadata event) {
    return switch (event) {
      case Metadata.PartitionChanged e -> {
        if (e.leaderChanged()) {
          yield e.after().hasLeader() ? Tone.COORDINATION : Tone.BAD;
        }
        yield e.isrShrank() ? Tone.WARN : e.isrExpanded() ? Tone.GOOD : Tone.PLAIN;
      }
      case Metadata.TopicCreated unused -> Tone.PLAIN;
      case Metadata.TopicDeleted unused -> Tone.PLAIN;
      case Metadata.ElectionHeld unused -> Tone.COORDINATION;
      case Metadata.PartitionsAdded unused -> Tone.PLAIN;
      case Metadata.ConfigChanged unused -> Tone.PLAIN;
    };
  }

  private static Tone client(Client event) {
    return switch (event) {
      case Client.Refused e -> e.willRetry() ? Tone.WARN : Tone.BAD;
      case Client.GroupChanged e -> GroupLook.tone(e.state());
      case Client.ProducerAdded unused -> Tone.PLAIN;
      case Client.ProducerChanged unused -> Tone.PLAIN;
      case Client.ConsumerAdded unused -> Tone.PLAIN;
      case Client.ConsumerChanged unused -> Tone.PLAIN;
      case Client.Removed() -> Tone.PLAIN;
      case Client.Connected unused -> Tone.PLAIN;
      case Client.Disconnected unused -> Tone.PLAIN;
      case Client.Producing unused -> Tone.MUTED;
      case Client.Joining unused -> Tone.MUTED;
      case Client.Fetching unused -> Tone.MUTED;
      case Client.Acknowledged unused -> Tone.MUTED;
      case Client.Read unused -> Tone.MUTED;
      case Client.Committed unused -> Tone.MUTED;
    };
  }
}
