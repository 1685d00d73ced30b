package vivarium.desktop.inspector;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Tone;
import vivarium.engine.api.Command;

/** One part of the inspector. Parts of the same kind and key are the same part at another time. */
public sealed interface Item {

  /** Stable within its content. */
  String key();

  record Heading(String key, String text) implements Item {}

  /** A name and a value. */
  record Row(String key, String label, String value, Tone tone) implements Item {}

  /** A sentence. */
  record Note(String key, String text, Tone tone) implements Item {}

  /** A sentence that leads to a thing or a moment. */
  record Link(String key, String text, Tone tone, Selection selection) implements Item {}

  /** Buttons beside each other. */
  record Actions(String key, List<Action> actions) implements Item {
    public Actions {
      actions = List.copyOf(actions);
    }
  }

  /**
   * A name, a state and what can be done about it.
   *
   * @param selection what the name leads to; null if it leads nowhere
   */
  record RowAction(
      String key,
      String label,
      String value,
      Tone tone,
      Action action,
      @Nullable Selection selection)
      implements Item {

    public RowAction(String key, String label, String value, Tone tone, Action action) {
      this(key, label, value, tone, action, null);
    }
  }

  /**
   * A value that can be changed where it stands.
   *
   * @param name as Kafka spells it
   * @param value the present one
   * @param help what it means, its default, what is valid
   * @param choices the valid words; empty for free text
   * @param edit the command for a new value; throws {@link IllegalArgumentException} with what
   *     would be valid
   * @param waits whether the value was asked for and is not in force yet
   */
  record Setting(
      String key,
      String name,
      String value,
      String help,
      List<String> choices,
      Function<String, Command> edit,
      boolean waits)
      implements Item {
    public Setting {
      choices = List.copyOf(choices);
    }

    /** One that is in force. */
    public Setting(
        String key,
        String name,
        String value,
        String help,
        List<String> choices,
        Function<String, Command> edit) {
      this(key, name, value, help, choices, edit, false);
    }
  }

  /** A small table; a line with a selection can be clicked. */
  record Table(String key, List<String> columns, List<Line> lines) implements Item {
    public Table {
      columns = List.copyOf(columns);
      lines = List.copyOf(lines);
    }
  }

  record Line(List<String> cells, Tone tone, Selection selection) {
    public Line {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A form that asks for something new.
   *
   * @param button what its button says
   * @param build the command for the values by field id; throws {@link IllegalArgumentException}
   *     with what would be valid
   */
  record Form(
      String key,
      String title,
      String button,
      List<Field> fields,
      Function<Map<String, String>, Command> build)
      implements Item {
    public Form {
      fields = List.copyOf(fields);
    }
  }

  /** Parts that belong together and stay folded until someone wants them. */
  record Section(String key, String title, List<Item> items) implements Item {
    public Section {
      items = List.copyOf(items);
    }
  }

  /** A field of a form with its first value; {@code choices} is empty for free text. */
  record Field(String id, String label, String initial, List<String> choices) {
    public Field {
      choices = List.copyOf(choices);
    }
  }
}
