package vivarium.desktop.shell;

import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.film.FilmForm;

/**
 * Which key does what. A key belongs to a text field while one is typed in, to a form over the
 * stage while the keyboard is in it, and to a control that was reached by keyboard as far as it has
 * a use for it; all others are the window's.
 */
final class Keyboard {

  private final Node window;
  private final Node stage;
  private final WindowActions actions;

  /** Whether the key that is down has led to a field, in which its letter must not stand. */
  private boolean opensField;

  Keyboard(Node window, Node stage, WindowActions actions) {
    this.window = window;
    this.stage = stage;
    this.actions = actions;
    window.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    window.addEventFilter(KeyEvent.KEY_TYPED, this::typed);
  }

  /** Whether text is being typed. */
  boolean isTyping() {
    return owner() instanceof TextInputControl;
  }

  /**
   * In the tree, letters, digits and Space find a line; in the list of scenarios they do nothing.
   */
  private boolean findsByLetters() {
    return owner() instanceof TreeView || isChoosingScenario();
  }

  private boolean isChoosingScenario() {
    Node owner = owner();
    return owner != null && ScenarioChooser.LIST.equals(owner.getId());
  }

  /** Whether the keyboard is at something in a form over the stage. */
  private boolean isInForm() {
    for (Node each = owner(); each != null; each = each.getParent()) {
      if (each instanceof FilmForm) {
        return true;
      }
    }
    return false;
  }

  private boolean isOnControl() {
    Node owner = owner();
    return owner != null && owner != stage && owner.isFocusVisible();
  }

  private @Nullable Node owner() {
    return window.getScene() == null ? null : window.getScene().getFocusOwner();
  }

  private void pressed(KeyEvent event) {
    WindowAction action = actionOf(event);
    opensField = false;
    if (action != null) {
      actions.run(action);
      event.consume();
      opensField = isTyping();
    }
  }

  private @Nullable WindowAction actionOf(KeyEvent event) {
    if (event.isAltDown()) {
      return null;
    }
    if (event.isShortcutDown()) {
      return withShortcut(event);
    }
    KeyCode code = event.getCode();
    if (isTyping()
        || (isInForm() && code != KeyCode.ESCAPE)
        || (findsByLetters()
            && (code.isLetterKey() || code.isDigitKey() || code == KeyCode.SPACE))) {
      return null;
    }
    return event.isShiftDown() ? withShift(event) : alone(event);
  }

  private @Nullable WindowAction withShortcut(KeyEvent event) {
    return switch (event.getCode()) {
      case K -> WindowAction.PALETTE;
      case O -> WindowAction.OPEN;
      case S -> WindowAction.SAVE_SCENARIO;
      case E -> WindowAction.EXPORT_PICTURE;
      case D -> WindowAction.COMPARE;
      case Z -> isTyping() ? null : WindowAction.UNDO;
      case PLUS, EQUALS, ADD -> WindowAction.LARGER;
      case MINUS, SUBTRACT -> WindowAction.SMALLER;
      case DIGIT0, NUMPAD0 -> WindowAction.AUTOMATIC_SIZE;
      default -> null;
    };
  }

  private @Nullable WindowAction withShift(KeyEvent event) {
    return switch (event.getCode()) {
      case K -> WindowAction.KILL_LEADER;
      case C -> WindowAction.KILL_CONTROLLER;
      case F -> WindowAction.FORK;
      case S -> WindowAction.SAVE_RECORDING;
      case E -> WindowAction.EXPORT_FILM;
      case LEFT -> unlessOnControl(WindowAction.PAN_LEFT);
      case RIGHT -> unlessOnControl(WindowAction.PAN_RIGHT);
      case UP -> unlessOnControl(WindowAction.PAN_UP);
      case DOWN -> unlessOnControl(WindowAction.PAN_DOWN);
      default -> null;
    };
  }

  private @Nullable WindowAction alone(KeyEvent event) {
    return switch (event.getCode()) {
      case SPACE -> unlessOnControl(WindowAction.PAUSE);
      case ESCAPE -> WindowAction.DESELECT;
      case END -> unlessOnControl(WindowAction.LIVE);
      case HOME -> unlessOnControl(WindowAction.EARLIEST);
      case ENTER -> unlessOnControl(WindowAction.FOCUS);
      case K -> WindowAction.KILL;
      case R -> WindowAction.RESTART;
      case Z -> WindowAction.FREEZE;
      case L -> WindowAction.LANGUAGE;
      case T -> WindowAction.APPEARANCE;
      case M -> WindowAction.MENU;
      case P -> WindowAction.PRESENT;
      case F -> WindowAction.FIT;
      case U -> WindowAction.UNTIL;
      case I -> WindowAction.FOLD_INSPECTOR;
      case PAGE_UP -> unlessOnControl(WindowAction.PAN_UP);
      case PAGE_DOWN -> unlessOnControl(WindowAction.PAN_DOWN);
      case LEFT -> unlessOnControl(WindowAction.PREVIOUS_BROKER);
      case RIGHT -> unlessOnControl(WindowAction.NEXT_BROKER);
      case UP -> unlessOnControl(WindowAction.PREVIOUS_PARTITION);
      case DOWN -> unlessOnControl(WindowAction.NEXT_PARTITION);
      default -> null;
    };
  }

  private @Nullable WindowAction unlessOnControl(WindowAction action) {
    // A table or tree that was clicked is walked through by arrows, while Space still stops time.
    boolean walks =
        (owner() instanceof TableView || findsByLetters()) && action != WindowAction.PAUSE;
    return walks || isOnControl() ? null : action;
  }

  /** Signs are taken as typed, since their keys differ from keyboard to keyboard. */
  private void typed(KeyEvent event) {
    if (opensField) {
      opensField = false;
      event.consume();
      return;
    }
    boolean finds = findsByLetters() && event.getCharacter().matches("[\\p{L}\\p{N} ]");
    if (isTyping() || isInForm() || finds || event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    WindowAction action =
        switch (event.getCharacter()) {
          case "0" -> WindowAction.FOLD_LOWER;
          case "1" -> WindowAction.EVENTS;
          case "2" -> WindowAction.CHARTS;
          case "3" -> WindowAction.TABLES;
          case "4" -> WindowAction.RECORDS;
          case "5" -> WindowAction.TREE;
          case "6" -> WindowAction.SPACE_TIME;
          case "." -> WindowAction.STEP;
          case "," -> WindowAction.STEP_BACK;
          case ">" -> WindowAction.STEP_EVENT;
          case "<" -> WindowAction.STEP_EVENT_BACK;
          case "'" -> WindowAction.HOP;
          case ";" -> WindowAction.HOP_BACK;
          case "/" -> WindowAction.FILTER;
          case "?" -> WindowAction.HELP;
          case "[" -> WindowAction.SLOWER;
          case "]" -> WindowAction.FASTER;
          case "+", "=" -> WindowAction.ZOOM_IN;
          case "-" -> WindowAction.ZOOM_OUT;
          default -> null;
        };
    if (action != null) {
      actions.run(action);
      event.consume();
    }
  }
}
