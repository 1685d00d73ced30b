package vivarium.desktop.choice;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * A list from which one thing is chosen, and the field whose letters leave those that fit. While
 * letters are typed, the list is walked through from the field.
 *
 * @param <T> what is chosen
 */
public final class NarrowedList<T> {

  /** So often lines are measured anew after another was chosen. */
  private static final int PULSES_TO_REVEAL = 4;

  private final ListView<T> list = new ListView<>();
  private final TextField find = new TextField();
  private final Label nothing = new Label();
  private final Function<T, String> said;
  private final int page;
  private final Runnable choose;
  private final Runnable close;
  private final Runnable reveal = this::reveal;
  private int toReveal;

  /** Of which the list shows those that fit what is typed. */
  private List<T> all = List.of();

  /**
   * Nothing to choose from yet.
   *
   * @param id what selectors call it: the list ends in {@code -list}, the field in {@code -find}
   * @param page how many lines a key moves that moves by a page
   * @param said the name of a thing and what is said of it, in which letters are looked for
   * @param choose is run when what is selected is to be taken
   * @param close is run when nothing is
   */
  public NarrowedList(
      String id, int page, Function<T, String> said, Runnable choose, Runnable close) {
    this.page = page;
    this.said = said;
    this.choose = choose;
    this.close = close;
    list.setId(id + "-list");
    list.setPlaceholder(nothing);
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    list.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) {
            choose.run();
          }
        });
    list.getSelectionModel()
        .selectedIndexProperty()
        .subscribe(index -> toReveal = PULSES_TO_REVEAL);
    list.sceneProperty()
        .subscribe(
            (before, now) -> {
              if (before != null) {
                before.removePostLayoutPulseListener(reveal);
              }
              if (now != null) {
                now.addPostLayoutPulseListener(reveal);
              }
            });
    find.setId(id + "-find");
    find.textProperty().subscribe(unused -> narrow());
    find.addEventFilter(KeyEvent.KEY_PRESSED, this::findKey);
  }

  /** What is left of the things after the letters. */
  public ListView<T> list() {
    return list;
  }

  /** The field for the letters. */
  public TextField find() {
    return find;
  }

  /** What is selected; null if nothing fits the letters. */
  public @Nullable T selected() {
    return list.getSelectionModel().getSelectedItem();
  }

  /** Offers these from now on, all of them, the first selected. */
  public void offer(List<T> things) {
    all = List.copyOf(things);
    find.clear();
    narrow();
  }

  /** Puts it into a language: what it is, what may be typed, and that nothing fits. */
  public void speak(String title, String prompt, String noneFits) {
    list.setAccessibleText(title);
    find.setPromptText(prompt);
    find.setAccessibleText(prompt);
    nothing.setText(noneFits);
    list.refresh();
  }

  /** Leaves those of which the name, or what is said of them, has each word typed. */
  private void narrow() {
    List<String> words = List.of(lower(find.getText().strip()).split("\\s+"));
    list.getItems()
        .setAll(
            all.stream()
                .filter(each -> words.stream().allMatch(lower(said.apply(each))::contains))
                .toList());
    list.getSelectionModel().select(0);
    list.scrollTo(0);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private void findKey(KeyEvent event) {
    int size = list.getItems().size();
    boolean isEmpty = find.getText().isEmpty();
    int step =
        switch (event.getCode()) {
          case DOWN -> 1;
          case UP -> -1;
          case PAGE_DOWN -> page;
          case PAGE_UP -> -page;
          case HOME -> isEmpty ? -size : 0;
          case END -> isEmpty ? size : 0;
          default -> 0;
        };
    if (step == 0) {
      key(event);
    } else if (size > 0) {
      int now = list.getSelectionModel().getSelectedIndex();
      list.getSelectionModel().select(Math.clamp(now + step, 0, size - 1));
      event.consume();
    }
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      choose.run();
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE) {
      close.run();
      event.consume();
    }
  }

  /**
   * Shows the whole of the chosen line. The list alone does so too early: its lines are not equally
   * high, and those that were not in sight yet are measured only as they come into it.
   */
  private void reveal() {
    int chosen = list.getSelectionModel().getSelectedIndex();
    if (toReveal > 0
        && chosen >= 0
        && list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
      toReveal--;
      flow.scrollTo(chosen);
      Platform.requestNextPulse();
    }
  }
}
