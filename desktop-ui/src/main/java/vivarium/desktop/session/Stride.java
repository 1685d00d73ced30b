package vivarium.desktop.session;

import java.util.List;
import vivarium.desktop.i18n.Narrator;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.Stamped;

/** How far one step goes. */
public enum Stride {
  /** To the next event of any kind. */
  EVENT,
  /** To the next line of the list, where its first event is: a change, not a heartbeat. */
  CHANGE,
  /** To the next message that leaves and carries something: no heartbeat, no empty fetch. */
  HOP;

  private static final List<String> QUIET =
      List.of("BrokerHeartbeat", "Heartbeat", "ZkPing", "ApiVersions", "Metadata");

  /** Whether a step of this stride may end at an event, without regard to what came before it. */
  boolean endsAt(Stamped stamped) {
    return switch (this) {
      case EVENT -> true;
      case CHANGE -> Narrator.isTold(stamped.event());
      case HOP -> stamped.event() instanceof Flow.Sent sent && carriesSomething(sent);
    };
  }

  private static boolean carriesSomething(Flow.Sent sent) {
    return sent.error() != null
        || sent.cargo().stream().anyMatch(cargo -> cargo.batch().recordCount() > 0)
        || !(QUIET.contains(sent.api()) || sent.api().endsWith("Fetch"));
  }
}
