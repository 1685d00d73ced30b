package vivarium.desktop.inspector;

import static vivarium.desktop.inspector.InspectorBuilder.row;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.event.GroupMember;
import vivarium.engine.event.MemberProgress;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.GroupView;

/** What there is to say of a group's protocol, and of a member's way in the consumer protocol. */
final class GroupProtocolRows {

  private final Texts texts;

  GroupProtocolRows(Texts texts) {
    this.texts = texts;
  }

  /** The generation, or the group's epoch in the consumer protocol. */
  Item generation(GroupView group) {
    String name =
        group.protocol().isConsumer() ? texts.get("group.epoch") : texts.get("group.generation");
    return row("generation", name, Integer.toString(group.generation()));
  }

  /** The protocol in Kafka's word, and the assignor if it is known. */
  List<Item> protocol(GroupView group) {
    List<Item> rows = new ArrayList<>();
    rows.add(row("protocol", texts.get("group.protocol"), group.protocol().type()));
    if (!group.protocol().assignor().isEmpty()) {
      rows.add(row("assignor", texts.get("group.assignor"), group.protocol().assignor()));
    }
    return rows;
  }

  /**
   * The member's epoch, what it must give back and what it waits for; nothing in the classic one.
   */
  List<Item> progress(GroupMember member) {
    MemberProgress progress = member.progress();
    List<Item> rows = new ArrayList<>();
    if (progress != null) {
      rows.add(row("memberEpoch", texts.get("member.epoch"), Integer.toString(progress.epoch())));
      add(rows, "givesBack", texts.get("member.givesBack"), progress.revoking());
      add(rows, "awaits", texts.get("member.awaits"), progress.awaiting());
    }
    return rows;
  }

  private static void add(
      List<Item> rows, String id, String name, List<TopicPartition> partitions) {
    if (!partitions.isEmpty()) {
      rows.add(
          row(
              id,
              name,
              partitions.stream().map(TopicPartition::toString).collect(Collectors.joining(", "))));
    }
  }
}
