package vivarium.desktop.inspector;

import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import vivarium.desktop.inspector.Action.Manner;
import vivarium.engine.api.Command;

/**
 * The button of an action. Where something would be lost for good, the first press says what, in
 * the button itself, and the second does it; whoever goes elsewhere has not agreed.
 */
final class ActionButton extends Button {

  private static final PseudoClass ASKING = PseudoClass.getPseudoClass("asking");

  private final Consumer<Command> send;
  private Action action;
  private boolean asking;

  ActionButton(Action action, Consumer<Command> send) {
    this.send = send;
    this.action = action;
    setMnemonicParsing(false);
    show(action);
    dress();
    setOnAction(event -> pressed());
    focusedProperty()
        .subscribe(
            focused -> {
              if (!focused) {
                ask(false);
              }
            });
    setOnMouseExited(event -> ask(false));
  }

  /** Shows another action, or the same in other words. */
  void show(Action now) {
    boolean same = now.id().equals(action.id());
    Manner before = action.manner();
    action = now;
    setId("action-" + now.id());
    ask(asking && same);
    if (now.manner() != before) {
      dress();
    }
  }

  private void dress() {
    getStyleClass().removeAll("breaks", "mends");
    if (action.manner() != Manner.PLAIN) {
      getStyleClass().add(action.manner() == Manner.BREAKS ? "breaks" : "mends");
    }
  }

  private void pressed() {
    if (asking || action.confirmation().isEmpty()) {
      ask(false);
      action.commands().forEach(send);
    } else {
      ask(true);
    }
  }

  private void ask(boolean now) {
    asking = now;
    setText(now ? action.confirmation() : action.label());
    setWrapText(now);
    pseudoClassStateChanged(ASKING, now);
  }
}
