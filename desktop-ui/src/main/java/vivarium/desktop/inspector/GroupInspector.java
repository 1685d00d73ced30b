package vivarium.desktop.inspector;

import static vivarium.desktop.inspector.InspectorBuilder.row;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.GroupLook;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Tone;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.GroupMember;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.GroupView;
import vivarium.engine.model.PartitionView;
import vivarium.engine.model.ReplicaView;

/** A consumer group: the table of {@code kafka-consumer-groups --describe} and its consumers. */
final class GroupInspector {

  private final ClusterModel model;
  private final Texts texts;
  private final Memory memory;

  GroupInspector(ClusterModel model, Texts texts, Memory memory) {
    this.model = model;
    this.texts = texts;
    this.memory = memory;
  }

  InspectorContent build(String id) {
    GroupView group = model.groups().get(id);
    List<Item> items = new ArrayList<>();
    if (group != null) {
      NodeId coordinator = group.coordinator();
      items.add(new GroupProtocolRows(texts).generation(group));
      items.addAll(new GroupProtocolRows(texts).protocol(group));
      items.add(
          row(
              "coordinator",
              texts.get("group.coordinatorLabel"),
              coordinator == null ? "-" : new Narrator(texts).name(coordinator)));
      items.add(
          row("members", texts.get("group.members"), Integer.toString(group.members().size())));
      items.add(row("lag", texts.get("group.totalLag"), Units.countOrDash(model.totalLag(group))));
      if (group.state() != GroupState.STABLE) {
        items.addAll(Because.of(group.changedSeq(), memory, texts));
      }
      members(items, group);
      items.add(new Item.Heading("offsets", texts.get("inspector.offsets")));
      items.add(offsets(group));
    }
    consumers(items, id);
    items.add(Forms.addConsumer(model, texts, id));
    return new InspectorContent(
        texts.get("inspector.group"),
        id,
        group == null ? texts.get("group.joining") : group.state().kafkaName(),
        group == null ? Tone.MUTED : GroupLook.tone(group.state()),
        items);
  }

  /** Each with how much it owns; a click leads to what it owns. */
  private void members(List<Item> items, GroupView group) {
    List<Item.Line> lines = new ArrayList<>();
    for (GroupMember member : group.members()) {
      lines.add(
          new Item.Line(
              List.of(
                  member.clientId(),
                  Integer.toString(member.assignment().size()),
                  member.assignment().isEmpty()
                      ? "-"
                      : Units.countOrDash(model.lag(group, member.assignment()))),
              Tone.PLAIN,
              new Selection.Member(group.id(), member.memberId())));
    }
    if (!lines.isEmpty()) {
      items.add(
          new Item.Table(
              "memberTable", List.of("CLIENT-ID", texts.get("table.partitions"), "LAG"), lines));
    }
  }

  private Item.Table offsets(GroupView group) {
    TreeSet<TopicPartition> partitions = new TreeSet<>(group.committed().keySet());
    group.members().forEach(member -> partitions.addAll(member.assignment()));
    List<Item.Line> lines = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      PartitionView view = model.partition(partition);
      ReplicaView leader = view == null ? null : view.leaderReplica();
      Long committed = group.committed().get(partition);
      long lag = model.lag(group, partition);
      GroupMember owner = group.owner(partition);
      lines.add(
          new Item.Line(
              List.of(
                  partition.toString(),
                  orDash(committed),
                  leader == null ? "-" : Long.toString(leader.highWatermark()),
                  lag < 0 ? "-" : Long.toString(lag),
                  owner == null ? "-" : owner.clientId()),
              Tone.PLAIN,
              new Selection.Partition(partition)));
    }
    return new Item.Table(
        "offsetTable",
        List.of(texts.get("column.partition"), "CURRENT", "HW", "LAG", "CLIENT-ID"),
        lines);
  }

  private static String orDash(@Nullable Long offset) {
    return offset == null ? "-" : Long.toString(offset);
  }

  private void consumers(List<Item> items, String groupId) {
    List<ClientView> builtIn =
        model.clients().values().stream()
            .filter(
                client -> client.consumer() != null && client.consumer().groupId().equals(groupId))
            .toList();
    if (builtIn.isEmpty()) {
      return;
    }
    items.add(new Item.Heading("consumers", texts.get("inspector.consumers")));
    Actions actions = new Actions(model, texts);
    for (ClientView client : builtIn) {
      ConsumerSettings settings = client.consumer();
      if (settings != null) {
        String name = client.id().name();
        Action remove = actions.remove(client.id());
        items.add(
            new Item.RowAction(
                "consumer-" + name,
                name,
                texts.get("client.read", Units.count(client.recordsRead())),
                Tone.MUTED,
                remove.labelled(texts.get("action.removeShort"))));
        items.addAll(new ConsumerSettingItems(model, texts, memory).of(settings));
      }
    }
  }
}
