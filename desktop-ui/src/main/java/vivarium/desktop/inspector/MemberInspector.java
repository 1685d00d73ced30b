package vivarium.desktop.inspector;

import static vivarium.desktop.inspector.InspectorBuilder.row;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.ClientLook;
import vivarium.desktop.stage.GroupLook;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Tone;
import vivarium.engine.event.GroupMember;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.GroupView;
import vivarium.engine.model.PartitionView;
import vivarium.engine.model.ReplicaView;

/** A member of a group: what it owns, how far it has read, how fast it works. */
final class MemberInspector {

  private final ClusterModel model;
  private final Texts texts;
  private final Memory memory;

  MemberInspector(ClusterModel model, Texts texts, Memory memory) {
    this.model = model;
    this.texts = texts;
    this.memory = memory;
  }

  /** Null for a member that has left. */
  @Nullable InspectorContent build(String groupId, String memberId) {
    GroupView group = model.groups().get(groupId);
    if (group == null) {
      return null;
    }
    for (GroupMember member : group.members()) {
      if (member.memberId().equals(memberId)) {
        return build(group, member);
      }
    }
    return null;
  }

  private InspectorContent build(GroupView group, GroupMember member) {
    ClientView client = model.clients().get(ClientLook.nodeOf(member, group.id(), model));
    List<Item> items = new ArrayList<>();
    items.add(
        new Item.Link(
            "group",
            texts.get("inspector.group") + " " + group.id(),
            Tone.ACCENT,
            new Selection.Group(group.id())));
    items.add(row("host", "HOST", member.host().isEmpty() ? "-" : member.host()));
    items.add(new GroupProtocolRows(texts).generation(group));
    items.addAll(new GroupProtocolRows(texts).progress(member));
    items.add(
        row(
            "lag",
            texts.get("group.totalLag"),
            member.assignment().isEmpty()
                ? "-"
                : Units.countOrDash(model.lag(group, member.assignment()))));
    if (client != null) {
      items.add(row("read", texts.get("client.readRecords"), Units.count(client.recordsRead())));
    }
    items.add(new Item.Heading("memberIdHeading", "CONSUMER-ID"));
    items.add(new Item.Note("memberId", member.memberId(), Tone.MUTED));
    items.add(new Item.Heading("owned", texts.get("member.owns")));
    if (member.assignment().isEmpty()) {
      items.add(new Item.Note("nothing", texts.get("member.nothing"), Tone.MUTED));
    } else {
      items.add(owned(group, member));
    }
    if (client != null && client.consumer() != null) {
      items.add(new Item.Heading("settings", texts.get("inspector.clusterSettings")));
      items.addAll(new ConsumerSettingItems(model, texts, memory).of(client.consumer()));
    }
    items.add(
        new Item.Actions(
            "actions",
            new Actions(model, texts).of(new Selection.Member(group.id(), member.memberId()))));
    return new InspectorContent(
        texts.get("inspector.memberOf", group.id()),
        member.clientId(),
        group.state().kafkaName(),
        GroupLook.tone(group.state()),
        items);
  }

  private Item.Table owned(GroupView group, GroupMember member) {
    List<Item.Line> lines = new ArrayList<>();
    for (TopicPartition id : member.assignment()) {
      PartitionView partition = model.partition(id);
      ReplicaView leader = partition == null ? null : partition.leaderReplica();
      lines.add(
          new Item.Line(
              List.of(
                  id.toString(),
                  orDash(group.committed().get(id)),
                  orDash(group.positions().get(id)),
                  leader == null ? "-" : Long.toString(leader.highWatermark()),
                  orDash(model.lag(group, id))),
              Tone.PLAIN,
              new Selection.Partition(id)));
    }
    return new Item.Table(
        "ownedTable",
        List.of(
            texts.get("column.partition"), "CURRENT", texts.get("member.position"), "HW", "LAG"),
        lines);
  }

  private static String orDash(@Nullable Long offset) {
    return offset == null || offset < 0 ? "-" : Long.toString(offset);
  }
}
