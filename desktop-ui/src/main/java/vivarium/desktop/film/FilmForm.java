package vivarium.desktop.film;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.film.FilmRequest.Field;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;

/**
 * What is to be filmed, and how far the film is. Enter begins, Esc hides the form: a film that is
 * being made goes on, and can be given up here.
 */
public final class FilmForm extends VBox {

  private static final double WIDTH = 520;

  /** Room for the ring around what the keyboard is at. */
  private static final double BELOW_NAME = 8;

  /** Two lines, for what is wrong: nothing moves when something is. */
  private static final double OUTCOME_HEIGHT = 34;

  private static final double SECOND = 1_000_000_000;
  private static final PseudoClass COMPLAINT = PseudoClass.getPseudoClass("complaint");

  private final Desk desk;
  private final ObservableValue<@Nullable FilmProgress> atWork;
  private final Label title = new Label();
  private final Label about = new Label();
  private final Map<Field, Entry> entries = new EnumMap<>(Field.class);
  private final Label kindName = new Label();
  private final ToggleGroup kinds = new ToggleGroup();
  private final HBox kindRow = new HBox();
  private final Label outcome = new Label();
  private final Button begin = new Button();
  private final ProgressBar bar = new ProgressBar(0);
  private final Button cancel = new Button();
  private Texts texts = Texts.ENGLISH;

  /** Who has the film made. */
  public interface Desk {

    /** What can be filmed now. */
    FilmRequest.Reach reach();

    /** What is wrong with a request, or the film that it asks for. */
    FilmRequest.Answer check(FilmRequest request);

    /** Has a film made. */
    void shoot(Film film, FilmKind kind);

    /** The film that is being made is not wanted any more. */
    void giveUp();

    /** The form was hidden while it had the keys: they are the window's again. */
    void closed();
  }

  /** A field and its name; its colour says if something is wrong with what stands in it. */
  private static final class Entry extends VBox {
    final Label name = new Label();
    final TextField field = new TextField();
    String wrong = "";

    Entry(Field which) {
      super(3);
      String id = "film-" + which.name().toLowerCase(Locale.ROOT);
      field.setId(id);
      field.setMaxWidth(Double.MAX_VALUE);
      name.setLabelFor(field);
      getChildren().addAll(name, field);
      GridPane.setHgrow(this, Priority.ALWAYS);
    }

    void complain(String words) {
      wrong = words;
      field.setAccessibleHelp(words);
      field.pseudoClassStateChanged(COMPLAINT, !words.isEmpty());
    }
  }

  /**
   * The form, not shown yet.
   *
   * @param atWork how far the film is that is being made; null if none is
   */
  public FilmForm(Desk desk, ObservableValue<@Nullable FilmProgress> atWork) {
    super(10);
    this.desk = desk;
    this.atWork = atWork;
    setId("film");
    getStyleClass().addAll("palette", "film-form");
    setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    setVisible(false);
    managedProperty().bind(visibleProperty());
    title.getStyleClass().add("keys-title");
    about.getStyleClass().add("film-hint");
    about.setWrapText(true);
    about.setMinHeight(Region.USE_PREF_SIZE);
    GridPane grid = new GridPane(12, 8);
    for (Field which : Field.values()) {
      Entry entry = new Entry(which);
      entry.setPrefWidth(WIDTH / 2);
      entry.field.textProperty().subscribe(unused -> check());
      entry.field.focusedProperty().subscribe(unused -> check());
      entries.put(which, entry);
      grid.add(entry, which.ordinal() % 2, which.ordinal() / 2);
    }
    for (FilmKind kind : FilmKind.values()) {
      kindRow.getChildren().add(button(kind));
    }
    kinds.selectToggle(kinds.getToggles().getFirst());
    kinds
        .selectedToggleProperty()
        .subscribe(
            (before, now) -> {
              if (now == null) { // One of them it is always.
                kinds.selectToggle(before);
              }
            });
    outcome.setId("film-outcome");
    outcome.getStyleClass().add("film-hint");
    outcome.setMaxWidth(Double.MAX_VALUE);
    outcome.setMinWidth(0);
    outcome.setWrapText(true);
    outcome.setMinHeight(OUTCOME_HEIGHT);
    HBox.setHgrow(outcome, Priority.ALWAYS);
    begin.setId("film-begin");
    begin.setMinWidth(Region.USE_PREF_SIZE);
    begin.setOnAction(event -> begin());
    bar.setId("film-progress");
    bar.setPrefWidth(WIDTH / 3);
    cancel.setId("film-cancel");
    cancel.setMinWidth(Region.USE_PREF_SIZE);
    cancel.setOnAction(event -> desk.giveUp());
    HBox bottom = new HBox(10, outcome, bar, begin, cancel);
    bottom.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(title, about, grid, new VBox(BELOW_NAME, kindName, kindRow), bottom);
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    atWork.subscribe(this::progress);
  }

  private ToggleButton button(FilmKind kind) {
    ToggleButton button = new ToggleButton(kind.format());
    button.setId("film-" + kind.name().toLowerCase(Locale.ROOT));
    button.setUserData(kind);
    button.setToggleGroup(kinds);
    button
        .getStyleClass()
        .add(
            switch (kind) {
              case GIF -> "left-pill";
              case APNG -> "center-pill";
              case FRAMES -> "right-pill";
            });
    return button;
  }

  /** Puts the form into a language. */
  public void speak(Texts language) {
    texts = language;
    title.setText(texts.get("film.title"));
    name(Field.FROM, texts.get("film.from"));
    name(Field.TO, texts.get("film.to"));
    name(Field.SIZE, texts.get("film.size"));
    name(Field.SPEED, texts.get("film.speed"));
    kindName.setText(texts.get("film.kind"));
    for (Toggle toggle : kinds.getToggles()) {
      if (toggle instanceof ToggleButton button && button.getUserData() == FilmKind.FRAMES) {
        button.setText(texts.get("film.frames"));
      }
    }
    begin.setText(texts.get("film.begin"));
    cancel.setText(texts.get("film.cancel"));
    progress(atWork.getValue());
  }

  private void name(Field which, String words) {
    entry(which).name.setText(words);
    entry(which).field.setAccessibleText(words);
  }

  private Entry entry(Field which) {
    return Objects.requireNonNull(entries.get(which));
  }

  /** Shows the form: with a request in it, unless a film is being made. */
  public void open(FilmRequest request) {
    setVisible(true);
    if (isAtWork()) {
      takeKeys();
      return;
    }
    entry(Field.FROM).field.setText(request.from());
    entry(Field.TO).field.setText(request.to());
    if (entry(Field.SIZE).field.getText().isEmpty()) { // What was chosen once is liked again.
      entry(Field.SIZE).field.setText(request.size());
      entry(Field.SPEED).field.setText(request.speed());
    }
    check();
    entry(Field.FROM).field.requestFocus();
    entry(Field.FROM).field.selectAll();
  }

  /** Hides the form; a film that is being made goes on. */
  public void hide() {
    boolean hadKeys = isFocusWithin();
    setVisible(false);
    if (hadKeys) {
      desk.closed();
    }
  }

  private boolean isAtWork() {
    return atWork.getValue() != null;
  }

  private FilmRequest request() {
    return new FilmRequest(
        entry(Field.FROM).field.getText(),
        entry(Field.TO).field.getText(),
        entry(Field.SIZE).field.getText(),
        entry(Field.SPEED).field.getText());
  }

  /**
   * Says what the film is going to be, or what is wrong: with the field that has the keys first.
   */
  private Optional<Film> check() {
    if (!isVisible() || isAtWork()) {
      return Optional.empty();
    }
    FilmRequest.Reach reach = desk.reach();
    about.setText(
        texts.get("film.about", Units.clock(reach.fromNanos()), Units.clock(reach.toNanos())));
    FilmRequest.Answer answer = desk.check(request());
    for (Field which : Field.values()) {
      entry(which).complain(answer.wrong().getOrDefault(which, ""));
    }
    begin.setDisable(answer.film().isEmpty());
    outcome.pseudoClassStateChanged(COMPLAINT, answer.film().isEmpty());
    outcome.setText(answer.film().map(this::outcome).orElseGet(this::complaint));
    return answer.film();
  }

  private String outcome(Film film) {
    return texts.get(
        "film.outcome",
        Units.count(film.frames()),
        Units.span(Math.round(film.frames() * SECOND / film.framesPerSecond())));
  }

  private String complaint() {
    return entries.values().stream()
        .filter(each -> !each.wrong.isEmpty())
        .max(Comparator.comparing(each -> each.field.isFocused()))
        .map(each -> each.wrong)
        .orElse("");
  }

  private void begin() {
    if (kinds.getSelectedToggle() instanceof ToggleButton chosen
        && chosen.getUserData() instanceof FilmKind kind) {
      check().ifPresent(film -> desk.shoot(film, kind));
    }
  }

  /** Shows how far the film is, or asks for one again. */
  private void progress(@Nullable FilmProgress film) {
    if (cancel.isManaged() != (film != null)) {
      show(film != null);
    }
    if (film == null) {
      check();
      return;
    }
    outcome.pseudoClassStateChanged(COMPLAINT, false);
    outcome.setText(
        texts.get("film.progress", Units.count(film.pictures()), Units.count(film.ofAll())));
    bar.setProgress(film.share());
  }

  private void show(boolean working) {
    boolean hadKeys = isFocusWithin();
    for (Entry entry : entries.values()) {
      entry.setDisable(working);
    }
    kindRow.setDisable(working);
    begin.setVisible(!working);
    begin.setManaged(!working);
    bar.setVisible(working);
    bar.setManaged(working);
    cancel.setVisible(working);
    cancel.setManaged(working);
    if (hadKeys) {
      takeKeys();
    }
  }

  /** Puts the keys where the next step is, and shows them there: none goes to the window behind. */
  private void takeKeys() {
    if (isAtWork()) {
      bar.requestFocusTraversal(TraversalDirection.NEXT);
    } else {
      begin.requestFocus();
    }
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      hide();
    } else if (event.getCode() == KeyCode.ENTER && event.getTarget() instanceof Button button) {
      button.fire();
    } else if (event.getCode() == KeyCode.ENTER) {
      begin();
    } else {
      return;
    }
    event.consume();
  }
}
