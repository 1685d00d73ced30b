package vivarium.desktop.inspector;

import static vivarium.desktop.inspector.InspectorBuilder.row;

import java.util.ArrayList;
import java.util.List;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Tone;
import vivarium.engine.event.NodeId;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.ZnodeView;

/** A znode: its data, its version, whose session it lives with. */
final class ZnodeInspector {

  private final ClusterModel model;
  private final Texts texts;
  private final Memory memory;

  ZnodeInspector(ClusterModel model, Texts texts, Memory memory) {
    this.model = model;
    this.texts = texts;
    this.memory = memory;
  }

  InspectorContent build(ZnodeView znode) {
    String path = znode.path();
    int slash = path.lastIndexOf('/');
    List<Item> items = new ArrayList<>();
    items.add(new Item.Note("path", path, Tone.MUTED));
    String parent = path.substring(0, Math.max(0, slash));
    if (model.znodes().containsKey(parent)) {
      items.add(new Item.Link("parent", "↑ " + parent, Tone.ACCENT, new Selection.Znode(parent)));
    }
    items.add(row("version", "version", Integer.toString(znode.version())));
    NodeId owner = model.sessions().get(znode.owner());
    if (owner != null) {
      items.add(
          new Item.Link(
              "owner",
              texts.get("znode.sessionOf", new Narrator(texts).name(owner)),
              Tone.COORDINATION,
              new Selection.Node(owner)));
    }
    if (znode.isEphemeral()) {
      items.add(row("session", "ephemeralOwner", "0x" + Long.toHexString(znode.owner())));
    }
    items.add(row("created", texts.get("znode.created"), Units.clock(znode.createdAtNanos())));
    items.add(row("changed", texts.get("znode.changed"), Units.clock(znode.changedAtNanos())));
    items.add(
        new Item.Note(
            "kind",
            texts.get(znode.isEphemeral() ? "znode.ephemeral" : "znode.persistent"),
            Tone.MUTED));
    items.add(new Item.Heading("dataHeading", texts.get("znode.data")));
    items.add(
        new Item.Note(
            "data",
            znode.data().isEmpty() ? texts.get("znode.empty") : znode.data(),
            znode.data().isEmpty() ? Tone.MUTED : Tone.PLAIN));
    items.addAll(Because.of(znode.changedSeq(), memory, texts));
    children(items, path);
    return new InspectorContent(
        "znode",
        path.substring(slash),
        texts.get(znode.isEphemeral() ? "znode.badge" : "znode.badgeStays"),
        znode.isEphemeral() ? Tone.COORDINATION : Tone.MUTED,
        items);
  }

  private void children(List<Item> items, String path) {
    List<Item.Line> lines = new ArrayList<>();
    for (ZnodeView each : model.znodes().tailMap(path + "/").values()) {
      if (!each.path().startsWith(path + "/")) {
        break;
      }
      String name = each.path().substring(path.length());
      if (name.indexOf('/', 1) < 0) {
        lines.add(
            new Item.Line(
                List.of(name, Integer.toString(each.version())),
                each.isEphemeral() ? Tone.COORDINATION : Tone.PLAIN,
                new Selection.Znode(each.path())));
      }
    }
    if (!lines.isEmpty()) {
      items.add(new Item.Table("children", List.of(texts.get("znode.children"), "version"), lines));
    }
  }
}
