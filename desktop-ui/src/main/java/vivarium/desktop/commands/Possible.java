package vivarium.desktop.commands;

import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.Selection;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;

/** Why something cannot be done now, in a sentence that says what would help; empty if it can. */
final class Possible {

  private static final String YES = "";

  private final ClusterModel model;
  private final Texts texts;

  Possible(ClusterModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
  }

  /** What can befall a process. */
  enum Fate {
    KILL("kill", "action.kill"),
    RESTART("restart", "action.restart"),
    FREEZE("freeze", "action.freeze"),
    RESUME("resume", "action.resume"),
    SHUT_DOWN("shutdown", "action.shutDown");

    /** The id of the action that does it. */
    final String action;

    private final String textKey;

    Fate(String action, String textKey) {
      this.action = action;
      this.textKey = textKey;
    }

    String title(Texts texts) {
      return texts.get(textKey);
    }
  }

  /** Whether the process is in a state that allows it. */
  String of(Fate fate, NodeView node) {
    boolean fits =
        switch (node.process()) {
          case RUNNING -> fate != Fate.RESTART && fate != Fate.RESUME;
          case FROZEN -> fate == Fate.RESUME || fate == Fate.KILL;
          case SHUTTING_DOWN -> fate == Fate.KILL;
          case STOPPED -> fate == Fate.RESTART;
        };
    if (fits) {
      return YES;
    }
    String name = new Narrator(texts).name(node.id());
    return switch (node.process()) {
      case RUNNING -> texts.get("why.runs", name);
      case FROZEN -> texts.get("why.isFrozen", name);
      case SHUTTING_DOWN -> texts.get("why.shutsDown", name);
      case STOPPED -> texts.get("why.isStopped", name);
    };
  }

  /** Whether a node is selected that allows one of the fates. */
  String withSelected(Selection selection, Fate... anyOf) {
    String why = texts.get("why.selectNode");
    for (NodeId id : selection.processes()) {
      NodeView node = model.node(id);
      if (node != null) {
        for (Fate fate : anyOf) {
          if (of(fate, node).isEmpty()) {
            return YES;
          }
        }
        why = of(anyOf[0], node);
      }
    }
    return why;
  }

  String leaderOf(Selection selection) {
    TopicPartition id = selection.partitionOrNull();
    PartitionView partition = id == null ? null : model.partition(id);
    if (partition == null) {
      return texts.get("why.selectPartition");
    }
    return partition.state().hasLeader()
        ? YES
        : texts.get("why.noLeader", partition.id().toString());
  }

  String controller() {
    return model.controller() == null ? texts.get("why.noController") : YES;
  }
}
