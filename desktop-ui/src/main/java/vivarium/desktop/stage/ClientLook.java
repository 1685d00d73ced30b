package vivarium.desktop.stage;

import java.util.stream.Collectors;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.GroupMember;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.ClusterModel;

/** How a client fares. */
public final class ClientLook {

  private ClientLook() {}

  /** The acks it writes with, as Kafka spells them; empty while it has not written. */
  public static String acksWord(ClientView client) {
    ProducerSettings settings = client.producer();
    if (settings != null) {
      return settings.acksWord();
    }
    return client.acksByTopic().values().stream()
        .distinct()
        .map(ProducerSettings::acksWord)
        .collect(Collectors.joining("/"));
  }

  /** The node of a group's member: built-in if it was added to that group, or else from outside. */
  public static NodeId nodeOf(GroupMember member, String groupId, ClusterModel model) {
    ClientView builtIn = model.clients().get(NodeId.consumer(member.clientId()));
    ConsumerSettings settings = builtIn == null ? null : builtIn.consumer();
    return settings != null && settings.groupId().equals(groupId)
        ? NodeId.consumer(member.clientId())
        : NodeId.external(member.clientId());
  }

  /** Whether a client from outside reads without a group, each partition as it chose. */
  static boolean readsAlone(ClientView client, ClusterModel model) {
    return client.id().kind() == NodeId.Kind.EXTERNAL
        && !client.positions().isEmpty()
        && client.groupsJoined().isEmpty()
        && model.groups().values().stream()
            .flatMap(group -> group.members().stream())
            .noneMatch(member -> member.clientId().equals(client.id().name()));
  }

  /** Whether what it was told last was an error. */
  public static boolean isFailing(ClientView client) {
    return client.lastError() != null
        && client.lastErrorAtNanos() >= client.lastAcknowledgedAtNanos();
  }

  /** What it is and what it is called. */
  static String title(NodeId client, Texts texts) {
    String kind =
        switch (client.kind()) {
          case PRODUCER -> texts.get("inspector.producer");
          case EXTERNAL -> texts.get("inspector.externalClient");
          default -> "";
        };
    return (kind + " " + client.name()).strip();
  }
}
