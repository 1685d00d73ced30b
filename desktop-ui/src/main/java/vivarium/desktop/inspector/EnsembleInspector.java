package vivarium.desktop.inspector;

import java.util.ArrayList;
import java.util.List;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Tone;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.QuorumRole;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.ZnodeView;

/** A ZooKeeper server: its part in the ensemble, the sessions, and the tree of znodes. */
final class EnsembleInspector {

  private static final String INDENT = "  ";

  private final ClusterModel model;
  private final Texts texts;
  private final Narrator narrator;

  EnsembleInspector(ClusterModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    this.narrator = new Narrator(texts);
  }

  void build(List<Item> items, NodeView node) {
    boolean leads = node.quorumRole() == QuorumRole.LEADER;
    boolean follows = node.quorumRole() == QuorumRole.FOLLOWER;
    String role = leads ? "role.leader" : follows ? "role.follower" : "role.looking";
    items.add(row("role", texts.get("node.role"), texts.get(role)));
    items.add(row("epoch", "epoch", Integer.toString(node.quorumTerm())));
    items.add(row("metadata", texts.get("ensemble.logEnd"), Units.count(node.metadataEndOffset())));
    items.add(new Item.Note("about", texts.get("ensemble.about"), Tone.MUTED));
    sessions(items);
    items.add(
        new Item.Section(
            "znodes",
            texts.get("ensemble.znodes", model.znodes().size()),
            List.of(
                new Item.Table(
                    "znodeTable",
                    List.of("znode", "version", texts.get("ensemble.owner")),
                    model.znodes().values().stream().map(this::line).toList()))));
  }

  private void sessions(List<Item> items) {
    List<Item.Line> lines = new ArrayList<>();
    model
        .sessions()
        .forEach(
            (id, client) ->
                lines.add(
                    new Item.Line(
                        List.of(narrator.name(client), "0x" + Long.toHexString(id)),
                        Tone.PLAIN,
                        new Selection.Node(client))));
    if (!lines.isEmpty()) {
      items.add(new Item.Table("sessions", List.of(texts.get("ensemble.session"), "id"), lines));
    }
  }

  /** Its name, as far in as it lies deep; an ephemeral one with whoever holds it. */
  private Item.Line line(ZnodeView znode) {
    int depth = (int) znode.path().chars().filter(each -> each == '/').count() - 1;
    String name = znode.path().substring(znode.path().lastIndexOf('/') + 1);
    NodeId owner = model.sessions().get(znode.owner());
    return new Item.Line(
        List.of(
            INDENT.repeat(depth) + "/" + name,
            Integer.toString(znode.version()),
            owner == null ? "" : narrator.name(owner)),
        znode.isEphemeral() ? Tone.COORDINATION : Tone.PLAIN,
        new Selection.Znode(znode.path()));
  }

  private static Item.Row row(String key, String label, String value) {
    return new Item.Row(key, label, value, Tone.PLAIN);
  }
}
